import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Papa from 'papaparse';
import { formatAccepted, formats, readName, type Format } from '../../answers/address.ts';
import { failurePage } from '../../answers/page.ts';
import { coded, Refused } from '../../answers/refused.ts';
import { softwareDigest } from '../../software.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const CONTENT = { json: 'application/json', csv: 'text/csv', html: 'text/html' } as const;

/** The scheme, host and port that a client asked. */
export const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

/** Headers of an answer: a tag that is another one with every other answer, how long it may be kept, its citable address, the version of its data. */
export const tell = (
  reply: FastifyReply,
  format: string,
  fingerprint: unknown,
  pinned: string,
  version: string,
  isImmutable: boolean,
) =>
  reply
    .header(
      'etag',
      `W/"${createHash('sha256')
        .update(JSON.stringify([format, fingerprint, version, softwareDigest()]))
        .digest('base64url')
        .slice(0, 27)}"`,
    )
    .header('cache-control', isImmutable ? FOREVER : 'no-cache')
    .header('link', `<${pinned}>; rel="cite-as"`)
    .header('x-graph-version', version);

/** The format of an answer, by the ending of its address, else by what the client takes. */
function formatOf({ format, ending }: ReturnType<typeof readName>, accepted: Format): Format {
  if (format === null)
    throw new Refused(404, [
      coded('NOT_FOUND', `Answers are not given as "${ending.slice(0, 20)}".`, `There are ${formats.join(', ')}.`, {
        argument: 'format',
      }),
    ]);
  return format ?? accepted;
}

/** Says what is wrong in the format that was asked. */
export function refuseIn(reply: FastifyReply, format: Format, { status, errors }: Refused) {
  void reply.status(status).header('cache-control', 'no-store').type(`${CONTENT[format]}; charset=utf-8`);
  if (format === 'html') return reply.send(failurePage('This cannot be answered', errors));
  if (format === 'json') return reply.send({ errors });
  const cells = errors.map(({ message, extensions = {} }) => [
    extensions['code'] as string | undefined,
    extensions['argument'] as string | undefined,
    message,
  ]);
  return reply.send(Papa.unparse([['code', 'argument', 'error'], ...cells], { newline: '\n', escapeFormulae: true }));
}

/** Answers, or says in the format asked what is wrong. */
export async function orRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  part: string,
  answer: (format: Format, name: string) => Promise<unknown>,
): Promise<unknown> {
  const read = readName(part);
  const accepted = formatAccepted(request.headers.accept ?? '');
  try {
    return await answer(formatOf(read, accepted), read.name);
  } catch (error) {
    if (error instanceof Refused) return refuseIn(reply, read.format ?? accepted, error);
    throw error;
  }
}
