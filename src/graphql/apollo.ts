import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { RequestContext } from '../context.ts';
import { formatError } from './errors.ts';
import { documentLimits, operationLimits } from './limits.ts';
import { buildSchema } from './schema.ts';

/** The GraphQL server: parses, validates, limits and executes operations. Not yet started. */
export function createApollo(
  config: Config,
  log: FastifyBaseLogger,
  plugins: ApolloServerPlugin<RequestContext>[],
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema: buildSchema(),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: config.MAX_TOKENS },
    validationRules: [documentLimits(config)],
    formatError: (formatted, error) => formatError(formatted, error, (cause) => log.error(cause)),
    // Nothing is cached by hints, which are looked for at every field otherwise.
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      emptyOperationName,
      operationLimits(config),
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
