import type { FastifyReply } from 'fastify';

/**
 * Aborts when the client goes away before it has its answer. Fastify's own `request.signal` hears when the request ends, which
 * for one with a body is when that has been read: too early, or, asked for later, never.
 */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.closed && !raw.writableFinished) gone.abort();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
