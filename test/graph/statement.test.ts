import neo4j, { type Plan } from 'neo4j-driver';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { constraints } from '../../src/graph/prepare.ts';
import { allStatements, statement } from '../../src/graph/statement.ts';
import { ways } from '../../src/across/neighbour/relationships.ts';
import { cypher } from '../../src/graph/cypher.ts';
import { groupBy } from '../../src/lib/group-by.ts';
import { readdirSync } from 'node:fs';

const { uri, user, password } = inject('neo4j');
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
afterAll(() => driver.close());

// A statement registers itself when its module is loaded.
const source = new URL('../../src/', import.meta.url);
for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort())
  if (/^(graph|loading|entities|figures|across)\/.*\.ts$/.test(file))
    await import(/* @vite-ignore */ new URL(file, source).pathname);

const statements = allStatements().filter(({ name }) => !name.startsWith('constraints.'));
const texts = statements.map(({ name, text }) => [name, text] as const);

const found = (pattern: RegExp, texts: readonly string[]) =>
  new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
const all = statements.map(({ text }) => text);
/** Labels that have a key. */
const labels = found(
  /FOR \(n:(\w+)\) REQUIRE/g,
  constraints.map(({ text }) => text),
);
const inRelationship = /-\[\w*:([A-Z_|]+)/g;
const written = found(/(?:MERGE|CREATE) \([^)]*\)-\[\w*:([A-Z_]+)/g, all);

function operators(plan: Plan): { name: string; details: string }[] {
  const details: unknown = (plan.arguments as Record<string, unknown>)['Details'];
  return [
    { name: plan.operatorType.replace(/@.*/, ''), details: typeof details === 'string' ? details : '' },
    ...plan.children.flatMap(operators),
  ];
}

/** What statements have in common that differ in nothing but the direction in which they read. */
const family = (text: string) =>
  text
    .replace(/\b(ASC|DESC)\b/g, 'ASC')
    .replace(/ [<>] /g, ' > ')
    .replace(/ [<>]= /g, ' >= ');

/** With its parameter Neo4j keeps what it planned, and the tests that ask afterwards need not wait for it. */
async function planOf(text: string): Promise<Plan> {
  const session = driver.session();
  const { summary } = await session.run(`EXPLAIN ${text}`, { given: {} }).finally(() => session.close());
  if (!summary.plan) throw new Error('Neo4j gave no plan.');
  return summary.plan;
}

/** The plans of families, each made once: Neo4j takes up to seconds for one, and reads an index in either direction. */
const plans = new Map<string, Promise<Plan>>();
const planOfFamily = (text: string): Promise<Plan> => {
  const key = family(text);
  const plan = plans.get(key) ?? planOf(text);
  plans.set(key, plan);
  return plan;
};

// Read whole on purpose: said beside each statement.
const readsAllFlows = new Set(['summary.counts']);
const readsAllNodes = new Set(['load.state', 'seed.nodes', 'seed.relationships']);
// Loads write what they matched: at most one batch is held back, and ends of relationships are found one row at a time.
const isLoad = (name: string) => /\.(load|retract|remove|create|change|begin|finish|take|free)$/.test(name);

describe('every statement', () => {
  test('has a name that no other may take', () => {
    const [first] = statements;
    expect(() => statement(first?.name ?? '', cypher`RETURN 1`, () => undefined)).toThrow('Two statements are named');
  });

  test('is of a family with those that read in the other direction, and with no others', () => {
    const families = groupBy(statements, ({ text }) => family(text));
    const names = [...families.values()].filter((some) => some.length > 1).map((some) => some.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(40);
    const anyDirection = (name: string) => name.replace(/(de|a)scending|\.(DE|A)SC\b/i, '');
    expect(names.filter((some) => some.length > 2 || new Set(some.map(anyDirection)).size > 1)).toEqual([]);
  });

  test('has a text of its own', () => {
    expect(statements.length).toBeGreaterThan(60);
    expect(new Set(statements.map(({ text }) => text)).size).toBe(statements.length);
  });

  test.each(texts)('%s names only labels, types and keys that there are', (_, text) => {
    const named = [...text.matchAll(/\([a-z]\w*?:([A-Z]\w+)|\(:([A-Z]\w+)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    expect(named.filter((label) => !labels.has(label))).toEqual([]);
    const related = [...found(inRelationship, [text])].flatMap((types) => types.split('|'));
    expect(related.filter((type) => !written.has(type))).toEqual([]);
  });

  test('whatever relationship one writes, another reads', () => {
    const reading = statements.filter(({ name }) => !isLoad(name)).map(({ text }) => text);
    const read = new Set([...found(inRelationship, reading)].flatMap((types) => types.split('|')));
    expect(written.size).toBeGreaterThan(30);
    expect([...written].filter((type) => !read.has(type)).sort()).toEqual([]);
  });

  test('whatever relationship one writes between things, their neighbours are found over', () => {
    const followed = new Set(ways.flatMap(({ types }) => types.split('|')));
    // Names, claims, figures and official lists join no two things; a conversion says nothing of a thing.
    const others = ['ABOUT', 'COUNTED_AS', 'FROM', 'IN', 'LISTED_IN', 'NAMES', 'OF', 'STATED_BY', 'TO'];
    expect([...written].filter((type) => !followed.has(type)).sort()).toEqual(others);
    expect([...followed].filter((type) => !written.has(type))).toEqual([]);
  });

  test.each(texts)('%s takes values as parameters alone', (_, text) => {
    const quoted = [...text.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
    // Names of kinds and enum values begin with a capital; the others are each known.
    const own =
      /^([A-Z][A-Za-z_]*|seed|only|country|mineral|coalition|operator|stage|products|created|changed|unchanged|retracted|spelling_text_nearest|eq|in|lt|lte|gt|gte|contains|startsWith|isNull|group|operators?|spelling|tradeNote|tradeSetAside|T00:00:00\.000Z|-01-01|9999| |:|)$/;
    expect(quoted.filter((text) => !own.test(text))).toEqual([]);
  });

  // Planning is work of the processor alone, up to seconds for the largest statements: several at once use all processors.
  test.concurrent.each(texts)('%s is planned without reading everything', async (name, text) => {
    const all = operators(await planOfFamily(text));
    const scans = all.filter((one) => /LabelScan$/.test(one.name) && /TradeFlow|Observation|Claim/.test(one.details));
    if (!readsAllFlows.has(name)) expect(scans).toEqual([]);
    if (!readsAllNodes.has(name)) expect(all.filter((one) => one.name === 'AllNodesScan')).toEqual([]);
    if (!isLoad(name)) expect(all.filter((one) => one.name === 'Eager' || one.name === 'CartesianProduct')).toEqual([]);
  });

  test('the keys and indexes are all there', async () => {
    const { records } = await driver.executeQuery('SHOW INDEXES YIELD name RETURN collect(name) AS names');
    const names = records[0]?.get('names') as string[];
    const wanted = constraints.map(({ text }) => /(?:CONSTRAINT|INDEX) (\w+)/.exec(text)?.[1] ?? '');
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  });
});
