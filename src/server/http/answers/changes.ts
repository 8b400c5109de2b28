import type { FastifyReply, FastifyRequest } from 'fastify';
import { readVersion } from '../../../across/summary/version.ts';
import { badInput } from '../../../api/errors.ts';
import { addressOf, momentsOf, type Format } from '../../answers/address.ts';
import { findOperation } from '../../answers/find.ts';
import { readNews } from '../../answers/news.ts';
import { changesPage } from '../../answers/page.ts';
import { coded, Refused, told } from '../../answers/refused.ts';
import { softwareVersion } from '../../software.ts';
import { requestContext } from '../../request-context.ts';
import { compared, executeFor, readRequest, type Asking } from './asking.ts';
import { baseOf, tell } from './tell.ts';

/** Things whose changes are told at most. */
const MAX_ABOUT = 100;

/** What differs in one answer between two moments, and the loads of the time between. */
export async function changesAt(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  format: Format,
  name: string,
): Promise<unknown> {
  const operation = findOperation(asking.store, name);
  const context = requestContext(request, asking.graph, asking.compute);
  const { now } = context;
  const read = readRequest(asking, request, operation, ['from', 'until'], now);
  if (format === 'csv')
    throw new Refused(406, [
      coded('BAD_REQUEST', 'What changed is not given as CSV.', 'Ask for JSON or a page.', { argument: 'format' }),
    ]);
  const { from, until, variables, clocks, texts } = read;
  if (from === null)
    throw new Refused(400, [
      told(
        badInput('from', 'is missing.', 'Give the moment of the earlier answer, such as from=2025-10-01T00:00:00Z.'),
      ),
    ]);
  if (clocks.knownAt !== null)
    throw new Refused(400, [
      told(badInput('knownAt', 'has no meaning where two moments are compared.', 'Give from and until.')),
    ]);
  const { asOf } = momentsOf(operation, clocks, now);
  const asked = { operation, variables, clocks: { asOf, knownAt: until ?? now } };
  const version = await readVersion(context);
  const { differences, level } = await compared(asking, request, asked, from, null);
  const about = [...new Set(differences.flatMap((one) => one.about ?? []))].slice(0, MAX_ABOUT);
  const news = await readNews(executeFor(asking, request), {
    since: from,
    until: until ?? now,
    about,
    isLatest: false,
  });
  const pinned = addressOf(baseOf(request), operation, texts, { asOf, from, until: until ?? now }, '/changes');
  tell(reply, format, [differences, asOf, request.url], pinned, version, false);
  if (format === 'html')
    return reply.type('text/html; charset=utf-8').send(
      changesPage(
        `What changed: ${operation.sentence}`,
        `State of ${asOf}, as known at ${from} and at ${until ?? now}.`,
        differences,
        [
          ['The answer', addressOf('', operation, texts, { asOf: clocks.asOf }, '.html')],
          ['All questions', '/q'],
        ],
      ),
    );
  return reply.type('application/json; charset=utf-8').send({
    question: {
      name: operation.name,
      hash: operation.hash,
      sentence: operation.sentence,
      operationName: operation.operationName,
    },
    variables: { ...operation.defaults, ...variables },
    asOf,
    from,
    until: until ?? now,
    // What was published by a moment may be loaded later, and this address names no version.
    immutable: false,
    version,
    software: softwareVersion(),
    pinned,
    evidence: level,
    differences,
    changes: news.changes,
    loads: news.loads.filter(({ finishedAt }) => finishedAt > from && finishedAt <= (until ?? now)),
  });
}
