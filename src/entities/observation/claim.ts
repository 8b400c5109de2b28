import { claimOf, type ClaimRecord } from '../claim/record.ts';
import type { ObservationKind } from '../../api/generated.ts';
import type { Figure } from '../claim/figure.ts';

const properties: Record<ObservationKind, string> = {
  PRODUCTION: 'production',
  RESERVES: 'reserves',
  CAPACITY: 'capacity',
  PRICE: 'price',
  NET_IMPORT_RELIANCE: 'netImportReliance',
  IMPORT_SOURCE: 'importSource',
  STAGE_SHARE: 'stageShare',
  END_USE_SHARE: 'endUseShare',
  SUPPLY_RISK: 'supplyRisk',
  ECONOMIC_IMPORTANCE: 'economicImportance',
  QUOTA: 'quota',
};

/** A figure as the reported claim that it is. Signs for a missing number, such as `W`, are kept in the note; words are the value. */
export function claimOfFigure(figure: Figure): ClaimRecord {
  const { id, measure, mineral, stage, form, sector, basis, year, yearTo, value, number, missing } = figure;
  const sign = missing === null || missing === 'QUALITATIVE' ? null : `Published as "${value}": ${missing}.`;
  return claimOf({
    key: `Observation:${id}`,
    subject: `Observation:${id}`,
    property: properties[measure],
    scope: [mineral, stage, form, sector, basis].filter(Boolean).join(', '),
    value: number !== null || missing === 'QUALITATIVE' ? value : null,
    unit: figure.unit,
    low: figure.low,
    high: figure.high,
    validFrom: `${year}-01-01`,
    validTo: `${(yearTo ?? year) + 1}-01-01`,
    recordedAt: figure.recordedAt,
    retractedAt: figure.retractedAt,
    confidence: figure.confidence,
    status: 'REPORTED',
    locator: figure.locator,
    note: [sign, figure.note].filter(Boolean).join(' ') || null,
    rivals: figure,
    sources: [figure.source],
    publisher: figure.publisher,
    publishedOn: figure.publishedOn,
  });
}
