import type { TradeFlowRecord } from './record.ts';
import { claimOf, type ClaimRecord } from '../claim/record.ts';

/** A trade flow as the reported claims that it is: one for its value, one for its weight where that is published. */
export function claimsOfFlow(flow: TradeFlowRecord): ClaimRecord[] {
  const claim = (property: string, value: number, unit: string) =>
    claimOf({
      key: `TradeFlow:${flow.key}:${property}`,
      subject: `TradeFlow:${flow.key}`,
      property,
      value: String(value),
      unit,
      validFrom: `${flow.year}-01-01`,
      validTo: `${flow.year + 1}-01-01`,
      confidence: flow.confidence,
      status: 'REPORTED',
      // Year, code and both ends tell the row from all others of the source's file.
      locator: `row ${flow.year}, ${flow.from.iso3} to ${flow.to.iso3}, HS ${flow.hsCode}`,
      sources: [flow.source],
    });
  const value = claim('valueUsd', flow.valueUsd, 'current US$');
  return flow.tonnes === null ? [value] : [value, claim('tonnes', flow.tonnes, 'tonnes')];
}
