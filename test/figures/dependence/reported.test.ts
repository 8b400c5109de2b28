import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { importAndTell } from '../../../src/commands/import-and-tell.ts';
import { cypher } from '../../../src/graph/cypher.ts';
import { openGraph, type Graph } from '../../../src/graph/graph.ts';
import { statement } from '../../../src/graph/statement.ts';
import { finishTables } from '../../../src/entities/trade-flow/write.ts';
import { areas, comtradeAnswer, type ComtradeRecord } from '../../ingest/comtrade-answer.ts';
import { faultFile, haveFaultFiles, noFaultFiles } from '../../ingest/shared-files.ts';
import { ask } from '../../support.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-partial-'));
const { world, japan, china, vietnam, states, nes, germany, france } = areas;

/** The graph that all tests share: what is imported here is of years that no other has, and is gone again afterwards. */
let graph: Graph;
let before: Record<string, unknown>[];
let sources: string[];
beforeAll(async () => {
  graph = openGraph({
    ...inject('neo4j'),
    ...{ statementTimeout: 120_000, writeTimeout: 120_000, connectionTimeout: 20_000 },
  });
  before = await graph.read(counts, {});
  sources = await graph.read(sourceIds, {});
}, 120_000);
afterAll(async () => {
  await forgetImported();
  rmSync(scratch, { recursive: true, force: true });
  try {
    expect(await graph.read(counts, {})).toEqual(before);
  } finally {
    await graph.close();
  }
});

/** What imports of this file bring, by labels: other tests write to the shared graph meanwhile. */
const counts = statement<Record<string, never>, Record<string, unknown>>(
  'test.counts',
  cypher`MATCH (item)
WHERE item.id STARTS WITH 'un-comtrade' OR item.id STARTS WITH 'cepii-baci-hs17-v197101' OR item:Load
RETURN labels(item) AS labels, count(item) AS items ORDER BY labels`,
  ([labels, items]) => ({ labels, items }),
);
/** Sources that stay. Of a source that another test removes meanwhile the id could be null, and no id is outside of such a list. */
const sourceIds = statement<Record<string, never>, string>(
  'test.sourceIds',
  cypher`MATCH (source:Source) WHERE source.id STARTS WITH 'un-comtrade' RETURN source.id`,
  ([id]) => id as string,
);
const forget = statement<{ sources: string[] }, void>(
  'test.forgetImported',
  cypher`UNWIND ['un-comtrade', 'cepii-baci-hs17-v197101'] AS data
CALL (data) {
  MATCH (item:TradeFlow) WHERE item.id STARTS WITH data RETURN item
  UNION ALL
  MATCH (item:TradeTable|TradeTotal|ImportSum|ExportSum) WHERE item.id STARTS WITH data OR item.table STARTS WITH data RETURN item
  UNION ALL
  MATCH (item:Source) WHERE item.id STARTS WITH data AND NOT item.id IN $sources RETURN item
  UNION ALL
  MATCH (item:Load) WHERE item.dataSet <> 'seed' RETURN item
}
DETACH DELETE item`,
  () => undefined,
);

async function forgetImported(): Promise<void> {
  await graph.write(forget, { sources });
  await finishTables(graph, []);
}

async function imported(...paths: string[]): Promise<void> {
  for (const path of paths) {
    const lines: string[] = [];
    const request = { paths: [path], publisher: null, options: { asOf: null, hs: null } };
    const whole = await importAndTell(graph, request, { dryRun: false, json: false }, (line) => lines.push(line));
    if (!whole) throw new Error(lines.join('\n'));
  }
}

/** What is answered after some files alone were imported, one after the other. */
async function afterImportOf<T>(paths: readonly string[], query: string): Promise<T> {
  await forgetImported();
  await imported(...paths);
  const { data, errors } = await ask(query);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data as T;
}

let files = 0;
const made = (...records: ComtradeRecord[]) => comtradeAnswer(scratch, `answer-${(files += 1)}.json`, records);
const from = (reporter: number, partner: number, value: number, rest: Partial<ComtradeRecord> = {}) => ({
  ...{ year: 1960, reporter, partner, value },
  ...rest,
});

interface Told {
  share: number | null;
  missing: string | null;
  directUnknownShare: number | null;
  shareAtMost: number | null;
}
const fields = 'share missing directUnknownShare shareAtMost';
const of = (country: string, year = 1960, on = 'CHN', product = 'rare-earth-metals', rest = '') =>
  `dependence(of: "${country}", on: "${on}", product: "${product}", year: ${year}${rest})`;
const told = async (paths: readonly string[], field: string) =>
  (await afterImportOf<{ dependence: Told }>(paths, `{ ${field} { ${fields} } }`)).dependence;

describe.skipIf(!haveFaultFiles)(noFaultFiles ?? 'of the files of faults', () => {
  test('one partner of the world has its part of the world row', async () => {
    const one = await told([faultFile('comtrade-one-partner.csv')], of('USA', 2000, 'CHN', 'rare-earth-compounds'));
    expect(one).toEqual({ share: 0.68, missing: null, directUnknownShare: 0.32, shareAtMost: 1 });
  });

  test('what is from "Areas, nes" stays in the whole', async () => {
    // Of that year the seed has a table with every flow, which comes first.
    const only = ', without: ["cepii-baci-hs92-v202601"]';
    const one = await told([faultFile('comtrade-areas-nes.json')], of('JPN', 2022, 'CHN', 'rare-earth-metals', only));
    expect(one).toEqual({ share: 0.3, missing: null, directUnknownShare: 0.5, shareAtMost: 0.8 });
  });

  test.each([
    ['before', ['comtrade-japan-imports.json', 'comtrade-china-exports.json']],
    ['after', ['comtrade-china-exports.json', 'comtrade-japan-imports.json']],
  ])("the importer's report loaded %s the exporter's is the one that counts", async (_, names) => {
    expect((await told(names.map(faultFile), of('JPN', 2002))).share).toBeCloseTo(0.3, 12);
  });

  const codes = 'comtrade-flow-codes.json';
  test.skipIf(!existsSync(faultFile(codes)))('one answer with imports and exports has both', async () => {
    expect((await told([faultFile(codes)], of('JPN', 2003))).share).not.toBeNull();
  });
});

describe('an answer with chosen partners', () => {
  const some = [from(japan, china, 300), from(japan, vietnam, 200)];

  test('has the shares of the world row, with the rest unknown and nobody else given it', async () => {
    const path = made(from(japan, world, 1000), ...some);
    const { dependence } = await afterImportOf<{ dependence: object }>(
      [path],
      `{ ${of('JPN')} { ${fields} hhi complete confidence imports { valueUsd complete flows } suppliers { country { iso3 } share } claims { value method } sources { key } } }`,
    );
    expect(dependence).toEqual({
      ...{ share: 0.3, missing: null, directUnknownShare: 0.5, shareAtMost: 0.8 },
      ...{ hhi: null, complete: false, confidence: 'HIGH' },
      imports: { valueUsd: '1000', complete: true, flows: 2 },
      suppliers: [
        { country: { iso3: 'CHN' }, share: 0.3 },
        { country: { iso3: 'VNM' }, share: 0.2 },
      ],
      claims: [
        {
          value: '0.3',
          method:
            '300 US$ from China, divided by 1,000 US$, the total that is declared, of which 500 US$ has no named partner, of HS 280530 in 1960.',
        },
      ],
      sources: [{ key: 'un-comtrade-imports' }],
    });
  });

  test('is looked through by the same rule: 0.3 known, what has no named partner unknown, and lost at most so much', async () => {
    const found = await afterImportOf<{ dependence: object; chokepoints: { nodes: object[] } }>(
      [made(from(japan, world, 1000), ...some)],
      `{ ${of('JPN', 1960, 'CHN', 'rare-earth-metals', ', method: LOOK_THROUGH')} { lookThroughShare unknownShare lookThroughMissing low high }
         chokepoints(product: "rare-earth-metals", year: 1960, kinds: [COUNTRY], first: 1) { users usersLeftOut missing nodes { name direct lost } } }`,
    );
    expect(found.dependence).toMatchObject({ lookThroughShare: 0.3, lookThroughMissing: null, low: 0.3 });
    expect(found.dependence).toMatchObject({ unknownShare: expect.closeTo(0.7, 9), high: expect.closeTo(1, 9) });
    expect(found.chokepoints).toMatchObject({ users: 1, usersLeftOut: 0, missing: null });
    expect(found.chokepoints.nodes).toEqual([{ name: 'China', direct: 0.3, lost: 0.3 }]);
  });

  test('without a world row is not looked through', async () => {
    const found = await afterImportOf<Record<string, object>>(
      [made(...some)],
      `{ ${of('JPN', 1960, 'CHN', 'rare-earth-metals', ', method: LOOK_THROUGH')} { lookThroughShare unknownShare lookThroughMissing low }
         chokepoints(product: "rare-earth-metals", year: 1960) { users usersLeftOut missing totalCount } }`,
    );
    expect(found).toEqual({
      dependence: { lookThroughShare: null, unknownShare: null, lookThroughMissing: 'TOTAL_UNKNOWN', low: null },
      chokepoints: { users: 0, usersLeftOut: 1, missing: 'TOTAL_UNKNOWN', totalCount: 0 },
    });
  });

  test('without a world row has no share, no rank and no shares of suppliers, but a bound', async () => {
    const { dependence, dependents, country } = await afterImportOf<Record<string, object>>(
      [made(...some)],
      `{ ${of('JPN')} { ${fields} imports { valueUsd complete } suppliers { country { iso3 } share valueUsd } claims { value } }
         dependents(on: "CHN", product: "rare-earth-metals", year: 1960) { totalCount missing nodes { country { iso3 } ${fields} } }
         country(code: "JPN") { dependences(on: "CHN", products: ["rare-earth-metals"], year: 1960, minShare: 0) { totalCount } } }`,
    );
    const unknown = { share: null, missing: 'TOTAL_UNKNOWN', directUnknownShare: null, shareAtMost: 0.6 };
    expect(dependence).toEqual({
      ...unknown,
      imports: { valueUsd: '500', complete: false },
      suppliers: [
        { country: { iso3: 'CHN' }, share: null, valueUsd: '300' },
        { country: { iso3: 'VNM' }, share: null, valueUsd: '200' },
      ],
      claims: [],
    });
    expect(dependents).toEqual({
      ...{ totalCount: 1, missing: 'TOTAL_UNKNOWN' },
      nodes: [{ country: { iso3: 'JPN' }, ...unknown }],
    });
    expect(country).toEqual({ dependences: { totalCount: 0 } });
  });

  test('that names all partners of the world row has a concentration', async () => {
    const path = made(from(japan, world, 500), ...some);
    const { dependence } = await afterImportOf<{ dependence: { hhi: number } }>(
      [path],
      `{ ${of('JPN')} { share directUnknownShare shareAtMost hhi } }`,
    );
    expect(dependence).toEqual({ share: 0.6, directUnknownShare: 0, shareAtMost: 0.6, hhi: 0.6 ** 2 + 0.4 ** 2 });
  });

  test('is told by weight from the weight of the world row alone', async () => {
    const weighed = [
      from(japan, world, 1000, { weight: 50_000 }),
      from(japan, china, 300, { weight: 20_000 }),
      from(japan, vietnam, 200),
    ];
    const mass = of('JPN', 1960, 'CHN', 'rare-earth-metals', ', basis: MASS');
    expect(await told([made(...weighed)], mass)).toEqual({
      ...{ share: 0.4, missing: null, directUnknownShare: 0.6, shareAtMost: 1 },
    });
    expect(await told([made(from(japan, world, 1000), ...weighed.slice(1))], mass)).toMatchObject({
      ...{ share: null, missing: 'TOTAL_UNKNOWN' },
    });
  });
});

test('goods that come back to the importer are no part of what it imports', async () => {
  const path = made(from(japan, world, 1000), from(japan, japan, 200), from(japan, china, 400));
  expect(await told([path], of('JPN'))).toEqual({
    ...{ share: 0.5, missing: null, directUnknownShare: 0.5, shareAtMost: 1 },
  });
});

test.each([
  ['before', (total: string, partners: string) => [total, partners]],
  ['after', (total: string, partners: string) => [partners, total]],
])('the world row can come in an answer of its own, %s that of the partners', async (_, inOrder) => {
  const paths = inOrder(made(from(japan, world, 1000)), made(from(japan, china, 300), from(japan, nes, 100)));
  expect(await told(paths, of('JPN'))).toMatchObject({ share: 0.3, directUnknownShare: 0.7 });
});

test('a table that holds every flow, some of them from no named country, has these in the whole', async () => {
  const folder = mkdtempSync(join(scratch, 'baci-'));
  copyFileSync('seed/baci/country_codes_V202601.csv', join(folder, 'country_codes_V197101.csv'));
  const path = join(folder, 'BACI_HS17_Y1970_V197101.csv');
  const rows = [
    '1970,156,392,280530,3,1',
    '1970,704,392,280530,1,1',
    '1970,697,392,280530,4,NA',
    '1970,156,842,280530,5,2',
  ];
  writeFileSync(path, `t,i,j,k,v,q\n${rows.join('\n')}\n`);
  const mass = of('JPN', 1970, 'CHN', 'rare-earth-metals', ', basis: MASS');
  const {
    japan: one,
    weight,
    states: other,
    ...rest
  } = await afterImportOf<Record<string, Told>>(
    [path],
    `{ japan: ${of('JPN', 1970)} { ${fields} hhi } weight: ${mass} { ${fields} } states: ${of('USA', 1970)} { ${fields} }
       dependents(on: "CHN", product: "rare-earth-metals", year: 1970) { nodes { country { iso3 } share } }
       concentration(product: "rare-earth-metals", year: 1970) { hhi missing } }`,
  );
  expect(one).toEqual({ share: 0.375, missing: null, directUnknownShare: 0.5, shareAtMost: 0.875, hhi: null });
  expect(weight).toMatchObject({ share: null, missing: 'TOTAL_UNKNOWN' });
  expect(other).toEqual({ share: 1, missing: null, directUnknownShare: 0, shareAtMost: 1 });
  expect(rest).toEqual({
    dependents: {
      nodes: [
        { country: { iso3: 'USA' }, share: 1 },
        { country: { iso3: 'JPN' }, share: 0.375 },
      ],
    },
    concentration: { hhi: null, missing: 'NOT_AVAILABLE' },
  });
});

describe('importers and exporters that report the same trade', () => {
  const ofJapan = [from(japan, world, 1000), from(japan, china, 300), from(japan, vietnam, 700)];
  const ofChina = [
    from(china, world, 900, { flow: 'X' }),
    from(china, japan, 290, { flow: 'X' }),
    from(china, states, 610, { flow: 'X' }),
  ];
  const all = `{ japan: ${of('JPN')} { ${fields} sources { key } } states: ${of('USA')} { ${fields} sources { key } }
    dependents(on: "CHN", product: "rare-earth-metals", year: 1960) { nodes { country { iso3 } share } } }`;
  const expected = {
    japan: {
      ...{ share: 0.3, missing: null, directUnknownShare: 0, shareAtMost: 0.3 },
      sources: [{ key: 'un-comtrade-imports' }],
    },
    // What China says it sold there is not all that the United States bought.
    states: {
      ...{ share: null, missing: 'TOTAL_UNKNOWN', directUnknownShare: null, shareAtMost: 1 },
      sources: [{ key: 'un-comtrade-exports' }],
    },
    dependents: {
      nodes: [
        { country: { iso3: 'JPN' }, share: 0.3 },
        { country: { iso3: 'USA' }, share: null },
      ],
    },
  };

  test('are decided between for each importer, in any order of the files and in one file', async () => {
    const [own, mirror] = [made(...ofJapan), made(...ofChina)];
    expect(await afterImportOf([own, mirror], all)).toEqual(expected);
    expect(await afterImportOf([mirror, own], all)).toEqual(expected);
    expect(await afterImportOf([made(...ofChina, ...ofJapan)], all)).toEqual(expected);
  });

  test("an exporter's declared exports are not taken for its imports", async () => {
    const vietnams = [from(vietnam, world, 50, { flow: 'X' }), from(vietnam, china, 40, { flow: 'X' })];
    const one = await told([made(...ofChina, ...vietnams)], of('CHN', 1960, 'VNM'));
    expect(one).toMatchObject({ share: null, missing: 'TOTAL_UNKNOWN' });
  });
});

describe('several codes and several importers', () => {
  const compounds = (hs: string, total: number | null, fromChina: number) => [
    ...(total === null ? [] : [from(japan, world, total, { hs })]),
    from(japan, china, fromChina, { hs }),
  ];
  const share = (...records: ComtradeRecord[]) =>
    told([made(...records)], of('JPN', 1960, 'CHN', 'rare-earth-compounds'));

  test('the totals of the codes add up; without one of them the whole is not known', async () => {
    expect((await share(...compounds('284610', 100, 10), ...compounds('284690', 300, 30))).share).toBe(0.1);
    expect(await share(...compounds('284610', 100, 10), ...compounds('284690', null, 30))).toMatchObject({
      ...{ share: null, missing: 'TOTAL_UNKNOWN' },
    });
    expect(await share(...compounds('284690', 300, 30))).toMatchObject({ share: null, missing: 'TOTAL_UNKNOWN' });
    expect((await share(...compounds('2846', 400, 40), ...compounds('284690', 300, 30))).share).toBe(0.1);
  });

  test('a coalition of which one member reports has no whole', async () => {
    const ofGermany = [from(germany, world, 100), from(germany, china, 50), from(germany, france, 20)];
    const union = `coalition(slug: "european-union") { dependence(on: "CHN", product: "rare-earth-metals", year: 1960) { share missing imports { valueUsd complete } } }`;
    const { coalition } = await afterImportOf<{ coalition: object }>([made(...ofGermany)], `{ ${union} }`);
    expect(coalition).toEqual({
      dependence: { share: null, missing: 'TOTAL_UNKNOWN', imports: { valueUsd: '50', complete: false } },
    });
  });
});

test('a series has each year by its own tables', async () => {
  const path = made(
    ...[from(japan, world, 100), from(japan, china, 40)],
    ...[from(japan, china, 40, { year: 1961 })],
    ...[
      from(japan, world, 100, { year: 1962 }),
      from(japan, china, 40, { year: 1962 }),
      from(japan, nes, 30, { year: 1962 }),
    ],
  );
  const { dependence } = await afterImportOf<{ dependence: { byYear: object[] } }>(
    [path],
    `{ ${of('JPN')} { byYear(to: 1970) { year ${fields} } } }`,
  );
  expect(dependence.byYear).toEqual([
    { year: 1960, share: 0.4, missing: null, directUnknownShare: 0.6, shareAtMost: 1 },
    { year: 1961, share: null, missing: 'TOTAL_UNKNOWN', directUnknownShare: null, shareAtMost: 1 },
    { year: 1962, share: 0.4, missing: null, directUnknownShare: 0.6, shareAtMost: 1 },
  ]);
});
