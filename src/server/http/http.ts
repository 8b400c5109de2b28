import type { Socket } from 'node:net';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { offersMcp, type Config } from '../../lib/config.ts';
import type { Graph } from '../../graph/graph.ts';
import { createApollo } from '../apollo.ts';
import { createOperations } from '../execute.ts';
import { keepNames } from '../kept/names.ts';
import { openKeptAnswers } from '../kept/open.ts';
import { GraphStates } from '../kept/state.ts';
import { buildSchema } from '../schema.ts';
import { api } from './api.ts';
import { answerBadAddress, answerBrokenRequest, answerFailures } from './failures.ts';
import { mcp } from './mcp.ts';
import { servePages } from './pages.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { signposts } from './signposts.ts';
import { statusByMediaType } from './status.ts';
import { answerWithTrace, requestId } from './trace.ts';
import { createPool } from '../workers/pool.ts';

/** What the HTTP server needs besides its settings. */
export interface HttpOptions {
  config: Config;
  graph: Graph;
  metrics: Registry;
  /** How many questions are still to be asked once before answers come as fast as they will. */
  questionsLeft?: () => number;
}

/** The HTTP server: API, explorer, playground, health, metrics. Not yet listening. */
export async function createHttp({
  config,
  graph: asked,
  metrics,
  questionsLeft = () => 0,
}: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: config.LOG_LEVEL },
    bodyLimit: config.BODY_LIMIT_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    genReqId: requestId,
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerBrokenRequest,
  });
  const pool = createPool(config, asked.options, (error) => app.log.error(error));
  app.addHook('onClose', () => pool.close());
  endIdleConnections(app);
  const schema = buildSchema();
  const apollo = createApollo(schema, config, app.log, [statusByMediaType, fastifyApolloDrainPlugin(app)]);
  await apollo.start();
  app.addHook('preClose', (done) => {
    // Its drain plugin ends what is still under way after ten seconds.
    apollo.stop().catch((error: unknown) => app.log.error(error));
    done();
  });

  const kept = openKeptAnswers(asked, config, metrics);
  // Names and answers are of one numbering of states: an answer is never computed from names older than its own state.
  const states = kept?.states ?? new GraphStates(asked, () => performance.now());
  const graph = keepNames(asked, states, config.KEPT_ANSWERS_CHECK_MS);
  const operations = createOperations({ apollo, graph, compute: pool.compute, kept });

  answerWithTrace(app);
  answerFailures(app, config);
  sendSecurityHeaders(app);
  await app.register(api, {
    ...{ apollo, operations, schema, graph, compute: pool.compute, config },
    origins: config.CORS_ORIGINS,
  });
  if (offersMcp(config)) await app.register(mcp, { operations, schema, config });
  await app.register(signposts, { mcp: offersMcp(config) });
  await servePages(app);

  app.get('/health', () => ({ status: 'up' }));
  app.get('/ready', async (_, reply) => {
    const left = questionsLeft();
    if (left > 0) return reply.status(503).send({ status: 'Neo4j is planning its statements', questionsLeft: left });
    try {
      await graph.verify();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'the graph cannot be reached' });
    }
  });
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  return app;
}

const LOOK_EVERY_MS = 100;

/**
 * While the server closes, ends each connection once what was under way on it is answered. Node ends only those that are idle when
 * it begins to close, and would wait for the others for as long as a client may keep one open.
 */
function endIdleConnections(app: FastifyInstance): void {
  // Nothing was asked on them yet: browsers open some in advance. Node does not count them among the idle ones.
  const unused = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  const endIdle = () => {
    app.server.closeIdleConnections();
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  };
  app.addHook('preClose', (done) => {
    if (app.server.listening) {
      const look = setInterval(endIdle, LOOK_EVERY_MS);
      app.server.once('close', () => clearInterval(look));
    }
    done();
  });
}
