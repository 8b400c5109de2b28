import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { RequestContext } from '../context.ts';
import { formatError } from './errors.ts';
import { compiledExecution } from './execution.ts';
import { depthLimit } from './limits.ts';
import { buildSchema } from './schema.ts';

/** The GraphQL server: parses, validates, limits and executes operations. Not yet started. */
export function createApollo(
  config: Config,
  log: FastifyBaseLogger,
  plugins: ApolloServerPlugin<RequestContext>[],
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: compiledExecution(buildSchema()),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: config.MAX_TOKENS },
    validationRules: [depthLimit(config.MAX_DEPTH)],
    formatError: (formatted, error) => formatError(formatted, error, (cause) => log.error(cause)),
    // Nothing is cached by hints, which are looked for at every field otherwise.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled(), ...plugins],
    logger: log,
  });
}
