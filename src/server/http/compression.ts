import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kept, KeptAnswers } from '../kept/answers.ts';

/** How answers are compressed: most are made anew each time, and a tenth more bytes take half the time of the processor. */
export const compression = {
  encodings: ['br' as const, 'gzip' as const],
  threshold: 1024,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
  zlibOptions: { level: 4 },
};

type Encoding = (typeof compression.encodings)[number];

const compressAs: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, compression.brotliOptions),
  gzip: (body) => promisify(gzip)(body, compression.zlibOptions),
};

/** How a client has an answer compressed; null for not at all. Read as @fastify/compress reads it. */
function encodingFor({ headers }: FastifyRequest): Encoding | null {
  const accepted = headers['accept-encoding'];
  if (accepted === undefined || headers['x-no-compression'] !== undefined) return null;
  const text = accepted.toLowerCase().replaceAll(/\*|x-gzip/g, 'gzip');
  return negotiate(text, compression.encodings);
}

/** Sends an answer that is kept, compressed as the client has it: once for all who have it so. */
export async function sendKept(
  answers: KeptAnswers,
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const encoding = kept.body.length < compression.threshold ? null : encodingFor(request);
  if (encoding === null) return reply.send(kept.body);
  let body = kept.compressed[encoding];
  if (!body) {
    body = await compressAs[encoding](kept.body);
    answers.keepCompressed(kept, encoding, body);
  }
  const vary = reply.getHeader('vary');
  return reply
    .header('content-encoding', encoding)
    .header('vary', vary === undefined ? 'accept-encoding' : `${String(vary)}, accept-encoding`)
    .send(body);
}
