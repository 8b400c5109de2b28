import type { ApolloServer } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import etag from '@fastify/etag';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { printSchema, type GraphQLSchema } from 'graphql';
import type { Graph } from '../../graph/graph.ts';
import type { Config } from '../../lib/config.ts';
import type { HttpContext } from '../apollo.ts';
import type { Operations } from '../execute.ts';
import { asksForPage, refusal, refuse } from './answer.ts';
import { exports } from './exports.ts';
import { compression } from './compression.ts';
import { answerGraphQL } from './graphql.ts';
import { answers } from './answers/routes.ts';
import type { Compute } from '../../api/compute.ts';
import { requestContext } from '../request-context.ts';
import { sendUnlessHeld } from './validators.ts';

/** What the API's routes need. */
export interface ApiOptions {
  apollo: ApolloServer<HttpContext>;
  operations: Operations;
  schema: GraphQLSchema;
  graph: Graph;
  compute: Compute;
  config: Config;
  /** Origins that may read answers in a browser; `*` is any. */
  origins: readonly string[];
}

const METHODS = 'GET, POST, OPTIONS';

/** `/graphql`, `/schema.graphql`, `/q`, `/export` and the feeds: readable from other origins where they are allowed, compressed, and by GET with an ETag. */
export const api: FastifyPluginAsync<ApiOptions> = async (app, options) => {
  const { apollo, operations, schema, graph, compute, config, origins } = options;
  // What a form of another site can send without being asked about it is not read.
  app.removeContentTypeParser('text/plain');
  if (origins.length > 0) await allowOrigins(app, [...origins]);
  await app.register(compress, { ...compression, globalDecompression: false });

  const answer = answerGraphQL(apollo, operations, (client) => requestContext(client, graph, compute));

  app.post('/graphql', { preHandler: refuseOtherBodies }, answer);
  app.options('/graphql', (_, reply) => reply.status(204).header('allow', METHODS).send());

  await app.register(exports, { operations, schema, config });
  await app.register(async (byGet) => {
    byGet.addHook('onRequest', (_, reply, done) => {
      const vary = [reply.getHeader('vary'), 'Accept, Accept-Encoding'].flatMap((names) => names ?? []);
      void reply.header('cache-control', 'no-cache').header('vary', vary.join(', '));
      done();
    });
    // Weak: the same answer compressed in another way is other bytes.
    await byGet.register(etag, { weak: true, replyWith304: false });
    byGet.addHook('onSend', sendUnlessHeld);
    byGet.get('/graphql', { exposeHeadRoute: false, preHandler: refuseWithoutQuery }, answer);
    const sdl = printSchema(schema);
    byGet.get('/schema.graphql', (_, reply) => reply.type('text/plain; charset=utf-8').send(sdl));
    await byGet.register(answers, { operations, schema, graph, compute, config });
  });
};

/** Lets pages of other origins read the answers, with the headers that a client may want to know. */
async function allowOrigins(app: FastifyInstance, origin: string[]): Promise<void> {
  await app.register(cors, {
    delegator: ({ method, headers }, done) => {
      const preflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
      done(null, {
        origin,
        preflight,
        methods: ['GET', 'POST'],
        exposedHeaders: [
          ...['etag', 'x-request-id', 'traceparent', 'allow', 'link', 'location', 'x-graph-version', 'cache-status'],
        ],
        maxAge: 7200,
      });
    },
  });
}

async function refuseOtherBodies(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { body } = request;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return undefined;
  const refused = Array.isArray(body)
    ? refusal(
        'BAD_REQUEST',
        'Several operations in one request are not answered.',
        'Send one request for each, or one operation with several root fields.',
      )
    : refusal(
        'BAD_REQUEST',
        'The request body is not a JSON object.',
        'Send {"query": "…", "variables": {…}, "operationName": "…"}; "query" is what is needed.',
      );
  return refuse(request, reply, 400, refused);
}

async function refuseWithoutQuery(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { query, extensions } = request.query as Record<string, unknown>;
  if (query || extensions) return undefined;
  if (asksForPage(request)) return reply.redirect('/playground/');
  const hint =
    'Send /graphql?query={graph{…}} with the query encoded, or POST it. The schema stands at /schema.graphql.';
  return refuse(request, reply, 400, refusal('BAD_REQUEST', 'There is no query.', hint));
}
