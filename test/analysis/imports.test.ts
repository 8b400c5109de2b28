import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importShare, importsOf, type Delivery, type ImportReport } from '../../src/analysis/imports.ts';

const delivery = (exporter: string, valueUsd: number, tonnes: number | null = null): Delivery => ({
  exporter,
  valueUsd,
  tonnes,
});
const report = (deliveries: Delivery[], rest: Partial<ImportReport> = {}): ImportReport => ({
  ...{ hs: '280530', source: 'reports', complete: false, mirror: false, declared: null },
  deliveries,
  ...rest,
});
const declared = (valueUsd: number | null, unnamedUsd: number | null = null, tonnes: number | null = null) => ({
  ...{ valueUsd, unnamedUsd, tonnes, unnamedTonnes: null, returnedUsd: null, returnedTonnes: null },
});
const ofJapan = (...reports: ImportReport[]) => importsOf(['280530'], () => reports, ['JPN']);
const share = (exporter: string, ...reports: ImportReport[]) =>
  importShare(ofJapan(...reports), exporter, 'valueUsd', ['JPN']);

describe('the whole of what is imported', () => {
  test('is what the publisher declares: one partner of 680 in 1000 has 0.68, and could have it all', () => {
    const one = report([delivery('CHN', 680)], { declared: declared(1000) });
    expect(share('CHN', one)).toEqual({ share: 0.68, unknown: 0.32, atMost: 1 });
    expect(share('VNM', one)).toEqual({ share: 0, unknown: 0.32, atMost: 0.32 });
  });

  test('keeps what has no named partner: China 300, Vietnam 200, areas nes 500 of 1000 make 0.3 of 1', () => {
    const nes = report([delivery('CHN', 300), delivery('VNM', 200)], { declared: declared(1000, 500) });
    expect(share('CHN', nes)).toEqual({ share: 0.3, unknown: 0.5, atMost: 0.8 });
    expect(ofJapan(nes)).toMatchObject({ whole: { valueUsd: 1000 }, unnamed: { valueUsd: 500 } });
  });

  test('is the sum of the flows where the table holds every flow, whatever else is declared', () => {
    const all = report([delivery('CHN', 3), delivery('VNM', 1)], { complete: true, declared: declared(100) });
    expect(share('CHN', all)).toEqual({ share: 0.75, unknown: 0, atMost: 0.75 });
  });

  test('holds flows from partners that are not named in a table that holds every flow, too', () => {
    const all = report([delivery('CHN', 3), delivery('VNM', 1)], { complete: true, declared: declared(null, 4) });
    expect(share('CHN', all)).toEqual({ share: 0.375, unknown: 0.5, atMost: 0.875 });
  });

  test('leaves out what comes back to the importer: of 1000, 200 are its own, and China has 400 of 800', () => {
    const own = { ...declared(1000), returnedUsd: 200 };
    expect(share('CHN', report([delivery('CHN', 400)], { declared: own }))).toMatchObject({ share: 0.5, unknown: 0.5 });
  });

  test('is not known without a total: of chosen partners the part is only a bound', () => {
    expect(share('CHN', report([delivery('CHN', 3), delivery('VNM', 1)]))).toEqual({
      ...{ share: null, unknown: null, atMost: 0.75 },
    });
    expect(share('THA', report([delivery('CHN', 3)]))).toEqual({ share: null, unknown: null, atMost: null });
    expect(share('CHN')).toEqual({ share: null, unknown: null, atMost: null });
  });

  test('is never what one exporter reports, nor what exporters declare of their exports', () => {
    const mirror = report([delivery('CHN', 290)], { mirror: true, declared: declared(290) });
    expect(share('CHN', mirror)).toMatchObject({ share: null, unknown: null });
  });

  test('is the named partners and the unnamed together where the total is less: publishers round', () => {
    const rounded = report([delivery('CHN', 60), delivery('VNM', 41)], { declared: declared(100) });
    expect(share('CHN', rounded)).toEqual({ share: 60 / 101, unknown: 0, atMost: 60 / 101 });
  });

  test('is weighed by itself: without a declared weight there is no share by mass', () => {
    const value = report([delivery('CHN', 680, 6)], { declared: declared(1000) });
    expect(importShare(ofJapan(value), 'CHN', 'tonnes', ['JPN'])).toMatchObject({ share: null, unknown: null });
    const both = report([delivery('CHN', 680, 6), delivery('VNM', 20)], { declared: declared(1000, null, 10) });
    expect(importShare(ofJapan(both), 'CHN', 'tonnes', ['JPN'])).toEqual({ share: 0.6, unknown: 0.4, atMost: 1 });
  });
});

describe('of several tables', () => {
  const own = report([delivery('CHN', 300), delivery('VNM', 700)], { source: 'own', declared: declared(1000) });
  const mirror = report([delivery('CHN', 290)], { source: 'mirror', mirror: true });
  const all = report([delivery('CHN', 1), delivery('VNM', 1)], { source: 'all', complete: true });
  const some = report([delivery('CHN', 5)], { source: 'some' });

  test("an importer's own report counts before the mirror of it, in either order", () => {
    expect(share('CHN', own, mirror).share).toBe(0.3);
    expect(share('CHN', mirror, own).share).toBe(0.3);
  });

  test('one that holds every flow counts before one with a total, and that before one without', () => {
    expect(ofJapan(some, own, all).reports).toEqual([all]);
    expect(ofJapan(some, own).reports).toEqual([own]);
    expect(ofJapan(some, mirror).reports).toEqual([some]);
  });
});

describe('several codes of a product', () => {
  const codes = ['2846', '284610', '284690'];
  const of = (...reports: ImportReport[]) => importsOf(codes, () => reports, ['JPN']).whole.valueUsd;
  const first = report([delivery('CHN', 10)], { hs: '284610', declared: declared(100) });
  const second = report([delivery('CHN', 20)], { hs: '284690', declared: declared(200) });
  const heading = report([delivery('CHN', 50)], { hs: '2846', declared: declared(500) });

  test('add up', () => expect(of(first, second)).toBe(300));
  test('without the total of one make no smaller whole: it is not known', () => {
    expect(of(first, { ...second, declared: null })).toBeNull();
    expect(of(first)).toBeNull();
  });
  test('count at one level: the subheadings, unless the heading is known better', () => {
    expect(of(first, second, heading)).toBe(300);
    expect(of(first, { ...second, declared: null }, heading)).toBe(500);
    expect(of(first, heading)).toBe(500);
  });
});

describe('several importers together', () => {
  const reports: Record<string, ImportReport[]> = {
    DEU: [report([delivery('CHN', 60), delivery('FRA', 30)], { declared: declared(100) })],
    FRA: [report([delivery('CHN', 10), delivery('DEU', 90)], { declared: declared(100) })],
  };
  const union = (members: string[]) => importsOf(['280530'], (one) => reports[one] ?? [], members);

  test('import what is from outside: 70 and 10 unnamed remain of twice 100', () => {
    const imports = union(['DEU', 'FRA']);
    expect(imports).toMatchObject({ whole: { valueUsd: 80 }, unnamed: { valueUsd: 10 } });
    expect(importShare(imports, 'CHN', 'valueUsd', ['DEU', 'FRA']).share).toBe(70 / 80);
  });
  test('have no known whole where one of them has none', () => {
    expect(union(['DEU', 'FRA', 'ITA']).whole.valueUsd).toBeNull();
  });
});

// Any report: some partners, perhaps a total, perhaps unnamed partners, which may contradict each other.
const amount = fc.integer({ min: 1, max: 1000 });
const exporters = ['CHN', 'VNM', 'AUS', 'MYS'];
const deliveries = fc
  .uniqueArray(fc.record({ exporter: fc.constantFrom(...exporters), valueUsd: amount, tonnes: fc.option(amount) }), {
    selector: ({ exporter }) => exporter,
  })
  .map((list): Delivery[] => list);
const anyDeclared = fc.record({
  valueUsd: fc.option(amount),
  tonnes: fc.option(amount),
  unnamedUsd: fc.option(amount),
  unnamedTonnes: fc.option(amount),
  returnedUsd: fc.option(amount),
  returnedTonnes: fc.option(amount),
});
const anyReport = fc.record({
  hs: fc.constant('280530'),
  source: fc.string(),
  complete: fc.boolean(),
  mirror: fc.boolean(),
  deliveries,
  declared: fc.option(anyDeclared),
});
const units = ['valueUsd', 'tonnes'] as const;

describe('whatever is reported', () => {
  test('a share is never above what the declared total allows, nor with the unknown above 1', () => {
    fc.assert(
      fc.property(anyReport, fc.constantFrom(...exporters), fc.constantFrom(...units), (one, exporter, unit) => {
        const found = importShare(ofJapan(one), exporter, unit, ['JPN']);
        if (found.share === null) return;
        const sold = one.deliveries.find((delivery) => delivery.exporter === exporter)?.[unit] ?? 0;
        const back = one.declared?.[unit === 'valueUsd' ? 'returnedUsd' : 'returnedTonnes'] ?? 0;
        const total = one.complete ? null : (one.declared?.[unit] ?? null);
        if (total !== null && total > back) expect(found.share).toBeLessThanOrEqual(sold / (total - back) + 1e-9);
        expect(found.share + (found.unknown ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(found.atMost ?? 1).toBeGreaterThanOrEqual(found.share - 1e-9);
      }),
    );
  });

  test('an unnamed part or a larger total never raises a known share', () => {
    fc.assert(
      fc.property(deliveries, amount, amount, fc.option(amount), (some, total, more, unnamed) => {
        const before = share('CHN', report(some, { declared: declared(total) }));
        const after = [
          share('CHN', report(some, { declared: declared(total, unnamed) })),
          share('CHN', report(some, { declared: declared(total + more, unnamed) })),
        ];
        for (const { share: later } of after) expect(later ?? 0).toBeLessThanOrEqual((before.share ?? 0) + 1e-12);
      }),
    );
  });

  test('the shares of all partners and the unknown part are the whole', () => {
    fc.assert(
      fc.property(anyReport, fc.constantFrom(...units), (one, unit) => {
        const imports = ofJapan(one);
        const found = exporters.map((exporter) => importShare(imports, exporter, unit, ['JPN']));
        fc.pre(found[0]?.share !== null);
        const sum = found.reduce((total, { share: part }) => total + (part ?? 0), found[0]?.unknown ?? 0);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a delivery or a table that is split into two changes nothing', () => {
    const split = ({ exporter, valueUsd, tonnes }: Delivery): Delivery[] => [
      { exporter, valueUsd: valueUsd / 4, tonnes: tonnes === null ? null : tonnes / 4 },
      { exporter, valueUsd: (valueUsd * 3) / 4, tonnes: tonnes === null ? null : (tonnes * 3) / 4 },
    ];
    fc.assert(
      fc.property(anyReport, fc.constantFrom(...units), (one, unit) => {
        const halves = { ...one, deliveries: one.deliveries.flatMap(split) };
        const whole = importShare(ofJapan(one), 'CHN', unit, ['JPN']);
        const parts = importShare(ofJapan(halves), 'CHN', unit, ['JPN']);
        for (const key of ['share', 'unknown', 'atMost'] as const)
          if (whole[key] === null) expect(parts[key]).toBeNull();
          else expect(parts[key]).toBeCloseTo(whole[key], 9);
      }),
    );
  });

  test('a table of another source changes no share that an earlier one gives as surely', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (one, other) => {
        const before = share('CHN', { ...one, complete: true });
        expect(share('CHN', { ...one, complete: true }, other)).toEqual(before);
        const own = report(one.deliveries, { declared: declared(5000) });
        expect(share('CHN', own, { ...other, complete: false })).toEqual(share('CHN', own));
      }),
    );
  });
});
