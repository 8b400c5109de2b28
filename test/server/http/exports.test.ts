import { MultiDirectedGraph } from 'graphology';
import { parse as parseGexf } from 'graphology-gexf';
import { parse as parseGraphML } from 'graphology-graphml';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { describe, expect, inject, test } from 'vitest';
import { openTestGraph, serve } from '../../serve.ts';
import { answer } from '../../support.ts';

type Parameters = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

const addressOf = (file: string, parameters: Parameters = {}, server = inject('serverUrl')) =>
  `${server}/export/${file}?${new URLSearchParams(parameters as Record<string, string>).toString()}`;

async function exported(file: string, parameters: Parameters = {}): Promise<Response> {
  const response = await fetch(addressOf(file, parameters));
  if (response.status !== 200) throw new Error(await response.text());
  return response;
}

/** The one error of an export that is refused. */
async function refused(file: string, parameters: Parameters = {}, server = inject('serverUrl')) {
  const response = await fetch(addressOf(file, parameters, server));
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: Record<string, string> }[];
  };
  return { status: response.status, ...errors[0]?.extensions, message: errors[0]?.message };
}

const magnets = JSON.stringify({
  year: { eq: 2024 },
  product: { slug: { eq: 'permanent-magnets' } },
  to: { iso3: { eq: 'JPN' } },
});
const clocks = { asOf: '2026-01-31', knownAt: '2026-11-01T00:00:00Z' };

/** The same flows as GraphQL gives them. */
async function flows(): Promise<{ from: { iso3: string }; valueUsd: string; tonnes: number | null }[]> {
  const query = `{ tradeFlows(where: { year: { eq: 2024 }, product: { slug: { eq: "permanent-magnets" } }, to: { iso3: { eq: "JPN" } } }, first: 100) {
    totalCount nodes { from { iso3 } valueUsd tonnes } } }`;
  const { tradeFlows } = await answer(query);
  expect(tradeFlows.totalCount).toBe(tradeFlows.nodes.length);
  return tradeFlows.nodes;
}

describe('a list', () => {
  test('as CSV has a row for each item with its sources and what they ask to be shown', async () => {
    const response = await exported('tradeFlows.csv', { where: magnets });
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="lodegraph-\d{4}-.*tradeFlows.csv"$/,
    );
    const { data } = Papa.parse<Record<string, string>>(await response.text(), { header: true, skipEmptyLines: true });
    const expected = await flows();
    expect(response.headers.get('x-total-count')).toBe(String(expected.length));
    expect(data.map((row) => [row['from.iso3'], row['valueUsd'], row['tonnes']])).toEqual(
      expected.map(({ from, valueUsd, tonnes }) => [from.iso3, valueUsd, String(tonnes ?? '')]),
    );
    for (const row of data) {
      expect(row['id']).toMatch(/^TradeFlow:/);
      expect(row['sources']).toBe('cepii-baci-hs17-v202601');
      expect(row['attribution']).toMatch(/BACI/);
    }
  });

  test('as JSON Lines has an item on each line', async () => {
    const lines = (await (await exported('tradeFlows.jsonl', { where: magnets })).text()).trimEnd().split('\n');
    const items = lines.map((line) => JSON.parse(line) as { from: { iso3: string }; source: { licence: string } });
    expect(items.map(({ from }) => from.iso3)).toEqual((await flows()).map(({ from }) => from.iso3));
    expect(items[0]?.source.licence).toMatch(/Etalab/);
  });

  test('as Parquet has typed columns, and its address and clocks in the file', async () => {
    const file = await (await exported('tradeFlows.parquet', { where: magnets, ...clocks })).arrayBuffer();
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => [row['from.iso3'], row['year']])).toEqual(
      (await flows()).map(({ from }) => [from.iso3, 2024]),
    );
    expect(rows.every((row) => typeof row['valueUsd'] === 'number')).toBe(true);
    const facts = new Map(parquetMetadata(file).key_value_metadata?.map(({ key, value }) => [key, value]));
    expect(facts.get('asOf')).toBe(clocks.asOf);
    expect(facts.get('address')).toMatch(/\/export\/tradeFlows\.parquet\?.*asOf=2026-01-31/);
  });

  test('is whole beyond a page, and without any item has its columns alone', async () => {
    const { data } = Papa.parse(await (await exported('countries.csv')).text(), { header: true, skipEmptyLines: true });
    const { countries } = await answer('{ countries { totalCount } }');
    expect(data.length).toBe(countries.totalCount);
    const none = { where: JSON.stringify({ year: { eq: 1901 } }) };
    expect(
      Papa.parse(await (await exported('tradeFlows.csv', none)).text(), { skipEmptyLines: true }).data.length,
    ).toBe(1);
    expect(await (await exported('tradeFlows.jsonl', none)).text()).toBe('');
    expect(
      await parquetReadObjects({ file: await (await exported('tradeFlows.parquet', none)).arrayBuffer() }),
    ).toEqual([]);
  });

  test('has the columns that are told of it, whatever the list', async () => {
    const { lists } = (await (await fetch(`${inject('serverUrl')}/export`)).json()) as {
      lists: { name: string; addresses: string[]; columns: { name: string }[] }[];
    };
    expect(lists.length).toBeGreaterThan(15);
    // Of a time of which little is known: all that is asked is asked all the same.
    const early = { asOf: '1990-01-01', knownAt: '1990-01-01T00:00:00Z' };
    for (const { name, addresses, columns } of lists) {
      const file = addresses[0]?.replace('/export/', '') ?? '';
      const [header] = Papa.parse<string[]>(await (await exported(file, early)).text()).data;
      expect([name, header]).toEqual([name, [...columns.map((column) => column.name), 'sources', 'attribution']]);
    }
  }, 120_000);

  test('is told how large it is before it starts, when that is more than may be', async () => {
    const server = await serve(openTestGraph(), { EXPORT_MAX_ROWS: '5' });
    expect(await refused('countries.csv', {}, server)).toMatchObject({
      ...{ status: 413, code: 'LIMIT_EXCEEDED', limit: 'EXPORT_MAX_ROWS' },
      message: expect.stringMatching(/^countries has \d+ rows, and one export may have 5\./),
    });
  });

  test('waits for none when as many are under way as may be, and begins once a client has gone', async () => {
    const server = await serve(openTestGraph(), { EXPORTS_AT_ONCE: '1' });
    const leaving = new AbortController();
    const first = await fetch(addressOf('claims.jsonl', {}, server), { signal: leaving.signal });
    expect(await refused('countries.csv', {}, server)).toMatchObject({ status: 503, limit: 'EXPORTS_AT_ONCE' });
    leaving.abort();
    await expect(first.text()).rejects.toThrow();
    await expect
      .poll(async () => (await fetch(addressOf('countries.csv', {}, server))).status, { timeout: 20_000 })
      .toBe(200);
  });
});

describe('a graph', () => {
  test('of neighbours is read back from GraphML and GEXF with types, ids and attributes', async () => {
    const of = [
      ['of', 'MP Materials'],
      ['of', 'Supplier:shenghe-resources'],
      ['relationships', 'OWNERS'],
      ['relationships', 'COUNTRY'],
    ] as const;
    for (const [file, parse] of [
      ['neighbours.graphml', parseGraphML],
      ['neighbours.gexf', parseGexf],
    ] as const) {
      const graph = parse(MultiDirectedGraph, await (await exported(file, of)).text());
      expect(graph.getNodeAttributes('Supplier:mp-materials')).toMatchObject({
        ...{ name: 'MP Materials', type: 'Supplier', slug: 'mp-materials' },
      });
      const [owns = ''] = graph.edges('Supplier:mp-materials', 'Supplier:shenghe-resources');
      expect(graph.getEdgeAttributes(owns)).toMatchObject({
        relationship: 'OWNERS',
        sources: expect.stringMatching(/./),
      });
      expect(Number(graph.getEdgeAttribute(owns, 'share'))).toBe(0.08);
    }
  });

  test('of paths has their steps, and says of the whole where it is from', async () => {
    const text = await (await exported('paths.graphml', { from: 'China', to: 'Apple', asOf: '2026-01-31' })).text();
    const graph = parseGraphML(MultiDirectedGraph, text);
    expect(graph.size).toBeGreaterThan(1);
    expect(graph.getAttribute('asOf')).toBe('2026-01-31');
    expect(graph.getAttribute('attribution')).toMatch(/./);
    expect(graph.hasNode('Country:CHN')).toBe(true);
  });

  test('says how many neighbours are not in it', async () => {
    const text = await (
      await exported('neighbours.graphml', { of: 'CHN', relationships: 'FACILITIES', first: '2' })
    ).text();
    expect(parseGraphML(MultiDirectedGraph, text).getAttribute('leftOut')).toMatch(/^2 of \d+ FACILITIES of China$/);
  });
});

describe('what cannot be exported is refused', () => {
  test.each([
    ['nothing.csv', {}, { status: 404, code: 'NOT_FOUND', argument: 'name' }],
    ['tradeFlow.csv', {}, { status: 404, argument: 'name', hint: expect.stringContaining('tradeFlows') as string }],
    ['countries.xlsx', {}, { status: 404, code: 'NOT_FOUND', argument: 'format' }],
    ['neighbours.csv', {}, { status: 404, code: 'NOT_FOUND', argument: 'format' }],
    ['countries.csv', { colour: 'red' }, { status: 400, code: 'BAD_USER_INPUT', argument: 'colour' }],
    ['countries.csv', { where: '{' }, { status: 400, code: 'BAD_USER_INPUT', argument: 'where' }],
    ['countries.csv', { where: '{"colour":{}}' }, { status: 400, code: 'BAD_USER_INPUT' }],
    ['countries.csv', { asOf: 'soon' }, { status: 400, code: 'BAD_USER_INPUT', argument: 'asOf' }],
    [
      'countries.csv',
      { knownAt: '2999-01-01T00:00:00Z' },
      { status: 400, code: 'BAD_USER_INPUT', argument: 'knownAt' },
    ],
    ['countries.csv', { restricted: ' ' }, { status: 400, code: 'BAD_USER_INPUT', argument: 'restricted' }],
    ['neighbours.gexf', {}, { status: 400, code: 'BAD_USER_INPUT', argument: 'of' }],
    ['neighbours.gexf', { of: 'nobody of this name' }, { status: 400, argument: 'of' }],
    ['paths.gexf', { from: 'China' }, { status: 400, code: 'BAD_USER_INPUT', argument: 'to' }],
    ['neighbours.gexf', { of: 'CHN', first: '1000' }, { status: 400, argument: 'first' }],
  ])('%s %o', async (file, parameters: Record<string, string>, expected) => {
    expect(await refused(file, parameters)).toMatchObject(expected);
  });
});
