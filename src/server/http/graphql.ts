import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import Negotiator from 'negotiator';
import type { HttpContext } from '../apollo.ts';
import type { Client, Operations } from '../execute.ts';
import { sendKept } from './compression.ts';
import { goneSignal } from './gone.ts';
import { cacheStatus, isHeld } from './validators.ts';
import { usualOperation } from './usual-operation.ts';

/** The media types of answers, the one of older clients first: it is taken where a client does not say. */
const mediaTypes = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];

/** The media type that a client has answers in; undefined where it takes none of them. */
const mediaTypeFor = (accept: string | undefined): string | undefined =>
  accept === undefined || accept === '*/*'
    ? mediaTypes[0]
    : new Negotiator({ headers: { accept } }).mediaType(mediaTypes);

/** Who asks by HTTP. */
class HttpClient implements Client {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  #signal: AbortSignal | undefined;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request;
    this.#reply = reply;
  }

  get log() {
    return this.#request.log;
  }

  get signal(): AbortSignal {
    return (this.#signal ??= goneSignal(this.#reply));
  }

  get accept(): string | undefined {
    return this.#request.headers.accept;
  }

  get http(): HTTPGraphQLRequest {
    const { method, url, headers, body } = this.#request;
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    );
    return { method, headers: new HeaderMap(given), search: new URL(url, 'http://localhost').search, body };
  }
}

/** Answers an operation at `/graphql`: as it is kept, or by Apollo. `context` makes that of a request in no usual form. */
export function answerGraphQL(
  apollo: ApolloServer<HttpContext>,
  operations: Operations,
  context: (client: Client) => HttpContext,
): RouteHandlerMethod {
  const byApollo = fastifyApolloHandler(apollo, {
    context: (request, reply) => Promise.resolve(context(new HttpClient(request, reply))),
  });

  return async function answer(request, reply) {
    const operation = usualOperation(request);
    const mediaType = mediaTypeFor(request.headers.accept);
    if (operation === null || mediaType === undefined || operations.kept === null) {
      void reply.header('cache-status', cacheStatus('fwd=bypass'));
      return byApollo.call(request.server, request, reply);
    }
    const given = await operations.give(operation, new HttpClient(request, reply));
    void reply.header('cache-status', cacheStatus(given.status)).type(mediaType);
    if (given.status !== 'hit') {
      const { status, headers, body } = given.answer;
      return reply.status(status).headers(Object.fromEntries(headers)).send(body);
    }
    if (request.method === 'GET') {
      void reply.header('etag', given.kept.etag);
      if (isHeld(request, given.kept.etag)) return reply.status(304).send();
    }
    return sendKept(operations.kept, given.kept, request, reply);
  };
}
