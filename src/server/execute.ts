import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Json } from '../lib/answer-rows.ts';
import type { HttpContext } from './apollo.ts';

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

/** Runs operations one after the other, each in a context of its own. */
export const executeIn =
  (apollo: ApolloServer<HttpContext>, context: () => HttpContext): Execute =>
  async (query, operationName, variables) => {
    const { body, http } = await apollo.executeOperation(
      { query, variables, ...(operationName === null ? {} : { operationName }) },
      { contextValue: context() },
    );
    if (body.kind !== 'single') throw new Error('An answer came in several parts.');
    // Through JSON, as every client has it.
    const { data = null, errors = [] } = JSON.parse(JSON.stringify(body.singleResult)) as Partial<Executed>;
    return { status: http.status ?? 200, data, errors };
  };
