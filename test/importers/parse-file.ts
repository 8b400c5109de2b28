import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { countryNames } from '../../seed/importers/country-names.ts';
import type {
  FacilityFound,
  Importer,
  ImportOptions,
  InputFile,
  Opened,
  Parsed,
  Places,
} from '../../seed/importers/importer.ts';
import { readTable, type Table } from '../../seed/table.ts';
import { countryTable } from '../../src/country/load.ts';
import { mineralTable } from '../../src/mineral/load.ts';
import { observationTable, type ObservationRow } from '../../src/observation/load.ts';
import { productTable } from '../../src/product/load.ts';
import { sourceTable } from '../../src/source/load.ts';
import { fold } from '../../src/spelling/fold.ts';
import { spellingTable } from '../../src/spelling/load.ts';
import { supplierTable } from '../../src/supplier/load.ts';

const rowsOf = <R>(table: Table<R>) => readTable(table).rows.map(({ row }) => row);
const spellings = rowsOf(spellingTable);

function slugs<R extends { slug: string }>(table: Table<R>, kind: string): (text: string) => string | null {
  const byName = new Map([
    ...rowsOf(table).flatMap((row) =>
      (table.names?.(row) ?? []).flatMap((name) => (name === null ? [] : [[fold(name), row.slug] as const])),
    ),
    ...spellings.flatMap((row) => (row.kind === kind ? [[fold(row.spelling), row.key] as const] : [])),
  ]);
  return (text) => byName.get(fold(text)) ?? null;
}

/** What names and codes mean by the curated tables. */
export const places: Places = {
  country: countryNames(rowsOf(countryTable), spellings),
  mineral: slugs(mineralTable, 'Mineral'),
  supplier: slugs(supplierTable, 'Supplier'),
  productByHs: new Map(rowsOf(productTable).flatMap(({ slug, hsCodes }) => hsCodes.map((hs) => [hs, slug] as const))),
  countries: new Set(rowsOf(countryTable).map(({ iso3 }) => iso3)),
  iso3ByIso2: new Map(rowsOf(countryTable).flatMap(({ iso2, iso3 }) => (iso2 ? [[iso2, iso3] as const] : []))),
};

/** The curated rows of a source, as they are loaded: what a row does not date became known when its source was published. */
export function curatedOf(source: string): ObservationRow[] {
  const publishedOn = rowsOf(sourceTable).find(({ id }) => id === source)?.publishedOn ?? null;
  return rowsOf(observationTable)
    .filter((row) => row.source === source)
    .map((row) => ({ ...row, recordedAt: row.recordedAt ?? publishedOn }));
}

/** A row of the curated table of sources, without the note that only it has. */
export const curatedSource = (id: string) => ({ ...rowsOf(sourceTable).find((row) => row.id === id), note: null });

function inputFile(url: URL): InputFile {
  const bytes = readFileSync(url);
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
  return {
    name,
    path: name,
    text: bytes.subarray(0, 65_536).toString('latin1').replace(/^ï»¿/, ''),
    bytes: () => Readable.from([bytes]),
    decode: (encoding) => Promise.resolve(new TextDecoder(encoding, { fatal: true }).decode(bytes)),
    sibling: () => Promise.resolve(null),
  };
}

/** What a file gives, sorted by what became of its lines. */
export interface FileParsed extends Opened {
  lines: Parsed[];
  observations: ObservationRow[];
  flows: Extract<Parsed, { flow: object }>['flow'][];
  facilities: FacilityFound[];
  /** How many lines were left out on purpose, by reason. */
  skipped: Record<string, number>;
  /** Names and codes that no table knows, each with the kind of name before it. */
  unknown: string[];
  refused: { line: number; refused: string }[];
}

/** Opens a file by the one format of a publisher that recognises it, and reads all its lines. */
export async function parseFile(
  importer: Importer,
  url: URL,
  options: Partial<ImportOptions> = {},
): Promise<FileParsed> {
  const file = inputFile(url);
  const formats = importer.formats.filter((format) => format.recognises(file));
  const [format] = formats;
  if (!format || formats.length > 1) throw new Error(`${formats.length} formats recognise ${file.name}.`);
  const missing = format.needs.filter((name) => !file.text.includes(name));
  if (missing.length > 0) throw new Error(`${file.name} lacks ${missing.join(', ')}.`);
  const opened = await format.open(file, places, { asOf: null, hs: null, ...options });
  const lines: Parsed[] = [];
  for await (const line of opened.rows) lines.push(line);
  const skipped: Record<string, number> = {};
  for (const line of lines) if ('skipped' in line) skipped[line.skipped] = (skipped[line.skipped] ?? 0) + 1;
  return {
    ...opened,
    lines,
    observations: lines.flatMap((line) => ('observation' in line ? [line.observation] : [])),
    flows: lines.flatMap((line) => ('flow' in line ? [line.flow] : [])),
    facilities: lines.flatMap((line) => ('facility' in line ? [line.facility] : [])),
    skipped,
    unknown: lines.flatMap((line) => ('unknown' in line ? [`${line.unknown} ${line.text}`] : [])),
    refused: lines.flatMap((line) => ('refused' in line ? [line] : [])),
  };
}

/** A small file of our own in a publisher's format. */
export const madeFile = (path: string) => new URL(`files/${path}`, import.meta.url);

/** What the table of observations says cannot be in some rows. */
export const faultsOf = (rows: readonly ObservationRow[]) =>
  rows.flatMap((row) => (observationTable.faults?.(row) ?? []).map((fault) => `${row.locator}: ${fault}`));
