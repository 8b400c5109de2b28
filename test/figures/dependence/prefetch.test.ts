import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../../support.ts';

const suppliers = 'country { iso3 name } share valueUsd tonnes';

interface Told {
  id: string;
}

// What is asked below is read along; the same thing named by its identifier is read by itself.
describe('what is read along with a dependence is what it is by itself', () => {
  test.each([
    ['permanent-magnets', 'VALUE'],
    ['permanent-magnets', 'MASS'],
    ['lithium-carbonate', 'VALUE'],
    ['lithium-carbonate', 'MASS'],
  ])('suppliers of %s by %s, however many are asked for how often', async (product, basis) => {
    const fields = `id share imports { valueUsd tonnes flows } suppliers(first: 5) { ${suppliers} } two: suppliers(first: 2) { ${suppliers} } sources { id title }`;
    const { coalition } = await answer(
      `{ coalition(slug: "g7") { members { nodes { ... on Country { dependence(on: "CHN", product: "${product}", basis: ${basis}) { ${fields} } } } } } }`,
    );
    const along: Told[] = coalition.members.nodes.flatMap((one: { dependence?: Told }) => one.dependence ?? []);
    expect(along.length).toBe(7);
    for (const one of along) {
      const { node } = await answer(`query ($id: ID!) { node(id: $id) { ... on Dependence { ${fields} } } }`, {
        id: one.id,
      });
      expect(one).toEqual(node);
    }
  });

  test('ledgers of two days in one request are those of each day', async () => {
    const root = (asOf: string) =>
      `country(code: "USA", asOf: "${asOf}") { dependence(on: "CHN", product: "permanent-magnets", year: 2024) { agreements { slug ledger { currency announced letterOfIntent committed disbursed overdue } } } }`;
    const both = await answer(`{ early: ${root('2025-11-01')} late: ${root('2026-06-01')} }`);
    const early = await answer(`{ country: ${root('2025-11-01')} }`);
    const late = await answer(`{ country: ${root('2026-06-01')} }`);
    expect(both).toEqual({ early: early.country, late: late.country });
    expect(both.early).not.toEqual(both.late);
  });

  test('the ledger of an agreement is the same below a dependence and by itself', async () => {
    const ledger = 'ledger { currency announced letterOfIntent committed disbursed overdue }';
    const { country } = await answer(
      `{ country(code: "JPN", asOf: "2026-01-12") { dependence(on: "CHN", product: "permanent-magnets", year: 2024) { agreements { slug ${ledger} } } } }`,
    );
    expect(country.dependence.agreements.length).toBeGreaterThan(0);
    for (const one of country.dependence.agreements) {
      const { agreement } = await answer(
        `query ($slug: String!) { agreement(slug: $slug, asOf: "2026-01-12") { slug ${ledger} } }`,
        { slug: one.slug },
      );
      expect(one).toEqual(agreement);
    }
  });

  test('what a bad number of suppliers or members is told is told where it was asked', async () => {
    const dependence = await refusal(
      '{ country(code: "JPN") { dependence(on: "CHN", product: "850511") { suppliers(first: -1) { share } } } }',
    );
    expect(dependence).toMatchObject({
      path: ['country', 'dependence', 'suppliers'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
    const members = await refusal('{ coalition(slug: "g7") { members(first: 1000) { totalCount } } }');
    expect(members).toMatchObject({
      path: ['coalition', 'members'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
  });

  test('members asked for twice with other arguments are those of each', async () => {
    const { coalition } = await answer(
      '{ coalition(slug: "G7") { first: members(first: 2) { nodes { ... on Country { iso3 } } } before: members(asOf: "1970-01-01") { totalCount } all: members { totalCount nodes { ... on Country { iso3 } } } } }',
    );
    expect(coalition.first.nodes).toEqual(coalition.all.nodes.slice(0, 2));
    expect(coalition.before.totalCount).toBeLessThan(coalition.all.totalCount);
  });

  test('a variable for the number of suppliers, and a fragment, are followed', async () => {
    const { country } = await answer(
      'query ($n: Int!) { country(code: "JPN") { dependence(on: "CHN", product: "850511", year: 2024) { ...Largest } } } fragment Largest on Dependence { suppliers(first: $n) { country { iso3 } } }',
      { n: 4 },
    );
    expect(country.dependence.suppliers).toHaveLength(4);
  });
});
