import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { csvRecords } from '../../../src/ingest/reading/csv-records.ts';
import type { Parsed } from '../../../src/ingest/reading/importer.ts';
import { openInput } from '../../../src/ingest/reading/input-file.ts';
import { usgsMcs } from '../../../src/ingest/publishers/usgs-mcs.ts';
import { commodityOf } from '../../../src/ingest/publishers/usgs-mcs/commodity.ts';
import { readTable } from '../../../src/loading/csv-table.ts';
import { mineralListTable } from '../../../src/entities/mineral/load.ts';
import { observationTable, type ObservationRow } from '../../../src/entities/observation/load.ts';
import { tonnesOf } from '../../../src/entities/observation/unit.ts';
import { haveSharedFiles, sharedNames } from '../shared-files.ts';
import { faultsOf, madeFile, places } from '../parse-file.ts';

const made = (name: string) => fileURLToPath(madeFile(`usgs-mcs/${name}`));
const shared = (name: string) => fileURLToPath(new URL(`../../../../shared/data/usgs/${name}`, import.meta.url));

interface Imported {
  path: string;
  dataSet: string;
  sources: string[];
  parsed: Parsed[];
  rows: ObservationRow[];
}

/** A file read to its end by the format that recognises it. */
async function read(path: string, asOf: string | null = null): Promise<Imported> {
  const file = await openInput(path);
  const format = usgsMcs.formats.find((one) => one.recognises(file));
  if (!format) throw new Error(`No format recognises ${path}.`);
  const opened = await format.open(file, places, { asOf, hs: null });
  const parsed: Parsed[] = [];
  for await (const one of opened.rows) parsed.push(one);
  return {
    path,
    dataSet: opened.dataSet,
    sources: opened.sources.map(({ id }) => id),
    parsed,
    rows: parsed.flatMap((one) => ('observation' in one ? [one.observation] : [])),
  };
}

/** The figures among some that have these values. */
const having = (rows: readonly ObservationRow[], wanted: Partial<ObservationRow>) =>
  rows.filter((row) => Object.entries(wanted).every(([key, value]) => row[key as keyof ObservationRow] === value));

/** What became of each row of a file, by its number: figures as `year value`, all else as the sentence or name. */
function fates(parsed: readonly Parsed[]): Record<number, string[]> {
  const byLine: Record<number, string[]> = {};
  for (const one of parsed) {
    const fate =
      'observation' in one
        ? `${one.observation.year} ${one.observation.value}`
        : 'skipped' in one
          ? one.skipped
          : 'refused' in one
            ? one.refused
            : 'unknown' in one
              ? `${one.unknown}: ${one.text}`
              : 'no figure';
    (byLine[one.line] ??= []).push(fate);
  }
  return byLine;
}

const curated = readTable(observationTable).rows.map(({ row }) => row);
const curatedOf = (source: string) => curated.filter((row) => row.source === source);

/** Curated rows of a source that the importer does not give, cell by cell. */
function strangers(source: string, rows: readonly ObservationRow[]): ObservationRow[] {
  const given = new Set(rows.map(cells));
  return curatedOf(source).filter((row) => !given.has(cells(row)));
}
const cells = (row: ObservationRow) =>
  JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));

const unknowns = (parsed: readonly Parsed[]) => parsed.flatMap((one) => ('unknown' in one ? [one.text] : []));
const refusals = (parsed: readonly Parsed[]) => parsed.flatMap((one) => ('refused' in one ? [one.refused] : []));
/** Subjects that have more than one row, with how many. */
function repeated(rows: readonly ObservationRow[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(observationTable.key(row), (counts.get(observationTable.key(row)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1);
}

describe.skipIf(!haveSharedFiles)('the file of all commodities of 2026', () => {
  let file: Imported;
  beforeAll(async () => {
    file = await read(shared('MCS2026_Commodities_Data.csv'));
  });
  const figures = (wanted: Partial<ObservationRow>) => having(file.rows, wanted);

  test('is the edition that its name says, in a data set of its own', () => {
    expect([file.dataSet, file.sources]).toEqual(['usgs-mcs-2026-commodities', ['usgs-mcs-2026']]);
  });

  test('has 8,886 rows, and each becomes one thing, but for the first of kinds that are added up', () => {
    const sums = file.parsed.filter((one) => 'observation' in one && one.observation.note?.startsWith('All kinds'));
    expect(sums.length).toBeGreaterThan(70);
    expect(file.parsed).toHaveLength(8886 + sums.length);
    expect(new Set(file.parsed.map(({ line }) => line)).size).toBe(8886);
  });

  test('leaves no name, unit or text unread', () => {
    expect(unknowns(file.parsed)).toEqual([]);
    expect(refusals(file.parsed)).toEqual([]);
    expect(faultsOf(file.rows)).toEqual([]);
  });

  test('gives every curated figure of this edition, cell by cell', () => {
    expect(curatedOf('usgs-mcs-2026').length).toBeGreaterThan(2600);
    expect(strangers('usgs-mcs-2026', file.rows)).toEqual([]);
  });

  test('tells figures of one subject apart: none has two values', () => {
    expect(repeated(file.rows)).toEqual([]);
  });

  test('gives the rare-earth mines of 2024, in tonnes of oxide', () => {
    const mined = figures({
      kind: 'PRODUCTION',
      mineral: 'rare-earths',
      form: 'mine production',
      year: 2024,
      basis: 'REO',
    });
    const of = (iso3: string) => mined.find(({ country }) => country === iso3)?.number;
    expect([of('CHN'), of('MMR'), of('AUS')]).toEqual([270000, 27000, 29000]);
    expect(mined.find(({ group }) => group === 'WORLD')?.number).toBe(380000);
    const parts = mined.filter(({ group }) => group !== 'WORLD').map(({ number }) => number ?? 0);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(384000);
  });

  test('reads a lower bound as one', () => {
    expect(figures({ kind: 'RESERVES', mineral: 'rare-earths', group: 'WORLD' })).toMatchObject([
      { value: '>85000000', number: null, low: 85_000_000, high: null, missing: null },
    ]);
    const reliance = figures({
      kind: 'NET_IMPORT_RELIANCE',
      mineral: 'rare-earths',
      form: 'apparent consumption: Compounds and metals',
    });
    expect(reliance.map(({ year, value }) => [year, value])).toEqual([
      [2021, '>95'],
      [2022, '>95'],
      [2023, '>90'],
      [2024, '53'],
      [2025, '67'],
    ]);
  });

  test('gives the gallium of China in kilograms', () => {
    expect(
      figures({ kind: 'PRODUCTION', mineral: 'gallium', country: 'CHN', year: 2024, form: 'primary production' }),
    ).toMatchObject([{ number: 839000, unit: 'kilograms' }]);
  });

  test('puts the unit of vanadium reserves right, and says so', () => {
    const reserves = figures({ kind: 'RESERVES', mineral: 'vanadium' });
    expect(reserves).toHaveLength(7);
    expect(new Set(reserves.map(({ unit }) => unit))).toEqual(new Set(['thousand metric tons']));
    expect(reserves.every(({ note }) => note?.startsWith('The file says metric tons'))).toBe(true);
  });

  test('has 3,303 rows of the world: 2,845 of countries, 266 totals, 192 of others', async () => {
    const records = csvRecords(await (await openInput(file.path)).decode('windows-1252'));
    const kinds = records
      .filter(({ cell }) => cell('Section').startsWith('World'))
      .map(({ cell }) => places.country(cell('Country')))
      .map((place) => (place === null ? 'unknown' : 'iso3' in place ? 'country' : place.group));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect([kinds.length, count('country'), count('WORLD'), count('OTHER')]).toEqual([3303, 2845, 266, 192]);
  });

  test('leaves out what has no kind, and chapters on goods, with a sentence each', () => {
    const reasons = new Set(file.parsed.flatMap((one) => ('skipped' in one ? [one.skipped] : [])));
    expect(reasons).toContain('"Employment" is no kind of figure of the graph');
    expect(reasons).toContain('about cement, which is no mineral of the graph');
    expect(reasons.size).toBeLessThan(30);
  });

  test('names all 43 critical chapters, and its flag adds nothing to the curated list of the United States', async () => {
    const records = csvRecords(await (await openInput(file.path)).decode('windows-1252'));
    const flagged = records
      .filter(({ cell }) => cell('Is critical mineral 2025') === 'Yes')
      .map(({ cell }) => ({
        chapter: cell('MCS chapter').trim(),
        commodity: commodityOf(places, cell('MCS chapter'), cell('Commodity'), []),
      }));
    expect(new Set(flagged.map(({ chapter }) => chapter)).size).toBe(43);
    const minerals = new Set(flagged.map(({ commodity }) => ('mineral' in commodity ? commodity.mineral : 'unknown')));
    const listed = new Set(
      readTable(mineralListTable).rows.flatMap(({ row }) => (row.list === 'us-critical-2025' ? [row.mineral] : [])),
    );
    // Ores and groups of what is on the list; and minerals of the list on which the publisher has no chapter.
    expect([...minerals].filter((slug) => !listed.has(slug)).sort()).toEqual([
      'bauxite',
      'heavy-rare-earths',
      'platinum-group-metals',
      'rare-earths',
    ]);
    expect([...listed].filter((slug) => !minerals.has(slug)).sort()).toEqual([
      'metallurgical-coal',
      'thulium',
      'uranium',
    ]);
  });
});

describe.skipIf(!haveSharedFiles)('the tables of the world of 2025', () => {
  let file: Imported;
  beforeAll(async () => {
    file = await read(shared('MCS2025_World_Data.csv'));
  });
  const figures = (wanted: Partial<ObservationRow>) => having(file.rows, wanted);

  test('have 1,250 rows: 1,088 of a country, 2 of two together, 93 totals, 67 of others', async () => {
    expect(file.dataSet).toBe('usgs-mcs-2025-world');
    expect(new Set(file.parsed.map(({ line }) => line)).size).toBe(1250);
    const records = csvRecords(await (await openInput(file.path)).decode('utf-8'));
    const kinds = records
      .map((record) => places.country(record.cell('COUNTRY')))
      .map((place) => (place === null ? 'unknown' : 'iso3' in place ? 'country' : place.group));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect([count('country'), count('WORLD'), count('OTHER')]).toEqual([1088, 93, 67 + 2]);
  });

  test('leave no name, unit or text unread, and no subject with two values', () => {
    expect([unknowns(file.parsed), refusals(file.parsed), faultsOf(file.rows), repeated(file.rows)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test('give every curated figure of this edition, cell by cell', () => {
    expect(curatedOf('usgs-mcs-2025').length).toBeGreaterThan(1300);
    expect(strangers('usgs-mcs-2025', file.rows)).toEqual([]);
  });

  test('have the check figures', () => {
    const rareEarths = figures({ kind: 'PRODUCTION', mineral: 'rare-earths' });
    expect(having(rareEarths, { country: 'MMR', year: 2023 })).toMatchObject([{ number: 43000 }]);
    expect(having(rareEarths, { country: 'AUS', year: 2024 })).toMatchObject([{ number: 13000, estimated: true }]);
    expect(figures({ kind: 'PRODUCTION', mineral: 'gallium', country: 'CHN', year: 2023 })).toMatchObject([
      { number: 621000, unit: 'kilograms' },
    ]);
  });

  test('are put right where the file has the wrong unit', () => {
    expect(figures({ mineral: 'titanium', stage: 'EXTRACTION' }).map(({ unit }) => unit)).not.toContain('metric tons');
    expect(figures({ mineral: 'silica-sand' }).map(({ unit }) => unit)).not.toContain('metric tons');
    expect(new Set(figures({ kind: 'RESERVES', mineral: 'molybdenum' }).map(({ unit }) => unit))).toEqual(
      new Set(['thousand metric tons']),
    );
    expect(new Set(figures({ kind: 'RESERVES', mineral: 'iron-ore' }).map(({ unit }) => unit))).toEqual(
      new Set(['million metric tons']),
    );
  });

  test('have no reserves of magnesium or indium: those are capacity', () => {
    expect([
      ...figures({ kind: 'RESERVES', mineral: 'magnesium' }),
      ...figures({ kind: 'RESERVES', mineral: 'indium' }),
    ]).toEqual([]);
  });
});

describe.skipIf(!haveSharedFiles)('the tables of one commodity of 2024', () => {
  let world: Imported[];
  let salient: Imported[];
  beforeAll(async () => {
    const readAll = async (folder: string) => {
      const files: Imported[] = [];
      for (const name of sharedNames(`usgs/${folder}`)) files.push(await read(shared(`${folder}/${name}`)));
      return files;
    };
    [world, salient] = [await readAll('mcs2024/world'), await readAll('mcs2024/salient')];
  });
  const rowsOf = (files: readonly Imported[]) => files.flatMap(({ rows }) => rows);
  const parsedOf = (files: readonly Imported[]) => files.flatMap(({ parsed }) => parsed);

  test('are 77 of the world and 85 of the United States, a data set each', () => {
    expect([world.length, salient.length]).toEqual([77, 85]);
    expect(new Set([...world, ...salient].map(({ dataSet }) => dataSet)).size).toBe(162);
    expect(new Set([...world, ...salient].flatMap(({ sources }) => sources))).toEqual(new Set(['usgs-mcs-2024']));
  });

  test('have 1,817 rows of the world, 590 of them blank', () => {
    const lines = world.map(({ parsed }) => new Set(parsed.map(({ line }) => line)).size);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBe(1817);
    expect(parsedOf(world).filter((one) => 'skipped' in one && one.skipped === 'a blank row')).toHaveLength(590);
  });

  test('leave no name or text unread, and no subject with two values', () => {
    for (const files of [world, salient])
      expect([
        unknowns(parsedOf(files)),
        refusals(parsedOf(files)),
        faultsOf(rowsOf(files)),
        repeated(rowsOf(files)),
      ]).toEqual([[], [], [], []]);
  });

  test('give every curated figure of this edition, cell by cell', () => {
    expect(curatedOf('usgs-mcs-2024')).toHaveLength(618);
    expect(strangers('usgs-mcs-2024', rowsOf(world))).toEqual([]);
  });

  test('have the check figures', () => {
    const rareEarths = having(rowsOf(world), { mineral: 'rare-earths' });
    expect(having(rareEarths, { kind: 'PRODUCTION', country: 'CHN', year: 2022 })).toMatchObject([{ number: 210000 }]);
    expect(having(rareEarths, { kind: 'RESERVES', country: 'VNM' })).toMatchObject([
      { number: 22_000_000, year: 2023 },
    ]);
    expect(having(rowsOf(world), { kind: 'PRODUCTION', mineral: 'cobalt', country: 'COD', year: 2023 })).toMatchObject([
      { number: 170000 },
    ]);
  });

  test('have reserves of selenium in tons and of talc in thousands, whatever their columns are called', () => {
    const unitsOf = (mineral: string) =>
      new Set(having(rowsOf(world), { kind: 'RESERVES', mineral }).map(({ unit }) => unit));
    expect([unitsOf('selenium'), unitsOf('talc')]).toEqual([
      new Set(['metric tons']),
      new Set(['thousand metric tons']),
    ]);
  });

  test('are left out where they are copies of other tables or stand beside their columns', () => {
    const empty = salient.filter(
      ({ rows, parsed }) =>
        rows.length === 0 && !parsed.some((one) => 'skipped' in one && /no mineral/.test(one.skipped)),
    );
    expect(empty.map(({ path }) => basename(path).replace(/^mcs2024-|_salient.csv$/gi, '')).sort()).toEqual([
      'cobal',
      'felds',
      'fluor',
      'gypsu',
      'kyani',
    ]);
  });

  test('agree with the editions after them on the size of every figure: no unit is a thousand times off', async () => {
    const later = [await read(shared('MCS2025_World_Data.csv')), await read(shared('MCS2026_Commodities_Data.csv'))];
    const tonnes = new Map<string, number[]>();
    for (const row of [...rowsOf(world), ...rowsOf(later)]) {
      if (!row.number || row.kind === 'PRICE' || row.kind === 'IMPORT_SOURCE' || row.kind === 'NET_IMPORT_RELIANCE')
        continue;
      const key = [
        row.kind,
        row.mineral,
        row.country ?? row.group,
        row.form,
        row.kind === 'RESERVES' ? '' : row.year,
      ].join(' ');
      tonnes.set(key, [...(tonnes.get(key) ?? []), tonnesOf(row.number, row.unit) ?? row.number]);
    }
    const inSeveral = [...tonnes].filter(([, amounts]) => amounts.length > 1);
    expect(inSeveral.length).toBeGreaterThan(1000);
    expect(inSeveral.filter(([, amounts]) => Math.max(...amounts) / Math.min(...amounts) > 200)).toEqual([]);
  });
});

describe('a file of the publisher’s of another year', () => {
  test('of all commodities: each cell is read as what it says, and what cannot be read is told', async () => {
    const file = await read(made('MCS2027_Commodities_Data.csv'));
    expect([file.dataSet, file.sources]).toEqual(['usgs-mcs-2027-commodities', ['usgs-mcs-2027']]);
    expect(fates(file.parsed)).toEqual({
      2: ['2025 1200'],
      3: ['2025 0'],
      4: ['2025 240000'],
      5: ['2026 >1500000'],
      6: ['2025 <25'],
      7: ['2026 E'],
      8: ['2026 W'],
      9: ['"Employment" is no kind of figure of the graph'],
      10: ['2022 51'],
      11: ['2022 4'],
      12: ['2026 890–1000'],
      13: ['2026 4100'],
      14: ['2026 Less than ½ unit'],
      15: ['2026 s'],
      16: ['2026 Large'],
      17: ['not applicable, as the publisher says'],
      18: ['2026 160'],
      19: ['2026 7'],
      20: ['2026 34'],
      21: ['2026 100'],
      22: ['about cement, which is no mineral of the graph'],
      23: ['commodity: Unobtainium'],
      24: ['country: Atlantis'],
      25: ['text in place of a number: about ten'],
      26: ['?84 is below 0'],
      27: ['unit: barrels'],
      28: ['year "20245" is no year'],
    });
    expect(faultsOf(file.rows)).toEqual([]);
  });

  test('of all commodities: a name beyond ASCII, an estimate, a zero, a total and other countries', async () => {
    const { rows } = await read(made('MCS2027_Commodities_Data.csv'));
    expect(rows.slice(0, 4)).toMatchObject([
      { country: 'CIV', number: 1200, estimated: true, basis: 'lithium content', stage: 'EXTRACTION' },
      { country: 'CHL', value: '0', number: 0, missing: null, estimated: false },
      { country: null, group: 'WORLD', number: 240000, note: 'Rounded by the publisher.' },
      { country: null, group: 'OTHER', number: null, low: 1_500_000, kind: 'RESERVES' },
    ]);
  });

  test('of all commodities: words and letters are a reason, never a number', async () => {
    const { rows } = await read(made('MCS2027_Commodities_Data.csv'));
    const missing = rows.filter((row) => row.missing !== null);
    expect(missing.map((row) => [row.mineral, row.value, row.missing, row.note])).toEqual([
      ['lithium', 'E', 'NET_EXPORTER', null],
      ['lithium', 'W', 'WITHHELD', null],
      ['vermiculite', 'Less than ½ unit', 'BELOW_THRESHOLD', null],
      ['graphite', 's', 'NOT_AVAILABLE', 'Included in “World total.”'],
      ['talc', 'Large', 'QUALITATIVE', null],
    ]);
    expect(missing.every(({ number, low, high }) => number === null && low === null && high === null)).toBe(true);
  });

  test('of all commodities: an origin of imports is the partner of the United States, over several years', async () => {
    const { rows } = await read(made('MCS2027_Commodities_Data.csv'));
    expect(having(rows, { kind: 'IMPORT_SOURCE' })).toMatchObject([
      { country: 'USA', partner: 'ARG', group: null, year: 2022, yearTo: 2025, number: 51, form: 'all forms' },
      { country: 'USA', partner: null, group: 'OTHER', year: 2022, yearTo: 2025, number: 4 },
    ]);
  });

  test('of all commodities: a country’s remark is no form of its own, but where no total is given; two sorts of mica are two forms', async () => {
    const { rows } = await read(made('MCS2027_Commodities_Data.csv'));
    expect(having(rows, { mineral: 'tellurium' })).toMatchObject([
      { form: 'refinery production', basis: 'tellurium content, concentrate' },
    ]);
    expect(having(rows, { mineral: 'boron' })).toMatchObject([{ form: 'production, crude ore', basis: null }]);
    expect(having(rows, { mineral: 'mica' }).map(({ form }) => form)).toEqual([
      'scrap and flake, apparent consumption',
      'sheet, apparent consumption',
    ]);
  });

  test('of all commodities: a unit that the edition of 2026 has wrong is put right there alone', async () => {
    const vanadium = async (name: string) => {
      const { rows } = await read(made(name));
      return having(rows, { mineral: 'vanadium' }).map(({ kind, unit, note }) => [kind, unit, note]);
    };
    expect(await vanadium('MCS2026_Commodities_Data.csv')).toEqual([
      ['PRODUCTION', 'metric tons', null],
      [
        'RESERVES',
        'thousand metric tons',
        'The file says metric tons; the published table is in thousand metric tons.',
      ],
    ]);
    expect(await vanadium('MCS2027_Commodities_Data.csv')).toEqual([['RESERVES', 'metric tons', null]]);
  });

  test('of the world’s tables: an empty cell is nothing, unless its note says why', async () => {
    const file = await read(made('MCS2028_World_Data.csv'));
    expect([file.dataSet, file.sources]).toEqual(['usgs-mcs-2028-world', ['usgs-mcs-2028']]);
    expect(fates(file.parsed)).toEqual({
      2: ['2026 255000', '2027 270000', '2027 44000000'],
      3: ['2026 2500', '2027 2500', '2027 3800000'],
      4: ['2026 NA', '2027 NA', '2027 NA'],
      5: ['2026 W', '2027 W'],
      6: ['2026 NA', '2027 30', '2027 Large'],
      7: ['2026 Less than 1/2 unit', '2027 Less than 1/2 unit', '2027 NA'],
      8: ['not applicable, as the publisher says'],
      9: ['2026 805', '2027 950', '2027 1800', 'capacity that is printed in the column of reserves'],
      10: ['2026 71000', '2027 72000', '2027 63000000'],
      11: ['2026 120000', '2027 120000'],
      12: ['2026 9430', '2027 9400', '2027 >560000'],
      13: ['a row in which the publisher gives neither a figure nor a reason'],
      14: ['2026 1200', '2027 1200'],
      15: ['2026 18100', '2027 18000', '2027 2000'],
    });
    expect(faultsOf(file.rows)).toEqual([]);
  });

  test('of the world’s tables: the newest year is estimated, the one before where the note says so', async () => {
    const { rows } = await read(made('MCS2028_World_Data.csv'));
    const estimates = (country: string) =>
      having(rows, { mineral: 'rare-earths', country }).map(({ kind, year, estimated }) => [kind, year, estimated]);
    expect(estimates('CHN')).toEqual([
      ['PRODUCTION', 2026, false],
      ['PRODUCTION', 2027, true],
      ['RESERVES', 2027, false],
    ]);
    expect(estimates('RUS')[0]).toEqual(['PRODUCTION', 2026, true]);
  });

  test('of the world’s tables: reserves of platinum metals are those of all six; the clay is named in the words', async () => {
    const { rows } = await read(made('MCS2028_World_Data.csv'));
    expect(having(rows, { kind: 'RESERVES', locator: 'row 10' })).toMatchObject([
      { mineral: 'platinum-group-metals', number: 63_000_000, basis: 'platinum-group-metal (PGM) content' },
    ]);
    expect(having(rows, { country: 'BRA' })[0]).toMatchObject({ mineral: 'kaolin', basis: 'beneficiated' });
    expect(having(rows, { mineral: 'iron-ore', kind: 'RESERVES' })).toMatchObject([
      { form: 'reserves, crude ore', unit: 'million metric tons' },
    ]);
  });

  test('of one commodity: it is named by the file, its units by the columns, and footnotes glued to countries fall off', async () => {
    const file = await read(made('mcs2023-cesiu_world.csv'));
    expect([file.dataSet, file.sources]).toEqual(['usgs-mcs-2023-world-cesiu', ['usgs-mcs-2023']]);
    expect(
      file.rows.map((row) => [row.mineral, row.country ?? row.group, row.kind, row.year, row.value, row.unit]),
    ).toEqual([
      ['caesium', 'CAN', 'PRODUCTION', 2021, '1500', 'kilograms'],
      ['caesium', 'CAN', 'PRODUCTION', 2022, 'NA', 'kilograms'],
      ['caesium', 'CAN', 'RESERVES', 2022, '120000', 'metric tons'],
      ['caesium', 'ZWE', 'PRODUCTION', 2021, '0', 'kilograms'],
      ['caesium', 'ZWE', 'PRODUCTION', 2022, 'W', 'kilograms'],
      ['caesium', 'ZWE', 'RESERVES', 2022, '60000', 'metric tons'],
      ['caesium', 'NAM', 'PRODUCTION', 2021, 'Less than ½ unit.', 'kilograms'],
      ['caesium', 'NAM', 'PRODUCTION', 2022, '20', 'kilograms'],
      ['caesium', 'NAM', 'RESERVES', 2022, 'Large', 'metric tons'],
      ['caesium', 'WORLD', 'PRODUCTION', 2021, '1500', 'kilograms'],
      ['caesium', 'WORLD', 'PRODUCTION', 2022, '>1500', 'kilograms'],
      ['caesium', 'WORLD', 'RESERVES', 2022, '>200000', 'metric tons'],
    ]);
    expect(file.rows.filter(({ estimated }) => estimated).map(({ country, year }) => [country, year])).toEqual([
      ['CAN', 2021],
      ['CAN', 2022],
      ['ZWE', 2021],
      ['ZWE', 2022],
      ['NAM', 2022],
      [null, 2022],
    ]);
    const potash = await read(made('mcs2023-potas_world.csv'));
    expect(having(potash.rows, { kind: 'RESERVES' }).map(({ form, value }) => [form, value])).toEqual([
      ['reserves, recoverable ore', '3300000'],
      ['reserves, K2O equivalent', '750000'],
    ]);
  });

  test('of one commodity’s statistics: columns that repeat or are named by mistake are left out, an unknown unit is told', async () => {
    const file = await read(made('mcs2023-cesiu_salient.csv'));
    expect(file.rows.map((row) => [row.kind, row.form, row.year, row.value, row.unit])).toEqual([
      ['PRICE', 'price, metal', 2021, '1200', 'dollars per kilogram'],
      ['NET_IMPORT_RELIANCE', 'net import reliance', 2021, '100', 'percent'],
      ['PRICE', 'price, metal', 2022, 'Variable, depending on purity', 'dollars per kilogram'],
      ['NET_IMPORT_RELIANCE', 'net import reliance', 2022, '>95', 'percent'],
    ]);
    expect(unknowns(file.parsed)).toEqual(['Price_Crude_zz']);
    const rareEarths = await read(made('mcs2023-raree_salient.csv'));
    expect(rareEarths.rows).toMatchObject([
      { mineral: 'dysprosium', form: 'price, Dy2O3', number: 382 },
      { mineral: 'rare-earths', form: 'net import reliance, compounds and metals', low: 95 },
    ]);
  });

  test('of one commodity’s statistics: nothing is taken from a file whose values stand beside their columns, or that is a copy', async () => {
    expect(fates((await read(made('mcs2023-felds_salient.csv'))).parsed)).toEqual({
      2: ['the values of this file stand beside their columns: a reliance is above 100 percent'],
    });
    expect(fates((await read(made('mcs2023-cobal_salient.csv'))).parsed)).toEqual({
      2: ['a copy of a table of the world under the name of the statistics of the United States'],
    });
  });

  test('is dated by the user, since no file says when it was published', async () => {
    const file = await openInput(made('MCS2027_Commodities_Data.csv'));
    const opened = await usgsMcs.formats[0]?.open(file, places, { asOf: '2027-02-01', hs: null });
    expect(opened?.sources).toMatchObject([
      { id: 'usgs-mcs-2027', publishedOn: '2027-02-01', licence: 'public domain' },
    ]);
  });
});

describe('a file that is damaged', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  /** A made file with its bytes changed, read. */
  async function readDamaged(name: string, damage: (text: string) => string) {
    const folder = await mkdtemp(join(tmpdir(), 'usgs-mcs-'));
    folders.push(folder);
    const text = (await readFile(made(name))).toString('latin1');
    await writeFile(join(folder, name), Buffer.from(damage(text), 'latin1'));
    return read(join(folder, name));
  }

  test('is refused when it breaks off in the middle of a row, with the line', async () => {
    await expect(readDamaged('MCS2027_Commodities_Data.csv', (text) => text.slice(0, 1500))).rejects.toThrow(
      /Line 8 cannot be read/,
    );
  });

  test('is read when only its last line break is missing', async () => {
    const [whole, cut] = await Promise.all([
      readDamaged('MCS2028_World_Data.csv', (text) => text),
      readDamaged('MCS2028_World_Data.csv', (text) => text.trimEnd()),
    ]);
    expect(cut.parsed).toEqual(whole.parsed);
  });

  test('is refused when a row has a cell too few', async () => {
    await expect(
      readDamaged('MCS2028_World_Data.csv', (text) => text.replace('metric tons,255000,', '255000,')),
    ).rejects.toThrow(/Line 2 cannot be read/);
  });

  test('is refused when it has a header and no rows', async () => {
    await expect(
      readDamaged('mcs2023-cesiu_world.csv', (text) => text.slice(0, text.indexOf('\n') + 1)),
    ).rejects.toThrow(/no rows/);
  });

  test('is read as the next edition after its newest year when nothing else says which it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'usgs-mcs-'));
    folders.push(folder);
    await writeFile(join(folder, 'download.csv'), await readFile(made('MCS2028_World_Data.csv')));
    expect((await read(join(folder, 'download.csv'))).sources).toEqual(['usgs-mcs-2028']);
  });
});
