import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const REQUEST_ID = /^[\w.:/+=-]{1,128}$/;
/** W3C Trace Context, version 00 and those to come. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/** The identifier of a request, in its answer and in the log: the client's own where it is fit for a log, else a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Every answer tells which request it answers: its identifier, and the trace it is part of. */
export function answerWithTrace(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { traceparent } = request.headers;
    void reply.header('x-request-id', request.id);
    if (typeof traceparent === 'string' && TRACEPARENT.test(traceparent)) {
      void reply.header('traceparent', traceparent);
      request.log = request.log.child({ traceparent });
    }
    done();
  });
}
