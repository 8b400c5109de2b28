import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseTable,
  formChoices,
  formsOf,
  mainForms,
  preferFigure,
  reasonOf,
  sharesOfTable,
  stateFigure,
} from '../../../src/entities/observation/choose.ts';
import type { Figure } from '../../../src/entities/claim/figure.ts';

let made = 0;
const figure = (some: Partial<Figure>): Figure => {
  made += 1;
  const number = some.number === undefined && !some.missing && some.low == null ? 1 : (some.number ?? null);
  return {
    id: `id-${made}`,
    measure: 'PRODUCTION',
    mineral: 'silicon',
    product: null,
    country: 'CHN',
    partner: null,
    aggregate: null,
    coalition: null,
    stage: 'REFINING',
    year: 2024,
    yearTo: null,
    value: String(number),
    low: null,
    high: null,
    unit: 'metric tons',
    basis: null,
    form: 'silicon metal',
    wording: null,
    formReason: null,
    sector: null,
    mainForm: true,
    estimated: false,
    missing: null,
    note: null,
    source: 'usgs-2026',
    locator: null,
    confidence: 'HIGH',
    recordedAt: '2026-02-06',
    retractedAt: null,
    publisher: 'USGS',
    publishedOn: '2026-02-06',
    ...some,
    number,
  };
};
const world = { country: null, aggregate: 'WORLD' } as const;
const other = { country: null, aggregate: 'OTHER' } as const;
const older = {
  source: 'usgs-2025',
  publishedOn: '2025-01-31',
  recordedAt: '2025-01-31',
} as const;
const elsewhere = {
  source: 'iea-2024',
  publisher: 'IEA',
  confidence: 'MEDIUM',
} as const;

describe('the form that is shown when none is asked for', () => {
  test('is the one that the publisher calls a total', () => {
    const figures = [
      ...['DEU', 'JPN'].map((country) => figure({ country, form: 'oxide' })),
      figure({ form: 'total metal and oxide' }),
    ];
    expect(figures.map(mainForms(figures))).toEqual(figures.map(() => 'total metal and oxide'));
  });

  test('else the one with the most figures; totals of the world and missing figures do not count', () => {
    const figures = [
      figure({ form: 'ferrosilicon' }),
      figure({ form: 'silicon metal', missing: 'WITHHELD' }),
      figure({ form: 'silicon metal', ...world }),
    ];
    expect(mainForms(figures)(figure({}))).toBe('ferrosilicon');
  });

  test('else none: of two with as many figures neither is the whole; alone in a year each stands', () => {
    const figures = [
      figure({ form: 'a', year: 2023 }),
      figure({ form: 'b', year: 2023 }),
      figure({ form: 'b', year: 2024 }),
      figure({ form: 'a', year: 2022 }),
    ];
    const main = mainForms(figures);
    expect([2022, 2023, 2024].map((year) => main(figure({ year })))).toEqual(['a', null, 'b']);
    expect(formChoices(figures)(figure({ year: 2023 })).reason).toBe(
      'none of several forms is the whole: a, b; ask for one',
    );
  });

  test('is the one that holds the others, and never a part of it, though parts have more figures', () => {
    const parts = ['ilmenite mine production', 'rutile mine production'].flatMap((form) =>
      ['AUS', 'ZAF', 'UKR'].map((country) => figure({ form, country })),
    );
    const whole = figure({ form: 'ilmenite and rutile mine production', country: 'AUS' });
    expect(mainForms([...parts, whole])(whole)).toBe('ilmenite and rutile mine production');
    const quota = (form: string) => figure({ measure: 'QUOTA', form });
    const quotas = ['smelting and separation quota', 'smelting and separation quota, first batch'].map(quota);
    expect(
      mainForms([...quotas, figure({ measure: 'QUOTA', form: 'smelting and separation quota', year: 2023 })])(
        quotas[0] as Figure,
      ),
    ).toBe('smelting and separation quota');
  });

  test('is of the newest edition that has the year, however many figures an older one has of other forms', () => {
    const old = [2019, 2020, 2021, 2022].map((year) => figure({ year, form: 'sales', ...older }));
    const figures = [...old, figure({ year: 2022, form: 'production' })];
    const choice = formChoices(figures);
    expect([2021, 2022].map((year) => choice(figure({ year })).form)).toEqual(['sales', 'production']);
    expect(choice(figure({ year: 2022 })).reason).toBe('the form of the newest edition, which no longer has sales');
  });

  test('renaming a form in all editions changes nothing but its name', () => {
    const renamed = (form: string | null) => (form === null ? null : `x ${form}`);
    fc.assert(
      fc.property(
        fc.array(fc.record({ form: fc.constantFrom('a', 'b', 'c'), year: fc.integer({ min: 2020, max: 2022 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        (parts) => {
          const figures = parts.map(figure);
          const main = mainForms(figures);
          const other = mainForms(figures.map((one) => ({ ...one, form: renamed(one.form) })));
          for (const one of figures) expect(other(one)).toBe(renamed(main(one)));
        },
      ),
    );
  });

  test('is one of those that are published in the year, or none, whatever is published', () => {
    const some = fc.array(
      fc.record({
        form: fc.constantFrom(null, 'a', 'b', 'c total'),
        year: fc.integer({ min: 2020, max: 2023 }),
        aggregate: fc.constantFrom(null, 'WORLD' as const),
        missing: fc.constantFrom(null, 'WITHHELD' as const),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (parts) => {
        const figures = parts.map(figure);
        const main = mainForms(figures);
        for (const one of figures)
          expect([null, ...figures.filter(({ year }) => year === one.year).map(({ form }) => form)]).toContain(
            main(one),
          );
      }),
    );
  });

  test('is chosen apart for each importer', () => {
    const from = (country: string, form: string) => figure({ measure: 'IMPORT_SOURCE', country, form });
    const figures = [from('USA', 'metal'), from('JPN', 'oxide')];
    expect(figures.map(mainForms(figures))).toEqual(['metal', 'oxide']);
  });

  test('stands first among the forms', () => {
    expect(formsOf([figure({ form: 'a', mainForm: false }), figure({ form: 'b' })])).toEqual(['b', 'a']);
  });
});

describe('a figure', () => {
  test('of a newer edition revises the older one; another publisher competes', () => {
    const { figure: shown, competing } = preferFigure([
      figure({ number: 13000, ...older }),
      figure({ number: 29000 }),
      figure({ number: 20000, ...elsewhere }),
    ]);
    expect(shown.number).toBe(29000);
    expect(competing.map(({ value, rankReason }) => [value, rankReason])).toEqual([
      ['20000', 'USGS is preferred: of higher confidence (HIGH)'],
      ['13000', 'revised by a later figure of USGS'],
    ]);
  });

  test('is not silenced by a publisher that gives none', () => {
    const { figure: shown, competing } = preferFigure([
      figure({ missing: 'WITHHELD', value: 'W' }),
      figure({ number: 5, ...elsewhere }),
    ]);
    expect(shown.number).toBe(5);
    expect(competing.map(({ rankReason }) => rankReason)).toEqual(['USGS gives no figure: WITHHELD']);
  });

  test('that its publisher withholds now is not taken from an older edition', () => {
    const { figure: shown, competing } = preferFigure([
      figure({ missing: 'WITHHELD', value: 'W' }),
      figure({ number: 5, ...older }),
    ]);
    expect(shown.missing).toBe('WITHHELD');
    expect(competing.map(({ value }) => value)).toEqual(['5']);
  });

  test('is asked by year; a year without one is missing, with the nearest year that has one', () => {
    const figures = [figure({ year: 2019 }), figure({ year: 2022 }), figure({ year: 2025, missing: 'WITHHELD' })];
    expect(stateFigure(figures, {})).toMatchObject({ year: 2025, missing: 'WITHHELD', nearestYear: 2022 });
    expect(stateFigure(figures, { year: 2020 })).toMatchObject({
      figure: null,
      preferred: null,
      missing: 'NOT_AVAILABLE',
      nearestYear: 2019,
    });
    expect(stateFigure([], {})).toMatchObject({ year: null, missing: 'NOT_AVAILABLE', nearestYear: null });
  });

  test('of another form is not taken for the main one', () => {
    const figures = [figure({ form: 'ferrosilicon', mainForm: false, number: 7 })];
    expect(stateFigure(figures, {})).toMatchObject({ figure: null, forms: ['ferrosilicon'], missing: 'NOT_AVAILABLE' });
    expect(stateFigure(figures, { form: 'ferrosilicon' }).figure?.number).toBe(7);
  });

  test('stands for the same reason whatever year it was asked for, since its claim has one identifier', () => {
    const period = figure({ year: 2018, yearTo: 2022, number: 4 });
    const figures = [
      period,
      figure({ year: 2020, number: 5, ...elsewhere }),
      figure({ year: 2022, number: 6, ...elsewhere }),
      figure({ year: 2022, number: 7, ...older }),
    ];
    const reasons = [2018, 2020, 2022].map((year) => {
      const { preferred, competing } = stateFigure(figures, { year });
      return [preferred, ...competing].find((claim) => claim?.value === '4')?.rankReason;
    });
    expect(new Set(reasons)).toEqual(new Set([reasonOf(period, figures)]));
    expect(reasons[0]).toBe('of higher confidence (HIGH) than other publishers');
  });

  test('stands for no reason among the parts of a table', () => {
    const parts = [figure({ measure: 'IMPORT_SOURCE' }), figure({ measure: 'IMPORT_SOURCE', ...elsewhere })];
    expect(parts.map((part) => reasonOf(part, parts))).toEqual([null, null]);
  });

  test('with a bound has no reason to be missing', () => {
    const stated = stateFigure([figure({ low: 95, value: '>95' })], {});
    expect(stated).toMatchObject({ missing: null, figure: { number: null, low: 95 } });
    expect(stated.preferred).toMatchObject({ value: null, low: 95 });
  });
});

describe('a table', () => {
  test('is of one publisher and one edition, never a mixture', () => {
    const figures = [
      figure({ country: 'CHN', ...older }),
      figure({ country: 'NGA', ...older }),
      figure({ country: 'CHN' }),
      figure({ country: 'VNM' }),
      figure({ country: 'USA', ...elsewhere }),
    ];
    const { rows, source } = chooseTable(figures, 2024);
    expect(source).toBe('usgs-2026');
    expect(rows.map(({ country }) => country)).toEqual(['CHN', 'VNM']);
  });

  test('is of the newest year with figures of countries', () => {
    const figures = [figure({ year: 2023 }), figure({ year: 2023, ...other }), figure({ year: 2025, ...world })];
    expect(chooseTable(figures, null)).toMatchObject({ year: 2023, missing: null });
    expect(chooseTable(figures, 2025)).toMatchObject({
      missing: 'NOT_AVAILABLE',
      nearestYear: 2023,
      rows: [{ aggregate: 'WORLD' }],
    });
  });

  test('of a period is found by any of its years', () => {
    const figures = [figure({ year: 2021, yearTo: 2024 }), figure({ year: 2021, yearTo: 2024, ...other })];
    expect(chooseTable(figures, 2022).rows).toHaveLength(2);
    expect(chooseTable(figures, 2020)).toMatchObject({ rows: [], nearestYear: 2024 });
  });

  test('is never what one country says of itself alone: it would have all of the world', () => {
    const table = [figure({ year: 2023 }), figure({ year: 2023, country: 'USA' })];
    const figures = [...table, figure({ year: 2025, country: 'USA', form: 'production: mine' })];
    expect(chooseTable(figures, null)).toMatchObject({ year: 2023, missing: null, rows: table });
    expect(chooseTable(figures, 2025)).toMatchObject({ missing: 'NOT_AVAILABLE', nearestYear: 2023 });
    expect(chooseTable([figure({ measure: 'STAGE_SHARE' })], 2024)).toMatchObject({ missing: null });
  });

  test('has shares of all that it reports; the rounded total and rows without a number are beside', () => {
    const { parts, total, otherShare, worldTotal, leftOut } = sharesOfTable([
      figure({ country: 'CHN', number: 67 }),
      figure({ country: 'VNM', number: 3000, unit: 'kilograms' }),
      figure({ country: 'CAN', number: 0 }),
      figure({ country: 'USA', missing: 'WITHHELD' }),
      figure({ number: 10, ...other }),
      figure({ number: 100, ...world }),
    ]);
    expect(parts).toEqual([
      { country: 'CHN', tonnes: 67, share: 67 / 80 },
      { country: 'VNM', tonnes: 3, share: 3 / 80 },
    ]);
    expect({ total, otherShare, worldTotal }).toEqual({ total: 80, otherShare: 10 / 80, worldTotal: 100 });
    expect(leftOut.map(({ country }) => country)).toEqual(['USA']);
  });

  test('has shares that add up to the whole with the others', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 10 ** 7 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 10 ** 7 }), (tonnes, rest) => {
        const rows = tonnes.map((number, at) => figure({ country: `C${at}`, number }));
        const { parts, otherShare } = sharesOfTable([...rows, figure({ number: rest, ...other })]);
        expect(parts.reduce((sum, { share }) => sum + share, otherShare ?? 0)).toBeCloseTo(1, 9);
        expect(parts.every(({ share }, at) => at === 0 || share <= (parts[at - 1]?.share ?? 0))).toBe(true);
      }),
    );
  });
});
