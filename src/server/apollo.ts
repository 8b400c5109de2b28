import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Config } from '../lib/config.ts';
import type { RequestContext } from '../api/context.ts';
import { formatError, unfold } from '../api/errors.ts';
import { documentLimits, operationLimits, type Limits } from './limits.ts';
import { onlyQueries } from './only-queries.ts';

/** What an operation over HTTP carries. */
export interface HttpContext extends RequestContext {
  /** Logs what went wrong, with what tells the request from others. */
  report(cause: unknown): void;
}

/** Logs what no caller is told. */
const reportCauses: ApolloServerPlugin<HttpContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) formatError(error.toJSON(), error, (cause) => contextValue.report(cause));
        return Promise.resolve();
      },
    }),
};

/** An error that holds several is told as several. */
const severalErrors: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body } }) {
        if (body.kind === 'single' && body.singleResult.errors)
          body.singleResult.errors = body.singleResult.errors.flatMap(unfold);
        return Promise.resolve();
      },
    }),
};

/**
 * What a document must be besides valid. The limits come last: no rule after them would see the document that they leave in place of
 * one that is too large.
 */
export const documentRules = (limits: Limits): ValidationRule[] => [onlyQueries, documentLimits(limits)];

/** The GraphQL server: parses, validates, limits and executes operations. Not yet started. */
export function createApollo(
  schema: GraphQLSchema,
  config: Config,
  log: FastifyBaseLogger,
  plugins: ApolloServerPlugin<HttpContext>[],
): ApolloServer<HttpContext> {
  return new ApolloServer<HttpContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Without cookies, a login or mutations there is nothing that another site could do in a user's name by GET; a POST must be JSON.
    csrfPrevention: false,
    parseOptions: { maxLexicalTokens: config.MAX_TOKENS },
    validationRules: documentRules(config),
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // Nothing is cached by hints, which are looked for at every field otherwise.
      ApolloServerPluginCacheControlDisabled(),
      emptyOperationName,
      operationLimits(config),
      reportCauses,
      severalErrors,
      ...plugins,
    ],
    logger: log,
  });
}

/** An empty operation name is none: clients send it with operations that have no name. */
const emptyOperationName: ApolloServerPlugin<RequestContext> = {
  requestDidStart({ request }) {
    if (request.operationName === '') delete request.operationName;
    return Promise.resolve();
  },
};
