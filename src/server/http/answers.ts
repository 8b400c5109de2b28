import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ApolloServer } from '@apollo/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import {
  GraphQLError,
  Kind,
  parse,
  print,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import Papa from 'papaparse';
import { readVersion } from '../../across/summary/version.ts';
import type { Compute } from '../../api/compute.ts';
import { badInput, formatError, limitExceeded } from '../../api/errors.ts';
import type { Graph } from '../../graph/graph.ts';
import { answerTables, csvRows, type Json } from '../../lib/answer-rows.ts';
import { bibTeX, cslJson, ris, type Cited } from '../../lib/citation.ts';
import { storesOperations, type Config } from '../../lib/config.ts';
import {
  addressOf,
  citationTypes,
  formatAccepted,
  formats,
  readName,
  readQuery,
  takenBy,
  type AddressQuery,
  type CitationStyle,
  type Format,
} from '../answers/address.ts';
import type { AddressedClocks } from '../answers/clocks.ts';
import { ask, type Answered, type Execute } from '../answers/ask.ts';
import { explainedDifference, type Explained } from '../answers/changes.ts';
import { plainIdOf, type EvidenceLevel } from '../answers/evidence.ts';
import { feedOf, feedTypes, type FeedEntry, type FeedFormat } from '../answers/feed.ts';
import { addressed, operationOf, questionsByName, reservedNames, type AddressedOperation } from '../answers/operation.ts';
import { answerPage, changesPage, failurePage, questionsPage, type Link } from '../answers/page.ts';
import { operationStore } from '../answers/store.ts';
import { nearestOf } from '../answers/variables.ts';
import type { HttpContext } from '../apollo.ts';
import { documentRules } from '../apollo.ts';
import { softwareVersion } from '../software.ts';
import { requestContext } from './request-context.ts';

export interface AnswersOptions {
  apollo: ApolloServer<HttpContext>;
  schema: GraphQLSchema;
  graph: Graph;
  compute: Compute;
  config: Config;
}

const FOREVER = 'public, max-age=31536000, immutable';
const CONTENT = { json: 'application/json', csv: 'text/csv', html: 'text/html' } as const;
const HASHED = /^sha256-([0-9a-f]{64})$/;
/** News in a feed, and things that one question's feed is about, at most. */
const MAX_NEWS = 50;
const MAX_ABOUT = 100;
const LONG_AGO = '1000-01-01T00:00:00.000Z';

/** A refusal: what is wrong, with the status that says so. */
class Refused extends Error {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];
  constructor(status: number, errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.status = status;
    this.errors = errors;
  }
}

const coded = (code: string, message: string, hint: string, details: Record<string, unknown> = {}): GraphQLFormattedError => ({
  message: `${message} ${hint}`,
  extensions: { code, ...details, hint },
});

const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  LIMIT_EXCEEDED: 400,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  CANCELLED: 499,
};

/** The status of a question of which nothing could be answered. */
const statusOf = ({ status, errors }: Pick<Answered, 'status' | 'errors'>): number =>
  status >= 400 ? status : (STATUS[String(errors[0]?.extensions?.['code'])] ?? 500);

const told = (error: GraphQLError): GraphQLFormattedError => formatError(error.toJSON(), error, () => undefined);

/** `/q` with an address for every answer, what changed between two moments, and the feeds of what became known. */
export const answers: FastifyPluginAsync<AnswersOptions> = (app, { apollo, schema, graph, compute, config }) => {
  const questions = questionsByName();
  const byHash = new Map([...questions.values()].map((question) => [question.hash, question]));
  const store = operationStore(join(config.LODEGRAPH_HOME, 'operations'), {
    maxOperations: config.MAX_STORED_OPERATIONS,
    maxBytes: config.MAX_STORED_BYTES,
  });
  const baseOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`;
  const contextOf = (request: FastifyRequest) => requestContext(request, graph, compute);

  /** Runs operations of one request as `/graphql` does. */
  const executeFor =
    (request: FastifyRequest): Execute =>
    async (query, operationName, variables) => {
      const { body, http } = await apollo.executeOperation(
        { query, variables, ...(operationName === null ? {} : { operationName }) },
        { contextValue: contextOf(request) },
      );
      if (body.kind !== 'single') throw new Error('An answer came in several parts.');
      // Through JSON, as every client has it.
      const { data = null, errors = [] } = JSON.parse(JSON.stringify(body.singleResult)) as {
        data?: { [field: string]: Json } | null;
        errors?: GraphQLFormattedError[];
      };
      return { status: http.status ?? 200, data, errors };
    };
  const askFor = (request: FastifyRequest, asked: Parameters<typeof ask>[1], wanted: EvidenceLevel | null) =>
    ask({ schema, config, execute: executeFor(request) }, asked, wanted);

  /** The operation of an address. */
  function find(name: string): AddressedOperation {
    const question = questions.get(name) ?? byHash.get(HASHED.exec(name)?.[1] ?? '');
    if (question) return question;
    const [, hash] = HASHED.exec(name) ?? [];
    const stored = hash === undefined ? null : store.read(hash);
    if (stored !== null) return addressed(stored);
    if (name.startsWith('sha256-')) {
      const message =
        hash === undefined
          ? `"${name.slice(0, 80)}" is no address of a stored operation.`
          : 'No operation is stored under this address.';
      const hint = hash === undefined ? 'It is sha256- and 64 hexadecimal digits.' : 'POST /q stores one; /q lists the questions.';
      throw new Refused(404, [coded('NOT_FOUND', message, hint, { argument: 'name' })]);
    }
    const near = nearestOf(name, [...questions.keys()]);
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '/q lists the questions there are.';
    throw new Refused(404, [coded('NOT_FOUND', `There is no question "${name.slice(0, 80)}".`, hint, { argument: 'name' })]);
  }

  /** The format of an answer, by the ending of its address, else by what the client takes. */
  function formatOf({ format, ending }: ReturnType<typeof readName>, accepted: Format): Format {
    if (format === null)
      throw new Refused(404, [
        coded('NOT_FOUND', `Answers are not given as "${ending.slice(0, 20)}".`, `There are ${formats.join(', ')}.`, { argument: 'format' }),
      ]);
    return format ?? accepted;
  }

  function refuseIn(reply: FastifyReply, format: Format, { status, errors }: Refused) {
    void reply.status(status).header('cache-control', 'no-store').type(`${CONTENT[format]}; charset=utf-8`);
    if (format === 'html') return reply.send(failurePage('This cannot be answered', errors));
    if (format === 'json') return reply.send({ errors });
    const cells = errors.map(({ message, extensions = {} }) => [
      String(extensions['code'] ?? ''),
      String(extensions['argument'] ?? ''),
      message,
    ]);
    return reply.send(Papa.unparse([['code', 'argument', 'error'], ...cells], { newline: '\n', escapeFormulae: true }));
  }

  /** Answers, or says in the format asked what is wrong. */
  async function orRefused(
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

  function readRequest(request: FastifyRequest, operation: AddressedOperation, own: readonly string[], now: string): AddressQuery {
    const query = request.query as Record<string, string | string[]>;
    const { read, errors } = readQuery(schema, operation, query, own, now);
    if (errors.length > 0) throw new Refused(400, errors.map(told));
    return read;
  }

  /** Throws where nothing could be answered, or where a part of it would pass for the whole. */
  function mustBeAnswered(operation: AddressedOperation, answered: Answered, isWhole: boolean): void {
    const { isAnswered, errors } = answered;
    if (isAnswered && (errors.length === 0 || !isWhole)) return;
    const outdated = errors.some(({ extensions }) => extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED');
    if (outdated && !questions.has(operation.name))
      throw new Refused(410, [
        coded(
          'OUTDATED',
          'This operation was valid when it was stored, and is no longer: the schema has changed.',
          'What changed is told below; store the operation anew as it should be.',
          { argument: 'name' },
        ),
        ...errors,
      ]);
    throw new Refused(statusOf(answered), errors);
  }

  const playgroundOf = ({ query, operationName }: AddressedOperation, variables: Record<string, unknown>) =>
    `/playground/?${new URLSearchParams({ query, variables: JSON.stringify(variables), ...(operationName ? { operationName } : {}) }).toString()}`;

  /** The two moments of an answer, compared. */
  async function compared(
    request: FastifyRequest,
    asked: Parameters<typeof ask>[1],
    from: string,
    after: Answered | null,
  ): Promise<{ differences: Explained[]; level: EvidenceLevel | null; isPinned: boolean }> {
    const wanted = after === null ? 'CLAIMS' : (after.level ?? 'IDS');
    const before = await askFor(request, { ...asked, clocks: { ...asked.clocks, knownAt: from } }, wanted);
    mustBeAnswered(asked.operation, before, true);
    const later = after ?? (await askFor(request, asked, wanted));
    mustBeAnswered(asked.operation, later, true);
    return { differences: explainedDifference(before, later, from), level: later.level, isPinned: later.isPinned && before.isPinned };
  }

  const tell = (reply: FastifyReply, format: string, fingerprint: unknown, pinned: string, version: string, isImmutable: boolean) =>
    reply
      .header('etag', `W/"${createHash('sha256').update(JSON.stringify([format, fingerprint, version, softwareVersion()])).digest('base64url').slice(0, 27)}"`)
      .header('cache-control', isImmutable ? FOREVER : 'no-cache')
      .header('link', `<${pinned}>; rel="cite-as"`)
      .header('x-graph-version', version);

  async function answerAt(request: FastifyRequest, reply: FastifyReply, format: Format, name: string): Promise<unknown> {
    const operation = find(name);
    const context = contextOf(request);
    const { now } = context;
    const read = readRequest(request, operation, ['cite', 'evidence', 'since', 'version'], now);
    const { variables, clocks, cite, since, texts } = read;
    if (since !== null && (cite !== null || format === 'csv'))
      throw new Refused(400, [told(badInput('since', 'what changed is told as JSON and as a page.', 'End the address in .json or .html, without cite.'))]);
    if (since !== null && clocks.knownAt !== null && clocks.knownAt <= since)
      throw new Refused(400, [told(badInput('since', 'must be earlier than "knownAt".', 'Exchange the two.'))]);
    const wanted = read.evidence || since !== null ? 'CLAIMS' : cite !== null || format === 'html' ? 'SOURCES' : null;
    // The clocks of a comparison are those of both its answers.
    const asked = { operation, variables, clocks: since === null ? clocks : { ...clocks, asOf: momentsOf(operation, clocks, now).asOf } };
    const version = await readVersion(context);
    const answered = await askFor(request, asked, wanted);
    mustBeAnswered(operation, answered, format === 'csv' || cite !== null);
    const { data, errors, sources } = answered;
    const isWhole = errors.length === 0;
    const isImmutable =
      isWhole &&
      answered.isPinned &&
      clocks.asOf !== null &&
      clocks.knownAt !== null &&
      (read.version === null || read.version === version);
    const moments = momentsOf(operation, clocks, now);
    const changed = since === null ? null : { from: since, ...(await compared(request, asked, since, answered)) };

    const base = baseOf(request);
    const pinned = addressOf(base, operation, texts, { ...moments, version });
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
      explorer: '/',
    };
    if (!isWhole) void reply.header('cache-control', 'no-store');
    else tell(reply, cite ?? format, [data, moments.asOf, answered.evidence, changed?.differences, request.url], pinned, version, isImmutable);
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
        ['Playground', links.playground],
        ['Explorer', links.explorer],
        ['All questions', '/q'],
      ];
      const values = { ...operation.defaults, ...variables };
      const state = `State of ${moments.asOf} as known at ${moments.knownAt}. Data ${version}, software ${softwareVersion()}.${isImmutable ? ' With both clocks in its address, this answer stays what it is.' : ''}`;
      return reply.type('text/html; charset=utf-8').send(
        answerPage({
          title: operation.sentence,
          state,
          data,
          types: answered.types,
          errors,
          variables: [
            ...takenBy(operation).map(({ name: variable, type }) => ({ name: variable, type, value: valueText(values[variable]) })),
            ...(['asOf', 'knownAt'] as const)
              .filter((clock) => !operation.variableDefinitions.some(({ variable }) => variable.name.value === clock))
              .map((clock) => ({ name: clock, type: clock === 'asOf' ? 'Date' : 'DateTime', value: clocks[clock] ?? '' })),
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
      ...(read.version !== null && read.version !== version ? { versionAsked: read.version } : {}),
      software: softwareVersion(),
      pinned,
      data,
      ...(isWhole ? {} : { errors }),
      ...(read.evidence
        ? {
            evidence: {
              level: answered.level,
              ...(answered.level === 'CLAIMS' ? {} : { hint: 'The claims would pass a limit of one request: ask for fewer rows.' }),
              figures: answered.evidence,
              withoutSource: answered.without,
              sources,
            },
          }
        : {}),
      ...(changed === null ? {} : { changed: { from: changed.from, until: moments.knownAt, differences: changed.differences } }),
      links,
    });
  }

  /** What differs in one answer between two moments, and the loads of the time between. */
  async function changesAt(request: FastifyRequest, reply: FastifyReply, format: Format, name: string): Promise<unknown> {
    const operation = find(name);
    const context = contextOf(request);
    const { now } = context;
    const read = readRequest(request, operation, ['from', 'until'], now);
    if (format === 'csv')
      throw new Refused(406, [coded('BAD_REQUEST', 'What changed is not given as CSV.', 'Ask for JSON or a page.', { argument: 'format' })]);
    const { from, until, variables, clocks, texts } = read;
    if (from === null)
      throw new Refused(400, [told(badInput('from', 'is missing.', 'Give the moment of the earlier answer, such as from=2025-10-01T00:00:00Z.'))]);
    if (clocks.knownAt !== null)
      throw new Refused(400, [told(badInput('knownAt', 'has no meaning where two moments are compared.', 'Give from and until.'))]);
    const { asOf } = momentsOf(operation, clocks, now);
    const asked = { operation, variables, clocks: { asOf, knownAt: until ?? now } };
    const version = await readVersion(context);
    const { differences, level, isPinned } = await compared(request, asked, from, null);
    const about = [...new Set(differences.flatMap((one) => one.about ?? []))].slice(0, MAX_ABOUT);
    const news = await readNews(request, { since: from, until: until ?? now, about, isLatest: false });
    const isImmutable = isPinned && clocks.asOf !== null && until !== null;
    const pinned = addressOf(baseOf(request), operation, texts, { asOf, from, until: until ?? now }, '/changes');
    tell(reply, format, [differences, asOf, request.url], pinned, version, isImmutable);
    if (format === 'html')
      return reply.type('text/html; charset=utf-8').send(
        changesPage(`What changed: ${operation.sentence}`, `State of ${asOf}, as known at ${from} and at ${until ?? now}.`, differences, [
          ['The answer', addressOf('', operation, texts, { asOf: clocks.asOf }, '.html')],
          ['All questions', '/q'],
        ]),
      );
    return reply.type('application/json; charset=utf-8').send({
      question: { name: operation.name, hash: operation.hash, sentence: operation.sentence, operationName: operation.operationName },
      variables: { ...operation.defaults, ...variables },
      asOf,
      from,
      until: until ?? now,
      immutable: isImmutable,
      version,
      software: softwareVersion(),
      pinned,
      evidence: level,
      differences,
      changes: news.changes,
      loads: news.loads.filter(({ finishedAt }) => finishedAt > from && finishedAt <= (until ?? now)),
    });
  }

  /** What became known between two moments, of some things or of all, and the last loads. */
  async function readNews(
    request: FastifyRequest,
    { since, until, about, isLatest }: { since: string; until: string; about: readonly string[] | null; isLatest: boolean },
  ): Promise<{ changes: Change[]; loads: Load[] }> {
    const isAbout = about === null || about.length > 0;
    const { data, errors, status } = await executeFor(request)(NEWS, null, {
      ...{ since, until, about, isAbout, first: isLatest ? null : MAX_NEWS, last: isLatest ? MAX_NEWS : null },
    });
    if (errors.length > 0 || data === null) throw new Refused(statusOf({ status, errors }), errors);
    const { changes, graph: held } = data as unknown as {
      changes?: { edges: { at: string; change: string; node: Omit<Change, 'at' | 'change'> }[] };
      graph: { loads: Load[] };
    };
    return {
      changes: (changes?.edges ?? []).map(({ at, change, node }) => ({ at, change, ...node, id: plainIdOf(node.id) })),
      loads: held.loads,
    };
  }

  async function feed(request: FastifyRequest, reply: FastifyReply, format: FeedFormat, part: string | null): Promise<unknown> {
    const context = contextOf(request);
    const { now } = context;
    const base = baseOf(request);
    let about: string[] | null = null;
    let title = 'Lodegraph: what became known';
    let page = `${base}/changed`;
    let address = `${base}/changes.${format}`;
    if (part !== null) {
      const operation = find(part);
      const { variables, clocks, texts } = readRequest(request, operation, [], now);
      const answered = await askFor(request, { operation, variables, clocks }, 'CLAIMS');
      mustBeAnswered(operation, answered, true);
      about = [...new Set(answered.evidence.flatMap(({ id, claims }) => [id ?? [], ...claims.map((claim) => claim.id)].flat()))].slice(0, MAX_ABOUT);
      title = `Lodegraph: ${operation.sentence}`;
      page = addressOf(base, operation, texts, {}, '.html');
      address = addressOf(base, operation, texts, {}, `/changes.${format}`);
    } else {
      const [unknown] = Object.keys(request.query as object);
      if (unknown !== undefined)
        throw new Refused(400, [told(badInput(unknown, 'is nothing that the feed of all changes takes.', 'A question has a feed of its own: /q/<name>/changes.atom.'))]);
    }
    const { changes, loads } = await readNews(request, { since: LONG_AGO, until: now, about, isLatest: true });
    const entries = [...changes.map((one) => changeEntry(base, one)), ...loads.map((one) => loadEntry(base, one))]
      .sort((a, b) => (a.at === b.at ? (a.key < b.key ? 1 : -1) : a.at < b.at ? 1 : -1))
      .slice(0, MAX_NEWS);
    return reply.type(feedTypes[format]).send(feedOf({ title, address, page, entries }, format));
  }

  /** Keeps an operation and tells its address. */
  function keep(request: FastifyRequest, reply: FastifyReply): unknown {
    if (!storesOperations(config))
      throw new Refused(403, [
        coded('FORBIDDEN', 'This server keeps no operations.', 'Whoever runs it can set STORE_OPERATIONS to on; /graphql answers any operation.', {
          setting: 'STORE_OPERATIONS',
        }),
      ]);
    const { query, operationName, variables = {} } = (request.body ?? {}) as Record<string, unknown>;
    if (typeof query !== 'string' || query.trim() === '')
      throw new Refused(400, [told(badInput('query', 'must be the text of an operation.', 'Send {"query": "…", "variables": {…}}.'))]);
    if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
      throw new Refused(400, [told(badInput('operationName', 'must be a text.', 'Name one of the operations in "query".'))]);
    if (typeof variables !== 'object' || variables === null || Array.isArray(variables))
      throw new Refused(400, [told(badInput('variables', 'must be an object.', 'Send {"name": value}.'))]);
    const text = validated(query, operationName ?? null);
    const operation = addressed(text);
    const reserved = operation.variableDefinitions.map(({ variable }) => variable.name.value).find((one) => reservedNames.some((name) => name === one));
    if (reserved !== undefined)
      throw new Refused(400, [told(badInput('query', `has a variable "${reserved}", which means something else in an address.`, 'Give it another name.'))]);
    const texts = Object.fromEntries(Object.entries(variables as Record<string, unknown>).map(([name, value]) => [name, valueText(value)]));
    const { errors } = readQuery(schema, operation, texts, [], new Date().toISOString());
    if (errors.length > 0) throw new Refused(400, errors.map(told));
    const stored = store.write(text);
    if (typeof stored === 'object') {
      const limit = stored.full;
      throw new Refused(507, [
        told(limitExceeded(limit, `This server keeps as many operations as ${limit} allows (${config[limit]}). /graphql answers any operation.`)),
      ]);
    }
    const address = addressOf('', operation, texts, { asOf: texts['asOf'], knownAt: texts['knownAt'] });
    return reply
      .status(stored === 'NEW' ? 201 : 200)
      .header('location', address)
      .send({ address, name: operation.name, hash: operation.hash, variables: takenBy(operation) });
  }

  /** The text to keep of one valid operation: as it was sent, or of several the one that was named. */
  function validated(query: string, operationName: string | null): string {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: config.MAX_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      throw new Refused(400, [told(withCode(error, 'GRAPHQL_PARSE_FAILED'))]);
    }
    const errors = validate(schema, document, [...specifiedRules, ...documentRules(config)], { maxErrors: 20 });
    if (errors.length > 0)
      throw new Refused(
        400,
        errors.map((error) => told(withCode(error, 'GRAPHQL_VALIDATION_FAILED'))),
      );
    const own = operationOf(document, operationName);
    if (own === null)
      throw new Refused(400, [told(badInput('operationName', 'must name one of the operations in "query".', 'Send it, or one operation alone.'))]);
    return document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1 ? query : `${print(own)}\n`;
  }

  app.get<{ Params: { part: string } }>('/q/:part', (request, reply) =>
    orRefused(request, reply, request.params.part, (format, name) => answerAt(request, reply, format, name)),
  );
  app.get<{ Params: { part: string } }>('/q/:part/changes', (request, reply) =>
    orRefused(request, reply, request.params.part, (format, name) => changesAt(request, reply, format, name)),
  );
  for (const format of ['atom', 'json'] as const) {
    app.get<{ Params: { part: string } }>(`/q/:part/changes.${format}`, (request, reply) =>
      feed(request, reply, format, request.params.part).catch((error: unknown) => {
        if (error instanceof Refused) return refuseIn(reply, 'json', error);
        throw error;
      }),
    );
    app.get(`/changes.${format}`, (request, reply) =>
      feed(request, reply, format, null).catch((error: unknown) => {
        if (error instanceof Refused) return refuseIn(reply, 'json', error);
        throw error;
      }),
    );
  }
  app.get('/q', (request, reply) => {
    const list = [...questions.values()].map((one) => ({
      name: one.name,
      address: `/q/${one.name}`,
      hash: one.hash,
      sentence: one.sentence,
      operationName: one.operationName,
      variables: takenBy(one),
    }));
    if (formatAccepted(request.headers.accept ?? '') === 'html')
      return reply.type('text/html; charset=utf-8').send(questionsPage(list as Parameters<typeof questionsPage>[0]));
    return { formats, citations: Object.keys(citationTypes), clocks: ['asOf', 'knownAt'], storesOperations: storesOperations(config), questions: list };
  });
  app.post('/q', async (request, reply) => {
    try {
      return await Promise.resolve(keep(request, reply));
    } catch (error) {
      if (error instanceof Refused) return refuseIn(reply, 'json', error);
      throw error;
    }
  });
  return Promise.resolve();
};

/** An error of graphql-js with the code that it has in an answer. */
function withCode({ message, nodes, source, positions, extensions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    ...{ nodes: nodes ?? null, source: source ?? null, positions: positions ?? null },
    extensions: { code, ...extensions },
  });
}

/** The day and the moment of an answer: those of its address, else those that the question has by itself, else now. */
function momentsOf({ defaults }: AddressedOperation, { asOf, knownAt }: AddressedClocks, now: string) {
  const own = (clock: string) => (typeof defaults[clock] === 'string' ? defaults[clock] : null);
  return { asOf: asOf ?? own('asOf') ?? now.slice(0, 10), knownAt: knownAt ?? own('knownAt') ?? now };
}

/** A value as an address has it. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && !item.includes(','))) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** A change as the feeds tell it. */
interface Change {
  at: string;
  change: string;
  id: string;
  property: string;
  scope: string | null;
  value: string | null;
  display: string | null;
  locator: string | null;
  subject: { id: string; name?: string } | null;
  source: { key: string; title: string; publisher: string } | null;
}

interface Load {
  dataSet: string;
  file: string | null;
  finishedAt: string;
  created: number;
  changed: number;
}

const NEWS = `query News($since: DateTime!, $until: DateTime!, $about: [ID!], $isAbout: Boolean!, $first: Int, $last: Int) {
  changes(since: $since, until: $until, about: $about, first: $first, last: $last) @include(if: $isAbout) {
    edges { at change node { id property scope value display locator subject { id ... on Named { name } } source { key title publisher } } }
  }
  graph { loads(first: 20) { dataSet file finishedAt created changed } }
}`;

const WORDS: Readonly<Record<string, string>> = { RECORDED: 'recorded', REVISED: 'revised', RETRACTED: 'retracted' };

function changeEntry(base: string, { id, at, change, subject, property, scope, display, value, source, locator }: Change): FeedEntry {
  const of = subject?.name ?? (subject ? plainIdOf(subject.id) : 'A figure');
  const said = display ?? value;
  return {
    key: `${change === 'RETRACTED' ? 'retracted' : 'recorded'} ${id} ${at}`,
    title: `${of}: ${property}${scope ? ` (${scope})` : ''} ${WORDS[change] ?? change.toLowerCase()}${said ? `: ${said}` : ''}`.slice(0, 300),
    text: source ? `${source.publisher}: ${source.title}${locator ? `, ${locator}` : ''}.` : 'No source is told.',
    link: `${base}/changed?ev=${encodeURIComponent(id)}`,
    at,
  };
}

const loadEntry = (base: string, { dataSet, file, finishedAt, created, changed }: Load): FeedEntry => ({
  key: `load ${dataSet} ${finishedAt}`,
  title: `Loaded: ${dataSet}${file ? ` (${file})` : ''}`,
  text: `${created} things and relationships added, ${changed} changed.`,
  link: `${base}/sources`,
  at: finishedAt,
});
