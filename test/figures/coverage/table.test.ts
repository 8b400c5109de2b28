import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MineralRecord } from '../../../src/entities/mineral/record.ts';
import { coverageRows } from '../../../src/figures/coverage/table.ts';
import { answer, refusal } from '../../support.ts';

interface Row {
  mineral: { slug: string };
  stage: string;
  production: number[];
  shares: number[];
  trade: number[];
  holes: number[];
  byGroup: number[];
}

describe('the table of what there is', () => {
  test('has a row for each mineral of a list and each stage, and its holes are exactly its empty cells', async () => {
    const { coverageTable: table } = await answer(
      `{ coverageTable(list: "us-critical-2025", from: 2019, to: 2025) { years holes
         rows { mineral { slug } stage production shares trade holes byGroup } } }`,
    );
    expect(table.years).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    expect(table.rows).toHaveLength(60 * 4);
    const rows = table.rows as Row[];
    for (const { production, shares, trade, holes, byGroup } of rows) {
      const empty = table.years.filter((_: number, at: number) =>
        [production, shares, trade].every((counts) => counts[at] === 0),
      );
      expect(holes).toEqual(empty);
      expect(holes).toEqual(expect.arrayContaining(byGroup));
    }
    expect(table.holes).toBe(rows.reduce((sum, { holes }) => sum + holes.length, 0));
    // The mine output of neodymium is published for the rare earths as a group alone.
    const neodymium = rows.find(({ mineral, stage }) => mineral.slug === 'neodymium' && stage === 'EXTRACTION');
    expect(neodymium?.byGroup).toContain(2024);
  });

  test('counts the countries of a table of production, and a share of a period in each of its years', async () => {
    const { coverageTable: table } = await answer(
      `{ coverageTable(minerals: ["gallium", "Dy"], stages: [REFINING], from: 2016, to: 2024) {
         rows { mineral { slug } production shares trade } } }`,
    );
    const [dysprosium, gallium] = table.rows;
    expect([dysprosium.mineral.slug, gallium.mineral.slug]).toEqual(['dysprosium', 'gallium']);
    // China alone, as the European Commission has it for 2016 to 2020.
    expect(dysprosium.shares).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(dysprosium.trade.at(-1)).toBeGreaterThan(0);
    expect(gallium.production.at(-1)).toBeGreaterThan(0);
  });

  test('covers all minerals when no list is named', async () => {
    const { coverageTable, minerals } = await answer(
      '{ coverageTable(stages: [METAL], from: 2024, to: 2024) { rows { stage } } minerals { totalCount } }',
    );
    expect(coverageTable.rows).toHaveLength(minerals.totalCount);
  });

  test.each([
    ['list: "us-critical-2052"', 'list', 'us-critical-2025'],
    ['minerals: ["galium"]', 'minerals', 'gallium'],
    ['from: 2024, to: 2020', 'to', 'from'],
    ['from: 1950, to: 2020', 'from', 'fewer'],
  ])('refuses %s with a hint', async (argument, name, hint) => {
    const { extensions } = await refusal(`{ coverageTable(${argument}) { holes } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: name });
    expect(extensions.hint).toContain(hint);
  });

  test('a figure more never makes a hole, and one of another stage or year closes none', () => {
    const mineral = { slug: 'x' } as MineralRecord;
    const years = [2020, 2021, 2022];
    const figure = fc.record({
      mineral: fc.constant('x'),
      stage: fc.constantFrom('EXTRACTION' as const, 'REFINING' as const),
      kind: fc.constantFrom('PRODUCTION' as const, 'STAGE_SHARE' as const),
      from: fc.integer({ min: 2019, max: 2023 }),
      to: fc.integer({ min: 2019, max: 2023 }),
      countries: fc.constant(['CHN'] as string[]),
    });
    fc.assert(
      fc.property(fc.array(figure), figure, (some, one) => {
        const holes = (figures: (typeof one)[]) =>
          coverageRows([{ mineral, groups: [] }], ['EXTRACTION'], years, { figures, trade: [] })[0]?.holes ?? [];
        const [before, after] = [holes(some), holes([...some, one])];
        expect(before).toEqual(expect.arrayContaining(after));
        const closed = before.filter((year) => !after.includes(year));
        if (one.stage === 'REFINING') expect(closed).toEqual([]);
        for (const year of closed) expect(one.from <= year && year <= one.to).toBe(true);
      }),
    );
  });
});

describe('the minerals of the list of the United States', () => {
  test('each has a product with a code of the Harmonized System, or a sentence why none can be had', async () => {
    const { minerals } = await answer(
      `{ minerals(first: 100, where: {lists: {some: {list: {eq: "us-critical-2025"}}}}) { totalCount
         nodes { slug tradeNote products { hsCodes } } } }`,
    );
    expect(minerals.totalCount).toBe(60);
    interface Listed {
      slug: string;
      tradeNote: string | null;
      products: { hsCodes: string[] }[];
    }
    const without = (minerals.nodes as Listed[]).filter(
      ({ products }) => !products.some(({ hsCodes }) => hsCodes.length > 0),
    );
    expect(without.map(({ slug }) => slug)).toEqual(['caesium', 'rubidium']);
    for (const { tradeNote } of without) expect(tradeNote).toMatch(/Harmonized System/);
  });
});
