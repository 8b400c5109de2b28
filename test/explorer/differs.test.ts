import { describe, expect, test } from 'vitest';
import { lookedAt, moreDifferences } from '../../web/explorer/pages/differs/more.ts';

const source = { key: 's', title: 's', publisher: 's', vintage: null, licence: 'none', url: null };
const report = (id: string, valueUsd: string, reportedBy: 'IMPORTER' | 'EXPORTER') => ({
  ...{ id, valueUsd, reportedBy, source, confidence: 'HIGH' as const, rankReason: null, recordedAt: null },
});
const flow = (valueUsd: string, mirror: string | null) => ({
  ...report(`flow of ${valueUsd}`, valueUsd, 'IMPORTER'),
  year: 2024,
  product: { name: 'Magnets' },
  from: { name: 'China' },
  to: { name: 'Japan' },
  competing: mirror === null ? [] : [report('mirror', mirror, 'EXPORTER')],
});
const country = (...nodes: ReturnType<typeof flow>[]) => ({
  country: { imports: { totalCount: 900, nodes }, exports: { totalCount: 0, nodes: [] } },
});

describe('reports of the same trade', () => {
  test('are shown side by side where they are more than a tenth apart, the shown one first', () => {
    const [found, ...none] = moreDifferences(country(flow('100', '89'), flow('100', '91'), flow('100', null)));
    expect(none).toEqual([]);
    expect(found).toMatchObject({ about: 'Magnets, China to Japan', scope: '2024' });
    expect(found?.sides.map(({ value }) => value)).toEqual([
      expect.stringContaining('by the importer'),
      expect.stringContaining('by the exporter'),
    ]);
  });

  test('are counted, and it is said where there is no second one', () => {
    expect(lookedAt(country(flow('100', '89'), flow('1', null)))).toMatch(
      /^Of the 2 largest of 900 imports .* 1 flow has more/,
    );
    expect(lookedAt(country(flow('1', null)))).toMatch(/nobody else on record gives a report/);
  });
});
