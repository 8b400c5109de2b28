import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countryByText, countryList } from '../../src/entities/country/queries.ts';
import { int, openGraph, type Graph } from '../../src/graph/graph.ts';
import { borrowNeo4j } from '../lent-neo4j.ts';
import type { TestNeo4j } from '../neo4j.ts';

let local: TestNeo4j;
let graph: Graph;
let driver: Driver;

beforeAll(async () => {
  local = await borrowNeo4j();
  graph = openGraph({ ...local, statementTimeout: 60_000, connectionTimeout: 20_000 });
  driver = neo4j.driver(local.uri, neo4j.auth.basic(local.user, local.password));
}, 600_000);
afterAll(async () => {
  await driver.close();
  await graph.close();
  await local.stop();
});

/** What Neo4j says that it forgets, with how many statements it had planned since it was last told to. */
const forgotten = async () =>
  (await driver.executeQuery('CALL db.clearQueryCaches()')).records.map((row) => row.toObject());

const view = { asOf: '2026-01-12', knownAt: '2026-01-12T00:00:00Z' };
const term = { field: 'name', operator: 'eq', value: 'Japan', clauses: null, negated: false };
const bounds = { from: null, to: null, limit: int(5) };
const page = { ...view, where: null, asked: [], property: 'name', ...bounds };
const keys = (count: number) => Array.from({ length: count }, (_, i) => ({ i, ...view, text: `t${i}` }));

test('a statement is planned once, whatever it is given', async () => {
  await forgotten();
  await graph.read(countryList.ascending, page);
  await graph.read(countryByText, { keys: keys(1), max: int(1) });
  const once = await forgotten();

  await graph.read(countryList.ascending, page);
  await graph.read(countryList.ascending, { ...page, where: [[term]], asked: ['name'] });
  await graph.read(countryList.ascending, { ...page, from: ['Japan', 'JPN'] });
  await graph.read(countryList.ascending, { ...page, where: [[term]], to: ['Japan', 'JPN'] });
  for (const count of [0, 1, 2, 11, 101]) await graph.read(countryByText, { keys: keys(count), max: int(1) });
  expect(await forgotten()).toEqual(once);

  await graph.read(countryList.descending, page);
  expect(await forgotten()).not.toEqual(once);
}, 120_000);
