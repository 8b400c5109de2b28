import type { FastifyReply, FastifyRequest } from 'fastify';
import { badInput } from '../../../api/errors.ts';
import { addressOf } from '../../answers/address.ts';
import { feedOf, feedTypes, type FeedFormat } from '../../answers/feed.ts';
import { findOperation } from '../../answers/find.ts';
import { changeEntry, loadEntry, MAX_NEWS, readNews } from '../../answers/news.ts';
import { Refused, told } from '../../answers/refused.ts';
import { requestContext } from '../../request-context.ts';
import { askFor, executeFor, mustBeAnswered, readRequest, type Asking } from './asking.ts';
import { baseOf } from './tell.ts';

/** Things that the feed of one question is about at most. */
const MAX_ABOUT = 100;
const LONG_AGO = '1000-01-01T00:00:00.000Z';

/** What became known, of all or of what one answer rests on, as a feed. */
export async function feed(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  format: FeedFormat,
  part: string | null,
): Promise<unknown> {
  const context = requestContext(request, asking.graph, asking.compute);
  const { now } = context;
  const base = baseOf(request);
  let about: string[] | null = null;
  let title = 'Lodegraph: what became known';
  let page = `${base}/changed`;
  let address = `${base}/changes.${format}`;
  if (part !== null) {
    const operation = findOperation(asking.store, part);
    const { variables, clocks, texts } = readRequest(asking, request, operation, [], now);
    const answered = await askFor(asking, request, { operation, variables, clocks }, 'CLAIMS');
    mustBeAnswered(operation, answered, true);
    about = [
      ...new Set(answered.evidence.flatMap(({ id, claims }) => [id ?? [], ...claims.map((claim) => claim.id)].flat())),
    ].slice(0, MAX_ABOUT);
    title = `Lodegraph: ${operation.sentence}`;
    page = addressOf(base, operation, texts, {}, '.html');
    address = addressOf(base, operation, texts, {}, `/changes.${format}`);
  } else {
    const [unknown] = Object.keys(request.query as object);
    if (unknown !== undefined)
      throw new Refused(400, [
        told(
          badInput(
            unknown,
            'is nothing that the feed of all changes takes.',
            'A question has a feed of its own: /q/<name>/changes.atom.',
          ),
        ),
      ]);
  }
  const { changes, loads } = await readNews(executeFor(asking, request), {
    since: LONG_AGO,
    until: now,
    about,
    isLatest: true,
  });
  const entries = [...changes.map((one) => changeEntry(base, one)), ...loads.map((one) => loadEntry(base, one))]
    .sort((a, b) => (a.at === b.at ? (a.key < b.key ? 1 : -1) : a.at < b.at ? 1 : -1))
    .slice(0, MAX_NEWS);
  return reply.type(feedTypes[format]).send(feedOf({ title, address, page, entries }, format));
}
