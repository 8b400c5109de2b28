import { setLogVerbosity } from '@apollo/client';
import { InMemoryCache } from '@apollo/client/cache';
import { isObjectType, parse, print, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support.ts';
import {
  asClientsSend,
  beginnings,
  everyField,
  identified,
  inView,
  possibleTypes,
  readQuestions,
  readSchema,
  type Asked,
  type Clocks,
} from './documents.ts';

/** The day of a suspension; another day, with what was known long before; and now. */
const views: Clocks[] = [{ asOf: '2025-11-15' }, { asOf: '2026-11-24', knownAt: '2026-06-01T00:00:00Z' }, {}];

interface Answered extends Asked {
  data: unknown;
}

/** Other tests load trade of the 1950s meanwhile. */
const withoutOldTrade = (name: string, value: unknown) =>
  name === 'tradeYears' && Array.isArray(value) ? value.filter((year) => year > 1990) : value;

async function answered(asked: Asked): Promise<Answered> {
  const { data, errors } = await ask(print(asked.document), asked.variables);
  expect([asked.name, errors]).toEqual([asked.name, undefined]);
  return { ...asked, data: JSON.parse(JSON.stringify(data), withoutOldTrade) as unknown };
}

/** The ids of an answer, each with the name of its type. */
function idsIn(value: unknown, found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) return found;
  const { id, __typename: type } = value as { id?: unknown; __typename?: unknown };
  if (typeof id === 'string' && typeof type === 'string') found.set(id, type);
  for (const one of Object.values(value)) idsIn(one, found);
  return found;
}

/** Where `kept` says something else than `told`: what it does not hold at all is no contradiction. */
function contradictions(told: unknown, kept: unknown, at = ''): string[] {
  if (kept === undefined) return [];
  if (typeof told !== 'object' || told === null || typeof kept !== 'object' || kept === null)
    return told === kept ? [] : [`${at}: ${JSON.stringify(told)} became ${JSON.stringify(kept)}`];
  const [of, other] = [told, kept] as { __typename?: string; id?: string }[];
  if (of?.id !== other?.id) return [`${at}: ${of?.id ?? ''} became ${other?.id ?? ''}`];
  const type = of?.__typename;
  const names = new Set([...Object.keys(told), ...(Array.isArray(told) ? Object.keys(kept) : [])]);
  return [...names].flatMap((name) =>
    contradictions(
      (told as Record<string, unknown>)[name] ?? null,
      (kept as Record<string, unknown>)[name],
      type === undefined ? at : `${type}.${name}`,
    ),
  );
}

/** What Apollo's cache says otherwise, after all answers were written to it, than each answer did. */
function misread(schema: GraphQLSchema, answers: readonly Answered[]): string[] {
  const parts = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !('id' in type.getFields()));
  const cache = new InMemoryCache({
    possibleTypes: possibleTypes(schema),
    typePolicies: Object.fromEntries(parts.map(({ name }) => [name, { merge: true }])),
  });
  for (const { document: query, variables, data } of answers) cache.writeQuery({ query, variables, data });
  const told = answers.flatMap(({ document: query, variables, data }) =>
    contradictions(data, cache.readQuery({ query, variables, returnPartialData: true })),
  );
  return [...new Set(told)];
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

let schema: GraphQLSchema;
let answers: Answered[];

beforeAll(async () => {
  // It warns where lists are replaced.
  setLogVerbosity('error');
  schema = await readSchema();
  answers = [];
  for (const { name, document, variables } of [...readQuestions(), ...beginnings(schema)])
    for (const clocks of views) {
      const sent = asClientsSend(inView(document, schema, clocks), schema);
      answers.push(await answered({ name, document: sent, variables }));
    }
  // All fields of some of each type that was met.
  const met = [...idsIn(answers.map(({ data }) => data))];
  for (const type of identified(schema)) {
    const all = met.flatMap(([id, of]) => (of === type.name ? id : []));
    const ids = all.filter((_, i) => i % Math.ceil(all.length / 6) === 0);
    for (const fields of chunks(everyField(type), 15)) {
      const selection = `__typename id ... on ${type.name} { ${fields.join(' ')} }`;
      const document = parse(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`);
      answers.push(await answered({ name: `every field of ${type.name}`, document, variables: { ids } }));
    }
  }
}, 600_000);

describe('an id is one thing in one view', () => {
  test('every type that has an id is a Node, and things of each are asked for', () => {
    const nodes = identified(schema)
      .map(({ name }) => name)
      .sort();
    expect(possibleTypes(schema)['Node']?.toSorted()).toEqual(nodes);
    expect([...new Set(idsIn(answers.map(({ data }) => data)).values())].sort()).toEqual(nodes);
  });

  test('no two answers of three views say different things of one id', () => {
    expect(misread(schema, answers)).toEqual([]);
  });

  test('without the view in its id, a control would be read in the state of another day', () => {
    const stripped = answers.map((one) => ({
      ...one,
      data: JSON.parse(JSON.stringify(one.data).replaceAll(/"@[\w-]+:/g, '"')) as unknown,
    }));
    const types = new Set(misread(schema, stripped).map((line) => line.split('.')[0]));
    expect(types).toContain('ExportControl');
    expect(types).not.toContain('Source');
  });

  test('every id is found again, as what it was', async () => {
    const all = [...idsIn(answers.map(({ data }) => data))];
    expect(all.length).toBeGreaterThan(1000);
    for (const some of chunks(all, 100)) {
      const { data } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
        ids: some.map(([id]) => id),
      });
      expect(data.nodes).toEqual(some.map(([id, __typename]) => ({ id, __typename })));
    }
  });
});
