import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Parsed } from '../../seed/importers/importer.ts';
import { openInput } from '../../seed/importers/input-file.ts';
import { usgsMcs } from '../../seed/importers/usgs-mcs.ts';
import { readTable } from '../../seed/table.ts';
import { observationTable, type ObservationRow } from '../../src/observation/load.ts';
import { haveSharedFiles } from './shared-files.ts';
import { places } from './usgs-places.ts';

const shared = (name: string) => fileURLToPath(new URL(`../../../shared/data/usgs/${name}`, import.meta.url));

interface Imported {
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
    dataSet: opened.dataSet,
    sources: opened.sources.map(({ id }) => id),
    parsed,
    rows: parsed.flatMap((one) => ('observation' in one ? [one.observation] : [])),
  };
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
const faults = (rows: readonly ObservationRow[]) => rows.flatMap((row) => observationTable.faults?.(row) ?? []);
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
  const figures = (wanted: Partial<ObservationRow>) =>
    file.rows.filter((row) =>
      Object.entries(wanted).every(([key, value]) => row[key as keyof ObservationRow] === value),
    );

  it('is the edition that its name says, in a data set of its own', () => {
    expect([file.dataSet, file.sources]).toEqual(['usgs-mcs-2026-commodities', ['usgs-mcs-2026']]);
  });

  it('has 8,886 rows, and each becomes one thing', () => {
    expect(file.parsed).toHaveLength(8886);
    expect(new Set(file.parsed.map(({ line }) => line)).size).toBe(8886);
  });

  it('leaves no name, unit or text unread', () => {
    expect(unknowns(file.parsed)).toEqual([]);
    expect(refusals(file.parsed)).toEqual([]);
    expect(faults(file.rows)).toEqual([]);
  });

  it('gives every curated figure of this edition, cell by cell', () => {
    expect(curatedOf('usgs-mcs-2026').length).toBeGreaterThan(2600);
    expect(strangers('usgs-mcs-2026', file.rows)).toEqual([]);
  });

  it('tells figures of one subject apart: none has two values', () => {
    expect(repeated(file.rows)).toEqual([]);
  });

  it('gives the rare-earth mines of 2024, in tonnes of oxide', () => {
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

  it('reads a lower bound as one', () => {
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

  it('gives the gallium of China in kilograms', () => {
    expect(
      figures({ kind: 'PRODUCTION', mineral: 'gallium', country: 'CHN', year: 2024, form: 'primary production' }),
    ).toMatchObject([{ number: 839000, unit: 'kilograms' }]);
  });

  it('puts the unit of vanadium reserves right, and says so', () => {
    const reserves = figures({ kind: 'RESERVES', mineral: 'vanadium' });
    expect(reserves).toHaveLength(7);
    expect(new Set(reserves.map(({ unit }) => unit))).toEqual(new Set(['thousand metric tons']));
    expect(reserves.every(({ note }) => note?.startsWith('The file says metric tons'))).toBe(true);
  });
});
