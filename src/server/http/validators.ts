import type { FastifyRequest } from 'fastify';
import type { CacheStatus } from '../kept/answers.ts';

const withoutWeak = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether a client holds the answer of this tag, as If-None-Match says (RFC 9110, 13.1.2). */
export function isHeld({ headers }: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const held = headers['if-none-match'];
  if (held === undefined) return false;
  return held === '*' || held.split(',').some((one) => withoutWeak(one) === withoutWeak(etag));
}

/** The header Cache-Status (RFC 9211): unlike X-Cache it has words for what was computed, and why, and with others. */
export const cacheStatus = (status: CacheStatus): string => `lodegraph; ${status}`;
