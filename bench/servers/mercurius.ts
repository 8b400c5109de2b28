import { createRequire } from 'node:module';
import fastify, { type FastifyPluginCallback, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { readConfig } from '../../src/lib/config.ts';
import { openGraph } from '../../src/graph/graph.ts';
import { requestLimits } from '../../src/graph/request-limits.ts';
import { goneSignal } from '../../src/server/http/gone.ts';
import { requestContext } from '../../src/server/request-context.ts';
import { buildSchema } from '../../src/server/schema.ts';
import { createPool } from '../../src/server/workers/pool.ts';

// Lodegraph's schema, resolvers and statements executed by Mercurius instead of Apollo Server, without its limits, headers and
// compression. With `jit` as an argument operations are compiled the first time they are asked.

/** The part of Mercurius that is used; its package is installed in bench/, without the project's types. */
interface Options {
  schema: GraphQLSchema;
  context: (request: FastifyRequest, reply: FastifyReply) => unknown;
  jit: number;
}

const mercurius = createRequire(import.meta.url)('mercurius') as FastifyPluginCallback<Options>;
const config = readConfig();
const graph = openGraph({
  ...{ uri: config.NEO4J_URI ?? '', user: config.NEO4J_USER, password: config.NEO4J_PASSWORD },
  ...requestLimits(config),
});
const app = fastify();
const pool = createPool(config, graph.options, (error) => process.stderr.write(`${String(error)}\n`));
await app.register(mercurius, {
  schema: buildSchema(),
  context: ({ log }, reply) => requestContext({ log, signal: goneSignal(reply) }, graph, pool.compute),
  jit: process.argv.includes('jit') ? 1 : 0,
});
process.stdout.write(`ready ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => {
  app.server.closeAllConnections();
  void app.close().then(() => Promise.all([pool.close(), graph.close()]));
});
