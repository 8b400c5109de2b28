import { expect, test } from 'vitest';
import { locatorOf, reasonOfReport } from '../../../src/entities/trade-flow/reports.ts';
import type { FlowTable, TradeFlowRecord } from '../../../src/entities/trade-flow/record.ts';

const flow = (source: string) =>
  ({
    __typename: 'TradeFlow',
    key: source,
    source,
    hsCode: '850511',
    year: 2024,
    from: { iso3: 'CHN' },
    to: { iso3: 'JPN' },
  }) as TradeFlowRecord;
const table = (rest: Partial<FlowTable> = {}): FlowTable => ({
  title: 'Comtrade',
  publisher: 'UN',
  vintage: null,
  reportedBy: 'BOTH',
  complete: true,
  recordedAt: '2026-01-31',
  ...rest,
});

test.each([
  ['IMPORTER', 'reported by the importer, JPN'],
  ['EXPORTER', 'reported by the exporter, CHN, as a mirror of the imports'],
  ['BOTH', 'reconciled by UN from what importer and exporter report'],
] as const)('the place of a flow of which the reporter is %s says so', (reportedBy, words) => {
  expect(locatorOf(flow('a'), table({ reportedBy }))).toBe(`Comtrade: row 2024, CHN to JPN, HS 850511; ${words}`);
});

test.each<[string, Partial<FlowTable>, string]>([
  ['series of some flows', { complete: false }, 'holds every flow of the code and year'],
  ['mirror', { reportedBy: 'EXPORTER' }, "no mirror of the exporter's report"],
  ['older edition', { recordedAt: '2025-01-31' }, 'published later'],
  ['earlier release', { vintage: 'V1' }, 'a later release'],
  ['source that sorts later', {}, 'first by the key of its source'],
])('a %s stands behind, and both say why', (_, behind, why) => {
  const reports = [
    { flow: flow('a'), table: table(behind.vintage ? { vintage: 'V2' } : {}) },
    { flow: flow('b'), table: table(behind) },
  ];
  expect(reasonOfReport(flow('a'), reports)).toBe(why);
  expect(reasonOfReport(flow('b'), reports)).toBe(`a is preferred: ${why}`);
  expect(reasonOfReport(flow('c'), reports)).toBeNull();
});
