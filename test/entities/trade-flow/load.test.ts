import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAsideBy, tableOf } from '../../../src/entities/trade-flow/load.ts';
import { answer } from '../../support.ts';

describe('trade that is something else by its price', () => {
  const australia =
    'product: {hsCode: {eq: "280530"}}, year: {eq: 2024}, from: {iso3: {eq: "AUS"}}, to: {iso3: {eq: "MYS"}}';

  test('is in the list of flows with the reason, and in no sum of it', async () => {
    const { tradeFlows } = await answer(
      `{ tradeFlows(first: 5, where: {${australia}}) { nodes { tonnes valueUsd setAside product { slug } } totals { valueUsd flows } } }`,
    );
    expect(tradeFlows.nodes).toEqual([
      {
        tonnes: 31209.685,
        valueUsd: '128057261',
        setAside: expect.stringMatching(/concentrate by its price/),
        product: { slug: 'rare-earth-metals' },
      },
    ]);
    expect(tradeFlows.totals).toEqual({ valueUsd: null, flows: 0 });
  });

  test('counts in no share: 13,784 t of rare-earth metals crossed borders in 2024, 64 % of them Chinese', async () => {
    const { concentration, malaysia, japan } = await answer(
      `{ concentration(product: "280530", year: 2024, basis: MASS) { shares(first: 100) { country { iso3 } share tonnes } }
         malaysia: dependence(of: "MYS", on: "AUS", product: "280530", year: 2024) { share }
         japan: dependence(of: "JPN", on: "CHN", product: "280530", year: 2024, basis: MASS) { share confidence } }`,
    );
    interface Seller {
      country: { iso3: string };
      share: number;
      tonnes: number | null;
    }
    const sellers = concentration.shares as Seller[];
    expect(sellers.reduce((sum, { tonnes }) => sum + (tonnes ?? 0), 0)).toBeCloseTo(13_784, 0);
    expect(sellers[0]).toMatchObject({ country: { iso3: 'CHN' }, share: expect.closeTo(0.6406, 4) });
    expect(malaysia.share).toBeLessThan(0.05);
    // A copy of the publisher's files, whose release is inferred.
    expect(japan).toEqual({ share: expect.closeTo(0.6198, 4), confidence: 'MEDIUM' });
  });

  test('is found by code, both ends and year, and by nothing else', () => {
    const rule = { hs: '280530', exporter: 'AUS', importer: 'MYS', fromYear: 2012, toYear: 2020, reason: 'ore' };
    const setAside = setAsideBy([{ ...rule, source: 's', locator: null, confidence: 'LOW', recordedAt: null }]);
    const flow = fc.record({
      hs: fc.constantFrom('280530', '284690'),
      exporter: fc.constantFrom('AUS', 'CHN'),
      importer: fc.constantFrom('MYS', 'JPN'),
      year: fc.integer({ min: 2008, max: 2024 }),
    });
    fc.assert(
      fc.property(flow, ({ hs, exporter, importer, year }) => {
        const fits = hs === '280530' && exporter === 'AUS' && importer === 'MYS' && year >= 2012 && year <= 2020;
        const reason = setAside({ hs, exporter, importer, year });
        expect(reason).toBe(fits ? 'ore' : null);
        const table = tableOf({ source: 's', hs, year, setAside: reason });
        expect(table).toBe(`s:${hs}:${year}${fits ? ':set-aside' : ''}`);
      }),
    );
  });
});
