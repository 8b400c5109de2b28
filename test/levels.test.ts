import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { observedServer } from './serve.ts';

const send = observedServer();

/** The statements that an operation sends. */
async function statements(query: string): Promise<string[]> {
  const { answer, sent } = await send(JSON.stringify({ query }));
  expect(answer.errors).toBeUndefined();
  return sent;
}

describe('one statement for each level, however many there are of it', () => {
  test('the born-for question is one statement', async () => {
    const names = await statements(
      '{ dependents(on: "CHN", product: "permanent-magnets", among: "finance-ministerial-2026", year: 2024, minShare: 0.5, first: 20) { totalCount nodes { country { iso3 name } share imports { valueUsd } } } }',
    );
    expect(names).toEqual(['dependence.among.VALUE.DESC']);
  });

  test.each(['g7', 'finance-ministerial-2026', 'european-union'])(
    '%s with its members, their flows and the ends of the flows is two',
    async (slug) => {
      const names = await statements(
        `{ coalition(slug: "${slug}") { members(first: 50) { totalCount nodes { name ... on Country { imports(product: "850511", year: 2024, first: 10) { nodes { from { iso3 name } to { name } product { slug } valueUsd } } } } } } }`,
      );
      expect(names).toHaveLength(2);
    },
  );

  test('weights are read with the values, also where a fragment asks for them', async () => {
    const names = await statements(
      '{ country(code: "JPN") { dependence(on: "CHN", product: "850511", year: 2024) { share ...Weights } } } fragment Weights on Dependence { imports { ... on TradeTotal { tonnes } } }',
    );
    expect(names).toEqual(['country.byText', 'dependence.ofCountry.MASS']);
  });

  test('production of all members, with what competes and who says so, is one for each of them', async () => {
    const names = await statements(
      '{ coalition(slug: "g7") { members { nodes { ... on Country { production(mineral: "cobalt", stage: REFINING, year: 2023) { tonnes preferred { value source { title } } competing { rankReason source { title } } } } } } } }',
    );
    expect(names.filter((name) => name === 'observation.ofCountry')).toHaveLength(1);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a page of trade flows with both ends and the product is one', async () => {
    expect(
      await statements('{ tradeFlows(first: 50) { nodes { from { name } to { name } product { name } valueUsd } } }'),
    ).toHaveLength(1);
  });

  test('dependence of all members with their suppliers and sources is one, besides that of the members', async () => {
    const names = await statements(
      '{ coalition(slug: "g7") { members { nodes { ... on Country { dependence(on: "CHN", product: "850511", year: 2024) { share hhi suppliers(first: 3) { country { name } share } sources { title } } } } } } }',
    );
    expect(names.sort()).toEqual([
      'coalition.withMembers',
      'dependence.hhi',
      'dependence.ofCountryWithSuppliers.VALUE',
    ]);
  });

  test('the nested question is four, with suppliers, evidence, controls, agreements and their ledgers', async () => {
    const names = await statements(readFileSync(new URL('./acceptance/02-nested.graphql', import.meta.url), 'utf8'));
    expect(names.sort()).toEqual([
      'agreement.forCountryWithLedger',
      'coalition.withMembers',
      'dependence.ofCountryWithSuppliers.VALUE',
      'exportControl.onTrade',
    ]);
  });

  test('a page of members from the end, or after a cursor, is read by itself', async () => {
    expect(await statements('{ coalition(slug: "g7") { members(last: 2) { totalCount } } }')).toEqual([
      'coalition.byText',
      'coalition.membersDescending',
    ]);
  });

  test('dependences of all members over all products with their weights and suppliers is one, and one for those suppliers', async () => {
    const names = await statements(
      '{ coalition(slug: "g7") { members { nodes { ... on Country { dependences(on: "CHN", year: 2024, first: 100) { totalCount nodes { product { name } share missing imports { tonnes flowsWithTonnes } suppliers(first: 3) { country { name } share } sources { title } } } } } } } }',
    );
    expect(names.sort()).toEqual([
      'coalition.withMembers',
      'country.byText',
      'dependence.ofCountry.MASS',
      'dependence.productsWithTrade',
      'dependence.suppliers.VALUE',
    ]);
  });

  test('the series of all who depend are one, with another for the years of which only a part is on record', async () => {
    const names = await statements(
      '{ dependents(on: "CHN", product: "850511", among: "finance-ministerial-2026", year: 2024) { nodes { share byYear { year share complete confidence } } } }',
    );
    expect(names).toEqual(['dependence.among.VALUE.DESC', 'dependence.byYear.VALUE', 'tradeFlow.reportedImports.some']);
  });

  test('sums of what all members import are one', async () => {
    const names = await statements(
      '{ coalition(slug: "g7") { members { nodes { ... on Country { imports(year: 2024, first: 1) { totals { valueUsd } sumsByProduct { product { name } valueUsd tonnes } } } } } } }',
    );
    expect(names.sort()).toEqual([
      'coalition.withMembers',
      'tradeFlow.of.importer.any.VALUE.DESC',
      'tradeFlow.sumsOf.importer',
    ]);
  });

  test('who depends for each of many products, how concentrated and how large their trade is, is one for each, and none for flows that are only counted', async () => {
    const names = await statements(
      '{ products(where: {tradeYears: {eq: 2024}}, first: 30) { nodes { dependents(on: "CHN", among: "g7", year: 2024) { nodes { share } } concentration(year: 2024) { hhi } tradeFlows(where: {year: {eq: 2024}}, first: 1) { totalCount totals { valueUsd } } } } }',
    );
    expect(names.sort()).toEqual([
      'concentration.exporters',
      'dependence.among.VALUE.DESC',
      'product.list.ascending',
      'tradeFlow.count.codes.any.all',
      'tradeFlow.sums.any',
    ]);
  });

  test.each([
    ['70-japan-in-one-request', 15],
    ['71-coalition-by-product', 9],
    ['72-magnets-since-2002', 8],
  ])('the page of question %s is at most %i', async (question, most) => {
    const names = await statements(readFileSync(new URL(`../questions/${question}.graphql`, import.meta.url), 'utf8'));
    expect(names.length).toBeLessThanOrEqual(most);
  });
});
