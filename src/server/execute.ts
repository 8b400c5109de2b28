import type { ApolloServer, GraphQLRequest, HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Compute } from '../api/compute.ts';
import type { Graph } from '../graph/graph.ts';
import type { Json } from '../lib/answer-rows.ts';
import type { HttpContext } from './apollo.ts';
import type { Answer, Given, KeptAnswers } from './kept/answers.ts';
import { keyOf } from './kept/key.ts';
import { requestContext } from './request-context.ts';

/** What an operation was answered. */
interface Executed {
  /** Status of its own; 200 where it was run. */
  status: number;
  data: { [field: string]: Json } | null;
  errors: readonly GraphQLFormattedError[];
}

/** Runs an operation as `/graphql` does, within the same limits. */
export type Execute = (
  query: string,
  operationName: string | null,
  variables: Record<string, unknown>,
) => Promise<Executed>;

/** For whom an operation is run. Its parts are looked at only where it is. */
export interface Client {
  readonly log: FastifyBaseLogger;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
  /** The HTTP request, where the answer to a failure depends on it; `accept` is its header of that name. */
  readonly http?: HTTPGraphQLRequest;
  readonly accept?: string | undefined;
}

/** How operations are answered at `/graphql`, `/q`, `/mcp` and `/export`. */
export interface Operations {
  /** The answers that are kept; null where none are. */
  readonly kept: KeptAnswers | null;
  /** Runs an operation. */
  run(request: GraphQLRequest, client: Client): Promise<Answer>;
  /** Gives an answer that is kept, or runs the operation and keeps its answer. */
  give(request: GraphQLRequest, client: Client): Promise<Given>;
}

/** What operations are run with. */
export interface OperationsOptions {
  apollo: ApolloServer<HttpContext>;
  graph: Graph;
  compute: Compute;
  kept: KeptAnswers | null;
}

/** Operations run by Apollo. */
export function createOperations({ apollo, graph, compute, kept }: OperationsOptions): Operations {
  const run = async (request: GraphQLRequest, client: Client, { signal }: Pick<Client, 'signal'> = client) => {
    const { log, http: asked } = client;
    const { body, http } = await apollo.executeOperation(asked ? { ...request, http: asked } : request, {
      contextValue: requestContext({ log, signal }, graph, compute),
    });
    if (body.kind !== 'single') throw new Error('An answer came in several parts.');
    const { errors, data, extensions } = body.singleResult;
    const status = http.status ?? 200;
    return {
      ...{ status, headers: http.headers, isWhole: errors === undefined && status === 200 },
      // In the order and with the end of line that Apollo gives it.
      body: `${JSON.stringify({ errors, data, extensions })}\n`,
    };
  };
  return {
    kept,
    run,
    async give(request, client) {
      const key = kept && keyOfRequest(request);
      if (kept === null || key === null) return { status: 'fwd=bypass', answer: await run(request, client) };
      return kept.give(key, client, (signal) => run(request, client, { signal }));
    },
  };
}

function keyOfRequest({ query = '', operationName = '', variables = {}, extensions }: GraphQLRequest): string | null {
  const persisted = extensions?.['persistedQuery'] as { sha256Hash: string } | undefined;
  return keyOf({ query, operationName, variables, hash: persisted?.sha256Hash ?? null }, new Date());
}

const noHeaders: ReadonlyMap<string, string> = new Map();

/** An answer, whether it was kept or not. */
export const answerOf = (given: Given): Answer =>
  given.status === 'hit'
    ? { status: 200, headers: noHeaders, isWhole: true, body: given.kept.body.toString() }
    : given.answer;

/** Runs operations one after the other as `answer` does; through JSON, as every client has it. */
export const executeBy =
  (answer: (request: GraphQLRequest) => Promise<Answer>): Execute =>
  async (query, operationName, variables) => {
    const { status, body } = await answer({ query, variables, ...(operationName === null ? {} : { operationName }) });
    const { data = null, errors = [] } = JSON.parse(body) as Partial<Executed>;
    return { status, data, errors };
  };
