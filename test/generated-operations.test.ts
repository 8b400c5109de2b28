import type { ApolloServer } from '@apollo/server';
import fastify from 'fastify';
import {
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readConfig } from '../src/lib/config.ts';
import { createContext } from '../src/api/context.ts';
import { openGraph, type Graph } from '../src/graph/graph.ts';
import { createApollo, type HttpContext } from '../src/server/apollo.ts';
import { formatError, unfold } from '../src/api/errors.ts';
import { buildSchema } from '../src/server/schema.ts';
import { generate, type Generated } from './operations/generate.ts';
import { makeUp } from './operations/made-up.ts';
import { randomFrom, type Random } from './operations/random.ts';

/** Other operations are made with another seed; more of them with a factor. */
const SEED = Number(process.env['OPERATIONS_SEED'] ?? 20261126);
const FACTOR = Number(process.env['OPERATIONS_FACTOR'] ?? 1);
const MADE_UP = 8_000 * FACTOR;
const WITHOUT_ROWS = 1_700 * FACTOR;
const ON_GRAPH = 300 * FACTOR;
const OVER_HTTP = 150 * FACTOR;

const { log } = fastify({ logger: { level: 'silent' } });

/** Errors as they are told: what is wrong, where in the answer and where in the operation. */
const asTold = (errors: readonly GraphQLFormattedError[]) =>
  errors.map(({ message, path, locations }) => JSON.stringify([message, path, locations]));

/** What is told of errors that graphql-js gives. */
const tellErrors = (errors: readonly GraphQLError[] = []) =>
  asTold(errors.flatMap((error) => unfold(formatError(error.toJSON(), error, () => undefined))));

/** What a server of this schema gives, and what graphql-js gives by itself. */
interface Sides {
  schema: GraphQLSchema;
  apollo: ApolloServer<HttpContext>;
  /** Contexts for the two, alike but for what is read ahead. */
  contexts: () => readonly [HttpContext, HttpContext];
  /** Whether answers come from a graph: then an error of the server is a fault, and errors come in the order of its statements. */
  hasGraph: boolean;
}

interface Counts {
  operations: number;
  documents: number;
  errors: number;
  refused: number;
  invalid: number;
}

/** Documents that are valid, one after the other, with how many were not. */
function* documents(schema: GraphQLSchema, random: Random, counts: Counts): Generator<Generated> {
  for (;;) {
    const made = generate(schema, random);
    if (validate(schema, parse(made.text)).length === 0) {
      counts.documents += 1;
      yield made;
    } else counts.invalid += 1;
  }
}

/** Runs generated operations until there are enough of them, and fails with the first that differs. */
async function compare({ schema, apollo, contexts, hasGraph }: Sides, random: Random, enough: number): Promise<Counts> {
  const counts: Counts = { operations: 0, documents: 0, errors: 0, refused: 0, invalid: 0 };
  for (const { text, runs } of documents(schema, random, counts)) {
    // Parsed anew: the server keeps its own documents, and must not have changed what they mean.
    const document: DocumentNode = parse(text);
    for (const { operationName, variables } of runs) {
      const [contextValue, alone] = contexts();
      const { body, http } = await apollo.executeOperation(
        { query: text, variables, ...(operationName === undefined ? {} : { operationName }) },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('An answer in parts.');
      const { data, errors } = body.singleResult;
      const told = `${text}\n${operationName ?? ''} ${JSON.stringify(variables)}\n${JSON.stringify(errors)}`;
      expect(http.status ?? 200, told).toBeLessThan(500);
      const failures = errors?.filter(({ extensions }) => extensions?.['code'] === 'INTERNAL_SERVER_ERROR') ?? [];
      expect(hasGraph ? failures : [], told).toEqual([]);
      if (data === undefined && errors?.some(({ extensions }) => extensions?.['code'] === 'LIMIT_EXCEEDED')) {
        counts.refused += 1;
        continue;
      }
      const expected = await execute({
        ...{ schema, document, contextValue: alone, variableValues: variables },
        operationName: operationName ?? null,
      });
      expect(JSON.stringify(data), told).toBe(JSON.stringify(expected.data));
      const [found, wanted] = [asTold(errors ?? []), tellErrors(expected.errors)];
      expect(hasGraph ? found.sort() : found, told).toEqual(hasGraph ? wanted.sort() : wanted);
      counts.operations += 1;
      counts.errors += errors ? 1 : 0;
    }
    if (counts.operations >= enough) return counts;
  }
  return counts;
}

const tell = (what: string, { operations, documents: several, errors, refused, invalid }: Counts) =>
  process.stdout.write(
    `${operations} operations ${what} in ${several} documents (seed ${SEED}): none differs; ${errors} with errors, ${refused} refused, ${invalid} invalid documents left out\n`,
  );

/** Runs `work`, and gives the rejections that graphql-js left behind meanwhile, which the server only logs: see keep-serving.ts. */
async function leftBehind(work: () => Promise<void>): Promise<unknown[]> {
  const causes: unknown[] = [];
  const note = (cause: unknown) => void causes.push(cause);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
  try {
    await work();
    await new Promise(setImmediate);
  } finally {
    process.off('unhandledRejection', note);
    for (const other of others) process.on('unhandledRejection', other);
  }
  return causes;
}

async function serverOf(schema: GraphQLSchema): Promise<ApolloServer<HttpContext>> {
  const apollo = createApollo(schema, readConfig({}), log, []);
  await apollo.start();
  return apollo;
}

describe('what the server answers is what graphql-js answers, byte for byte', () => {
  test('with made-up values, and what is read ahead is what is asked for', async () => {
    const schema = buildSchema();
    const compared = makeUp(schema);
    const graph = { read: () => Promise.resolve([]) } as unknown as Graph;
    const context = { ...createContext(graph, new Date()), report: () => undefined };
    const sides = { schema, apollo: await serverOf(schema), contexts: () => [context, context] as const };
    const left = await leftBehind(async () => {
      tell('with made-up values', await compare({ ...sides, hasGraph: false }, randomFrom(SEED), MADE_UP));
    });
    // They are errors of fields that an answer no longer has, and nothing else.
    expect(left.filter((cause) => !(cause instanceof GraphQLError && cause.path))).toEqual([]);
    expect(compared.differences.slice(0, 5)).toEqual([]);
    expect(compared.fields).toBeGreaterThan(MADE_UP);
  }, 600_000);

  /** The schema as it is on a graph, once with what is read along kept for later, once with each thing read by itself. */
  async function onGraph(graph: Pick<Graph, 'read'>, hasGraph: boolean): Promise<Sides> {
    const schema = buildSchema();
    const now = new Date();
    const context = () => ({ ...createContext(graph as Graph, now), report: () => undefined });
    return {
      schema,
      hasGraph,
      apollo: await serverOf(schema),
      contexts: () => [context(), { ...context(), prime: () => undefined }],
    };
  }

  test('with all resolvers on a graph without rows', async () => {
    const sides = await onGraph({ read: () => Promise.resolve([]) }, false);
    tell('without rows', await compare(sides, randomFrom(SEED + 1), WITHOUT_ROWS));
  }, 600_000);

  describe('on the graph', () => {
    let graph: Graph;
    beforeAll(() => {
      graph = openGraph({ ...inject('neo4j'), statementTimeout: 120_000, connectionTimeout: 5_000 });
    });
    afterAll(() => graph.close());

    test('whether things are read along or each by itself', async () => {
      const sides = await onGraph(graph, true);
      tell('on the graph', await compare(sides, randomFrom(SEED + 2), ON_GRAPH));
    }, 600_000);
  });

  test('and no operation over HTTP ends in a failure of the server, or is answered otherwise when it is asked again', async () => {
    const schema = buildSchema();
    let kept = 0;
    const counts: Counts = { operations: 0, documents: 0, errors: 0, refused: 0, invalid: 0 };
    for (const { text: query, runs } of documents(schema, randomFrom(SEED + 3), counts)) {
      for (const { operationName, variables } of runs) {
        const body = JSON.stringify({ query, operationName, variables });
        const send = () =>
          fetch(`${inject('serverUrl')}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          });
        const response = await send();
        const text = await response.text();
        expect(response.status, body).toBeLessThan(500);
        expect(text, body).not.toMatch('INTERNAL_SERVER_ERROR');
        const again = await send();
        kept += again.headers.get('cache-status') === 'lodegraph; hit' ? 1 : 0;
        // Errors come in the order of their statements.
        if (!text.startsWith('{"errors"')) expect(await again.text(), body).toBe(text);
        counts.operations += 1;
      }
      if (counts.operations >= OVER_HTTP) break;
    }
    process.stdout.write(
      `${counts.operations} operations over HTTP (seed ${SEED}): no failure of the server, ${kept} answers kept\n`,
    );
    expect(kept).toBeGreaterThan(0);
    expect((await fetch(`${inject('serverUrl')}/health`)).status).toBe(200);
  }, 600_000);
});
