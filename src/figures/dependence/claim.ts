import { unitOf } from '../../entities/trade-flow/record.ts';
import type { LookThroughEvidence } from './of-chain.ts';
import type { DependenceRecord } from './record.ts';
import { claimOf, type ClaimRecord } from '../../entities/claim/record.ts';

// Made once: making it takes longer than a thousand uses.
const thousandths = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** A share as the derived claim that it is, with what it was computed from; none where there is no share. */
export function claimsOfDependence(dependence: DependenceRecord): ClaimRecord[] {
  const { share, confidence, imports, tables, on, product, year, basis, coalition, reported } = dependence;
  if (share === null || year === null) return [];
  const [part, whole, unit] =
    basis === 'VALUE'
      ? [imports.valueUsdFrom, imports.valueUsd, 'US$']
      : [imports.tonnesFrom ?? 0, imports.tonnes ?? 0, 't'];
  const amount = (value: number) => `${thousandths.format(value)} ${unit}`;
  const inside = coalition ? ' Trade among the members is left out.' : '';
  const unnamed = reported?.unnamed[unitOf[basis]] ?? 0;
  const all = reported
    ? `, the total that is declared, of which ${amount(unnamed)} has no named partner,`
    : ` in ${imports.flows} flows from all countries`;
  return [
    claimOf({
      key: `Dependence:${dependence.key}`,
      subject: `Dependence:${dependence.key}`,
      property: 'share',
      scope: `${product.slug}, direct imports, by ${basis === 'VALUE' ? 'value' : 'mass'}`,
      value: String(share),
      unit: 'share',
      validFrom: `${year}-01-01`,
      validTo: `${year + 1}-01-01`,
      confidence: confidence ?? 'LOW',
      status: 'DERIVED',
      recordedAt: tables.recordedAt,
      locator: `HS ${tables.codes.join(', ')}, ${year}, imports of ${dependence.country?.iso3 ?? coalition?.name ?? ''}, ${reported ? 'every exporter that is named' : 'all exporters'}`,
      method: () =>
        `${amount(part)} from ${on.name}, divided by ${amount(whole)}${all} of HS ${product.hsCodes.join(', ')} in ${year}.${inside}`,
      sources: tables.sources,
    }),
  ];
}

/** A look-through share as the derived claim that it is, with all that it rests on; null where there is no share. */
export function claimOfLookThrough(
  dependence: DependenceRecord,
  evidence: LookThroughEvidence | null,
): ClaimRecord | null {
  if (evidence === null) return null;
  const { on, product, year, basis } = dependence;
  const { share, unknown, low, high, confidence, sources, worldStages, recordedAt, locator } = evidence;
  const percent = (part: number) => `${thousandths.format(part * 100)} %`;
  const world = worldStages.map((stage) => `${stage.product} (${stage.year})`).join(', ');
  return claimOf({
    key: `LookThrough:${dependence.key}`,
    subject: `Dependence:${dependence.key}`,
    property: 'lookThroughShare',
    scope: `${product.slug}, looking through suppliers, by ${basis === 'VALUE' ? 'value' : 'mass'}`,
    value: String(share),
    low,
    high,
    unit: 'share',
    ...(year === null ? {} : { validFrom: `${year}-01-01`, validTo: `${year + 1}-01-01` }),
    confidence,
    recordedAt,
    locator,
    status: 'DERIVED',
    method: () =>
      `${percent(share)} comes from ${on.name} at some stage and ${percent(unknown)} is of unreported origin: shares of suppliers times the weights of inputs, back to the mine, each country's output with the mix of origins of its inputs.${world === '' ? '' : ` No figures of single countries for ${world}: all makers are taken to draw on the world's production.`}`,
    sources,
  });
}
