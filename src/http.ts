import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import { createContext } from './context.ts';
import type { Graph } from './graph/graph.ts';
import { createApollo } from './graphql/apollo.ts';
import { limitExceeded } from './graphql/errors.ts';
import { createPool } from './workers/pool.ts';

const playground = fileURLToPath(new URL('../web/dist/', import.meta.url));

/** What the pages may load: only what this server serves. Monaco's workers are bundled, its styles are written inline. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    fontSrc: ["'self'", 'data:'],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
  },
};

/** What the HTTP server needs besides its settings. */
export interface HttpOptions {
  config: Config;
  graph: Graph;
  metrics: Registry;
  /** How many questions are still to be asked once before answers come as fast as they will. */
  questionsLeft?: () => number;
}

/** The HTTP server: API, playground, health, metrics. Not yet listening. */
export async function createHttp({
  config,
  graph,
  metrics,
  questionsLeft = () => 0,
}: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: config.LOG_LEVEL },
    bodyLimit: config.BODY_LIMIT_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
  const pool = createPool(config, (error) => app.log.error(error));
  app.addHook('onClose', () => pool.close());
  const apollo = createApollo(config, app.log, [fastifyApolloDrainPlugin(app)]);
  await apollo.start();

  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(serveStatic, { root: playground, prefix: '/playground/', redirect: true });

  app.addHook('onRequest', async (request, reply) => {
    const asksForPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (asksForPage && request.url === '/graphql') return reply.redirect('/playground/');
  });
  app.setErrorHandler((error: { code?: string; statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      const limit = limitExceeded(
        'BODY_LIMIT_BYTES',
        `The request body is larger than ${config.BODY_LIMIT_BYTES} bytes. Send long lists in several requests.`,
      );
      return reply.status(413).send({ errors: [{ message: limit.message, extensions: limit.extensions }] });
    }
    if (status >= 500) request.log.error(error);
    const message =
      status >= 500
        ? 'Something went wrong on this server. The log has the details.'
        : 'The request cannot be read: send JSON with a "query" by POST.';
    return reply
      .status(status)
      .send({ errors: [{ message, extensions: { code: status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST' } }] });
  });

  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    context: () => Promise.resolve(createContext(graph, new Date(), undefined, pool.compute)),
  });

  app.get('/', (_, reply) => reply.redirect('/playground/'));
  app.get('/playground', (_, reply) =>
    existsSync(`${playground}index.html`)
      ? reply.redirect('/playground/')
      : reply.status(404).type('text/plain').send('The playground is not built. Run: npm run build'),
  );
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
