import type { FastifyReply, FastifyRequest } from 'fastify';
import Papa from 'papaparse';
import { readState, readVersion } from '../../../across/summary/version.ts';
import { badInput } from '../../../api/errors.ts';
import { answerTables, csvRows } from '../../../lib/answer-rows.ts';
import { bibTeX, cslJson, ris, type Cited } from '../../../lib/citation.ts';
import {
  addressOf,
  citationTypes,
  momentsOf,
  takenBy,
  valueText,
  type CitationStyle,
  type Format,
} from '../../answers/address.ts';
import { explorerAddress } from '../../answers/explorer.ts';
import { findOperation } from '../../answers/find.ts';
import type { AddressedOperation } from '../../answers/operation.ts';
import { answerPage, type Link } from '../../answers/page.ts';
import { Refused, told } from '../../answers/refused.ts';
import { softwareDigest, softwareVersion } from '../../software.ts';
import { requestContext } from '../../request-context.ts';
import { askFor, compared, mustBeAnswered, readRequest, type Asking } from './asking.ts';
import { baseOf, tell } from './tell.ts';

const playgroundOf = ({ query, operationName }: AddressedOperation, variables: Record<string, unknown>) =>
  `/playground/?${new URLSearchParams({ query, variables: JSON.stringify(variables), ...(operationName ? { operationName } : {}) }).toString()}`;

const withVersion = (url: string, version: string) => `${url}${url.includes('?') ? '&' : '?'}version=${version}`;

/** Answers a question at its address: as JSON, CSV, a page, or a citation. */
export async function answerAt(
  asking: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  format: Format,
  name: string,
): Promise<unknown> {
  const operation = findOperation(asking.store, name);
  const context = requestContext(request, asking.graph, asking.compute);
  const { now } = context;
  const read = readRequest(asking, request, operation, ['cite', 'evidence', 'since', 'version'], now);
  const { variables, clocks, cite, since, texts } = read;
  if (since !== null && (cite !== null || format === 'csv'))
    throw new Refused(400, [
      told(
        badInput(
          'since',
          'what changed is told as JSON and as a page.',
          'End the address in .json or .html, without cite.',
        ),
      ),
    ]);
  if (since !== null && clocks.knownAt !== null && clocks.knownAt <= since)
    throw new Refused(400, [told(badInput('since', 'must be earlier than "knownAt".', 'Exchange the two.'))]);
  const wanted = read.evidence || since !== null ? 'CLAIMS' : cite !== null || format === 'html' ? 'SOURCES' : null;
  // The clocks of a comparison are those of both its answers.
  const asked = {
    operation,
    variables,
    clocks: since === null ? clocks : { ...clocks, asOf: momentsOf(operation, clocks, now).asOf },
  };
  const { version, isSettled } = await readState(context);
  const state = `${version}-${softwareDigest()}`;
  const answered = await askFor(asking, request, asked, wanted);
  mustBeAnswered(operation, answered, format === 'csv' || cite !== null);
  const { data, errors, sources } = answered;
  const isWhole = errors.length === 0;
  const isNamed =
    isWhole && answered.isPinned && clocks.asOf !== null && clocks.knownAt !== null && read.version === state;
  // Of the version that is named only where that is a state, and still was when all had been read.
  const isImmutable = isNamed && isSettled && (await readVersion(context)) === version;
  // What was published by a moment may be loaded later: an answer is held by both clocks and the version together.
  if (isWhole && answered.isPinned && clocks.asOf !== null && clocks.knownAt !== null && read.version === null)
    return reply.redirect(withVersion(request.url, state), 307);
  const moments = momentsOf(operation, clocks, now);
  const changed = since === null ? null : { from: since, ...(await compared(asking, request, asked, since, answered)) };

  const base = baseOf(request);
  const pinned = addressOf(base, operation, texts, { ...moments, version: state });
  const here = (besides: Record<string, string> = {}, ending = '') =>
    addressOf('', operation, texts, { asOf: clocks.asOf, knownAt: clocks.knownAt, ...besides }, ending);
  const links = {
    json: here({}, '.json'),
    csv: here({}, '.csv'),
    html: here({}, '.html'),
    evidence: here({ evidence: '1' }, '.json'),
    bibtex: here({ cite: 'bibtex' }),
    ris: here({ cite: 'ris' }),
    csl: here({ cite: 'csl' }),
    changes: addressOf('', operation, texts, { asOf: clocks.asOf, from: moments.knownAt }, '/changes'),
    atom: addressOf('', operation, texts, {}, '/changes.atom'),
    feed: addressOf('', operation, texts, {}, '/changes.json'),
    playground: playgroundOf(operation, { ...operation.defaults, ...variables }),
    explorer: explorerAddress(operation, variables, clocks),
  };
  if (!isWhole) void reply.header('cache-control', 'no-store');
  else
    tell(
      reply,
      cite ?? format,
      [data, moments.asOf, answered.evidence, changed?.differences, request.url],
      pinned,
      version,
      isImmutable,
    );
  if (cite !== null) {
    const cited: Cited = {
      title: operation.sentence,
      address: pinned,
      accessed: new Date(now),
      ...moments,
      version: `data ${version}, software ${softwareVersion()}`,
      sources,
    };
    const write: Record<CitationStyle, (cited: Cited) => string> = { bibtex: bibTeX, ris, csl: cslJson };
    return reply.type(citationTypes[cite]).send(write[cite](cited));
  }
  if (format === 'csv') {
    const tables = answerTables(data);
    const parts = tables.map((table) => {
      const rows = `${Papa.unparse(csvRows(table), { newline: '\n' })}\n`;
      return tables.length > 1 ? `# ${table.name}\n${rows}` : rows;
    });
    return reply.type('text/csv; charset=utf-8').send(parts.join('\n'));
  }
  if (format === 'html') {
    const named: Link[] = [
      ['JSON', links.json],
      ['CSV', links.csv],
      ['Evidence', links.evidence],
      ['BibTeX', links.bibtex],
      ['RIS', links.ris],
      ['CSL-JSON', links.csl],
      ['This very answer', pinned],
      ['Feed', links.atom],
      ['Playground', links.playground],
      ['Explorer', links.explorer],
      ['All questions', '/q'],
    ];
    const values = { ...operation.defaults, ...variables };
    const sentence = `State of ${moments.asOf} as known at ${moments.knownAt}. Data ${version}, software ${softwareVersion()}.${isImmutable ? ' With both clocks and the version in its address, this answer stays what it is.' : ''}`;
    return reply.type('text/html; charset=utf-8').send(
      answerPage({
        title: operation.sentence,
        state: sentence,
        pinned,
        data,
        types: answered.types,
        errors,
        variables: [
          ...takenBy(operation).map(({ name: variable, type }) => ({
            name: variable,
            type,
            value: valueText(values[variable]),
          })),
          ...(['asOf', 'knownAt'] as const)
            .filter((clock) => !operation.variableDefinitions.some(({ variable }) => variable.name.value === clock))
            .map((clock) => ({
              name: clock,
              type: clock === 'asOf' ? 'Date' : 'DateTime',
              value: clocks[clock] ?? '',
            })),
        ],
        sources: answered.level === null || answered.level === 'IDS' ? null : sources,
        changed,
        query: operation.query,
        links: named,
        feeds: [['What became known of it', links.atom]],
      }),
    );
  }
  return reply.type('application/json; charset=utf-8').send({
    question: {
      name: operation.name,
      hash: operation.hash,
      sentence: operation.sentence,
      operationName: operation.operationName,
    },
    variables: { ...operation.defaults, ...variables },
    ...moments,
    immutable: isImmutable,
    version,
    ...(read.version !== null && read.version !== state ? { versionAsked: read.version } : {}),
    software: softwareVersion(),
    pinned,
    data,
    ...(isWhole ? {} : { errors }),
    ...(read.evidence
      ? {
          evidence: {
            level: answered.level,
            ...(answered.level === 'CLAIMS'
              ? {}
              : { hint: 'The claims would pass a limit of one request: ask for fewer rows.' }),
            figures: answered.evidence,
            withoutSource: answered.without,
            sources,
          },
        }
      : {}),
    ...(changed === null
      ? {}
      : { changed: { from: changed.from, until: moments.knownAt, differences: changed.differences } }),
    links,
  });
}
