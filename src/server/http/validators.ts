import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CacheStatus } from '../kept/answers.ts';

const withoutWeak = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether a client holds the answer of this tag, as If-None-Match says (RFC 9110, 13.1.2). */
export function isHeld({ headers }: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const held = headers['if-none-match'];
  if (held === undefined) return false;
  return held === '*' || held.split(',').some((one) => withoutWeak(one) === withoutWeak(etag));
}

/**
 * Sends nothing to a client that holds the answer. A failure has no tag and is told each time (RFC 9110, 13.2.1), and so is
 * what nobody is to keep.
 */
export function sendUnlessHeld(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const mayBeHeld = reply.statusCode < 300 && reply.getHeader('cache-control') !== 'no-store';
  if (!mayBeHeld && reply.statusCode !== 304) void reply.removeHeader('etag');
  const etag = reply.getHeader('etag');
  if (!mayBeHeld || typeof etag !== 'string' || !isHeld(request, etag)) return Promise.resolve(payload);
  void reply.status(304);
  return Promise.resolve('');
}

/** The header Cache-Status (RFC 9211): unlike X-Cache it has words for what was computed, and why, and with others. */
export const cacheStatus = (status: CacheStatus): string => `lodegraph; ${status}`;
