import { firstDay } from '../../src/lib/partial-date.ts';
import { fileURLToPath } from 'node:url';
import type {
  FacilityFound,
  Importer,
  ImportOptions,
  Opened,
  Parsed,
  TotalFound,
} from '../../src/ingest/reading/importer.ts';
import { openInput } from '../../src/ingest/reading/input-file.ts';
import { curatedForImport } from '../../src/ingest/curated/curated.ts';
import { readTable } from '../../src/loading/csv-table.ts';
import { observationTable, type ObservationRow } from '../../src/entities/observation/load.ts';

const curated = curatedForImport();

/** What names and codes mean by the curated tables. */
export const { places } = curated;

const observations = readTable(observationTable).rows.map(({ row }) => row);

/** The curated rows of a source, as they are loaded: what a row does not date became known when its source was published. */
export function curatedOf(source: string): ObservationRow[] {
  const publishedOn = curated.sources.get(source)?.publishedOn ?? null;
  return observations
    .filter((row) => row.source === source)
    .map((row) => ({ ...row, recordedAt: row.recordedAt ?? (publishedOn && firstDay(publishedOn)) }));
}

/** A row of the curated table of sources, without the note that only it has. */
export const curatedSource = (id: string) => ({ ...curated.sources.get(id), note: null });

/** What a file gives, sorted by what became of its lines. */
export interface FileParsed extends Opened {
  lines: Parsed[];
  observations: ObservationRow[];
  flows: Extract<Parsed, { flow: object }>['flow'][];
  facilities: FacilityFound[];
  totals: TotalFound[];
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
  const file = await openInput(fileURLToPath(url));
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
    totals: lines.flatMap((line) => ('total' in line ? [line.total] : [])),
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
  rows.flatMap((row) => (observationTable.errors?.(row) ?? []).map((fault) => `${row.locator}: ${fault}`));
