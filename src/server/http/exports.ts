import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { ErrorCode } from '../../api/errors.ts';
import type { Config } from '../../lib/config.ts';
import { didYouMean } from '../answers/variables.ts';
import { BadAddress, common, one, refuseUnknown, several, valuesOf, type Parameters } from '../exports/address.ts';
import { formats, type Format } from '../exports/formats.ts';
import { GraphExport, graphFormats, isItem, type GraphFormat, NEIGHBOURS, PATHS } from '../exports/graph.ts';
import { exportedLists, type ExportedList } from '../exports/lists.ts';
import { countOf, NotAnswered, pagesOf, type Wanted } from '../exports/pages.ts';
import { isRestricted } from '../../lib/citation.ts';
import type { RowSource } from '../exports/rows.ts';
import { executeBy, type Execute, type Operations } from '../execute.ts';
import { refusal, refuse } from './answer.ts';

/** What the routes of exports need. */
export interface ExportsOptions {
  operations: Operations;
  schema: GraphQLSchema;
  config: Config;
}

interface Clocks {
  asOf: string;
  knownAt: string;
}

/** Most things that may be expanded into one graph, and most neighbours of each by one relationship. */
const MAX_OF = 20;
const MAX_NEIGHBOURS = 100;

class TooLarge extends Error {}
class TooMany extends Error {}

/** `/export`: lists as CSV, JSON Lines and Parquet, neighbours and paths as GraphML and GEXF. */
export const exports: FastifyPluginAsync<ExportsOptions> = (app, { operations, schema, config }) => {
  const lists = exportedLists(schema);
  let underWay = 0;

  // Pages of an export are asked for once.
  const executeFor = (client: FastifyRequest): Execute => executeBy((request) => operations.run(request, client));

  /** Counts an export as one of those under way until its answer has ended or its client has gone. */
  function begin(reply: FastifyReply): void {
    if (underWay >= config.EXPORTS_AT_ONCE) throw new TooMany();
    underWay += 1;
    reply.raw.once('close', () => (underWay -= 1));
  }

  app.get('/export', () => ({
    lists: [...lists.values()].map(({ name, description, arguments: own, columns }) => ({
      name,
      description,
      addresses: Object.keys(formats).map((ending) => `/export/${name}.${ending}`),
      parameters: { ...Object.fromEntries(own), ...{ asOf: 'Date', knownAt: 'DateTime', restricted: 'String' } },
      columns: columns.map(({ path: _, ...column }) => column),
    })),
    graphs: [
      { name: 'neighbours', parameters: { of: '[String!]!', relationships: '[NeighbourRelationship!]', first: 'Int' } },
      {
        name: 'paths',
        parameters: { from: 'String!', to: 'String!', via: '[String!]', maxLength: 'Int', first: 'Int' },
      },
    ].map((one) => ({ ...one, addresses: Object.keys(graphFormats).map((ending) => `/export/${one.name}.${ending}`) })),
    maxRows: config.EXPORT_MAX_ROWS,
    restricted:
      'Rows of sources whose licence keeps them from being handed on are left out, unless "restricted" says why you may have them.',
  }));

  app.get<{ Params: { file: string } }>('/export/:file', { exposeHeadRoute: false }, async (request, reply) => {
    const [, name = '', ending = ''] = /^([^.]*)\.?(.*)$/.exec(request.params.file) ?? [];
    const parameters = request.query as Parameters;
    try {
      const list = lists.get(name);
      const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
      if (list && format) return await exportList(request, reply, list, format, parameters);
      const isGraph = name === 'neighbours' || name === 'paths';
      const graphFormat = Object.hasOwn(graphFormats, ending) ? graphFormats[ending] : undefined;
      if (isGraph && graphFormat) return await exportGraph(request, reply, name, graphFormat, parameters);
      const endings = Object.keys(isGraph ? graphFormats : formats).join(', ');
      const known = list || isGraph;
      const message = known
        ? `${name} is not exported as "${ending.slice(0, 20)}".`
        : `There is no export "${name.slice(0, 80)}".`;
      const nearest = didYouMean(name, [...lists.keys(), 'neighbours', 'paths']);
      const hint = known
        ? `There are ${endings}.`
        : [nearest, 'GET /export lists what there is.'].filter((part) => part !== null).join(' ');
      const argument = known ? 'format' : 'name';
      return await refuse(request, reply, 404, refusal('NOT_FOUND', message, hint, { argument }));
    } catch (error) {
      return tellFailure(request, reply, error);
    }
  });

  async function exportList(
    request: FastifyRequest<{ Params: { file: string } }>,
    reply: FastifyReply,
    list: ExportedList,
    format: Format,
    parameters: Parameters,
  ): Promise<unknown> {
    const clocks = clocksOf(parameters);
    const withRestricted = mayLeave(parameters);
    const wanted: Wanted = { list, values: valuesOf(list, parameters), ...clocks, withRestricted };
    begin(reply);
    const execute = executeFor(request);
    const count = await countOf(execute, wanted);
    if (count > config.EXPORT_MAX_ROWS)
      throw new TooLarge(`${list.name} has ${count} rows, and one export may have ${config.EXPORT_MAX_ROWS}.`);
    const pages = pagesOf(execute, wanted);
    // What cannot be answered is told before anything is sent.
    const first = await pages.next();
    const facts = { title: list.name, ...clocks, address: addressOf(request, clocks) };
    const writing = format.begin(list.columns, facts);
    async function* parts() {
      if (!first.done) yield writing.page(first.value);
      for await (const items of pages) yield writing.page(items);
      yield writing.end();
    }
    await headers(request, reply, request.params.file, clocks, withRestricted, execute);
    void reply.type(format.contentType).header('x-total-count', String(count));
    return reply.send(Readable.from(parts(), { objectMode: false }));
  }

  async function exportGraph(
    request: FastifyRequest<{ Params: { file: string } }>,
    reply: FastifyReply,
    name: 'neighbours' | 'paths',
    format: GraphFormat,
    parameters: Parameters,
  ): Promise<unknown> {
    const clocks = clocksOf(parameters);
    const withRestricted = mayLeave(parameters);
    const filling = new GraphExport(withRestricted);
    begin(reply);
    const execute = executeFor(request);
    const ask = async (query: string, variables: Record<string, unknown>) => {
      const { data, errors } = await execute(query, 'Export', { ...variables, ...clocks });
      const found = data?.[name];
      if (errors.length > 0 || !isItem(found)) throw new NotAnswered(errors);
      return found;
    };
    if (name === 'neighbours') {
      refuseUnknown(parameters, ['of', 'relationships', 'first', ...common]);
      const of = several(parameters, 'of');
      if (of.length === 0 || of.length > MAX_OF)
        throw new BadAddress('of', `One to ${MAX_OF} things are expanded, not ${of.length}.`, 'Repeat "of" for more.');
      const relationships = several(parameters, 'relationships');
      const first = wholeNumber(parameters, 'first', 20, MAX_NEIGHBOURS);
      for (const each of of)
        filling.addNeighbours(
          await ask(NEIGHBOURS, { of: each, first, relationships: relationships.length > 0 ? relationships : null }),
        );
    } else {
      refuseUnknown(parameters, ['from', 'to', 'via', 'maxLength', 'first', ...common]);
      const [from, to] = [one(parameters, 'from'), one(parameters, 'to')];
      if (from === null || to === null)
        throw new BadAddress(from === null ? 'from' : 'to', 'A path has two ends.', 'Give "from" and "to".');
      const via = several(parameters, 'via');
      const lengths = {
        maxLength: wholeNumber(parameters, 'maxLength', 6, 8),
        first: wholeNumber(parameters, 'first', 5, 100),
      };
      filling.addPaths(await ask(PATHS, { from, to, via: via.length > 0 ? via : null, ...lengths }));
    }
    await headers(request, reply, request.params.file, clocks, withRestricted, execute);
    const facts = { title: name, ...clocks, address: addressOf(request, clocks) };
    return reply.type(format.contentType).send(format.write(filling.plain(facts)));
  }

  return Promise.resolve();
};

/** The clocks of an address: without them today, and what is known now. */
function clocksOf(parameters: Parameters): Clocks {
  const now = new Date().toISOString();
  return { asOf: one(parameters, 'asOf') ?? now.slice(0, 10), knownAt: one(parameters, 'knownAt') ?? now };
}

/** Whether restricted figures may leave: where it is said why. */
function mayLeave(parameters: Parameters): boolean {
  const why = one(parameters, 'restricted');
  if (why?.trim() === '')
    throw new BadAddress(
      'restricted',
      '"restricted" says nothing.',
      'Say why you may have these figures, such as restricted=own%20subscription.',
    );
  return why !== null;
}

function wholeNumber(parameters: Parameters, name: string, fallback: number, most: number): number {
  const text = one(parameters, name);
  const value = text === null ? fallback : Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new BadAddress(name, `"${name}" must be a whole number from 1 to ${most}.`, `It is ${fallback} when left out.`);
}

/** The address at which the same is exported again. */
function addressOf({ protocol, host, url }: FastifyRequest, clocks: Clocks): string {
  const address = new URL(url, `${protocol}://${host}`);
  for (const [name, value] of Object.entries(clocks)) address.searchParams.set(name, value as string);
  return address.href;
}

async function headers(
  request: FastifyRequest,
  reply: FastifyReply,
  file: string,
  clocks: Clocks,
  withRestricted: boolean,
  execute: Execute,
): Promise<void> {
  void reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="lodegraph-${clocks.asOf}-${file}"`)
    .header('link', `<${addressOf(request, clocks)}>; rel="canonical"`);
  if (withRestricted) return;
  const query =
    'query Export { sources(where: { licence: { startsWith: "limited" } }, first: 100) { nodes { key licence } } }';
  const { data } = await execute(query, 'Export', {});
  const { nodes } = (data?.['sources'] ?? { nodes: [] }) as unknown as { nodes: Pick<RowSource, 'key' | 'licence'>[] };
  const keys = nodes.filter(isRestricted).map(({ key }) => key);
  if (keys.length > 0) void reply.header('x-left-out-sources', keys.join(', '));
}

const STATUS: Readonly<Record<string, number>> = {
  LIMIT_EXCEEDED: 400,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

function tellFailure(request: FastifyRequest, reply: FastifyReply, error: unknown): unknown {
  const tell = (status: number, code: ErrorCode, message: string, hint: string, more: Record<string, string> = {}) =>
    refuse(request, reply, status, refusal(code, message, hint, more));
  if (error instanceof BadAddress)
    return tell(400, 'BAD_USER_INPUT', error.message, error.hint, { argument: error.argument });
  if (error instanceof TooLarge)
    return tell(413, 'LIMIT_EXCEEDED', error.message, 'Narrow it with "where", or set EXPORT_MAX_ROWS.', {
      limit: 'EXPORT_MAX_ROWS',
    });
  if (error instanceof TooMany)
    return tell(503, 'LIMIT_EXCEEDED', 'As many exports as may be are under way.', 'Ask again when one has ended.', {
      limit: 'EXPORTS_AT_ONCE',
    });
  if (error instanceof NotAnswered) {
    const status = STATUS[String(error.errors[0]?.extensions?.['code'])] ?? 400;
    return reply.status(status).type('application/json; charset=utf-8').send({ errors: error.errors });
  }
  throw error;
}
