import type { FlowTable, TradeFlowRecord } from './record.ts';
import { locatorOf } from './reports.ts';
import { claimOf, type ClaimRecord } from '../claim/record.ts';

/** A trade flow as the reported claims that it is: one for its value, one for its weight where that is published. */
export function claimsOfFlow(flow: TradeFlowRecord, table: FlowTable): ClaimRecord[] {
  const locator = locatorOf(flow, table);
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
      recordedAt: table.recordedAt,
      locator,
      rivals: 'flow',
      publisher: table.publisher,
      sources: [flow.source],
    });
  const value = claim('valueUsd', flow.valueUsd, 'current US$');
  return flow.tonnes === null ? [value] : [value, claim('tonnes', flow.tonnes, 'tonnes')];
}
