import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse, CsvError } from 'csv-parse/sync';
import { z } from 'zod';
import { Confidence } from '../api/generated.ts';
import type { Cypher } from '../graph/cypher.ts';
import type { NodeKind } from '../graph/kinds.ts';
import { statement, type NoParameters, type Statement } from '../graph/statement.ts';
import { readCells } from '../lib/spreadsheet.ts';
import type { Step } from './upsert.ts';

/** The folder of the seed: `curated/` and the trade files are in it. */
export const seedFolder = new URL('../../seed/', import.meta.url);

/** A row that cannot be used: where it stands and what is wrong. */
export interface Problem {
  file: string;
  line: number;
  reason: string;
}

const MAX_SHOWN = 50;

/** Rows that cannot be used, one line each: file, line and what is wrong. */
export function problemLines(problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, MAX_SHOWN).map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  return problems.length > MAX_SHOWN ? [...lines, `and ${problems.length - MAX_SHOWN} more.`] : lines;
}

/** A row of a curated file with the line it stands on. */
export interface Placed<Row> {
  line: number;
  row: Row;
}

/** Cells of a curated file. An empty cell is not known. */
export const cell = {
  text: z.string().trim().min(1, 'is empty'),
  optional: z
    .string()
    .trim()
    .transform((text) => text || null),
  list: z.string().transform((text) =>
    text
      .split('|')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
  date: z.union([z.literal('').transform(() => null), z.iso.date('is not a day that exists, written YYYY-MM-DD')]),
  /** A day, or the month or year where no more is known. */
  partialDate: z.union(
    [z.literal('').transform(() => null), z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)],
    'is no day that exists, month or year, written YYYY-MM-DD, YYYY-MM or YYYY',
  ),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug: lower-case words joined by "-"'),
  iso3: z.string().regex(/^[A-Z]{3}$/, 'is not an alpha-3 code'),
  share: z.union([z.literal('').transform(() => null), z.coerce.number().min(0, 'is below 0').max(1, 'is above 1')]),
  number: z.union([z.literal('').transform(() => null), z.coerce.number()]),
  /** A yes or no; empty when not known. */
  flag: z.enum(['true', 'false', '']).transform((text) => (text === '' ? null : text === 'true')),
};

/** The columns that end every row: who says so, where, how surely and since when it is known. */
export const evidence = {
  source: cell.slug,
  locator: cell.optional,
  confidence: z.enum(Confidence, 'is not HIGH, MEDIUM or LOW'),
  recordedAt: cell.date,
};

/** What a row says of one thing: it becomes a claim of the row's source. */
export interface ClaimInput {
  /** Kind and key of what it is said of. */
  subject: readonly [NodeKind, string];
  /** In the words of the API, such as `signedOn`. */
  property: string;
  /** What the statement is restricted to; only statements of the same scope can compete. */
  scope?: string | null;
  value: string | number | boolean | null;
  unit?: string | null;
  low?: number | null;
  high?: number | null;
  validFrom?: string | null;
  validTo?: string | null;
}

/** The kind and key of something that a row names; a null key names nothing. */
export type Reference = readonly [NodeKind, string | null];

/** A row of a curated file as the graph has it: values by column, and others that no column has. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** A curated file: its columns and what its rows mean. */
export interface CsvTable<R> {
  file: string;
  columns: z.ZodType<R, Record<string, string>>;
  /** The columns in the order of the file, and of them those that it may lack. */
  header: readonly string[];
  optional: ReadonlySet<string>;
  /** Reads its rows back from the graph: those that hold today and that no import brought, in the order of the file. */
  stored: Statement<NoParameters, StoredRow>;
  /** What makes a row unique: for a table of things, their key. */
  key: (row: R) => string;
  /** The kind of thing that each row is. */
  defines?: NodeKind;
  /** Other things that a row names; the source need not be given. */
  references?: (row: R) => Reference[];
  /** What a row is once its cells are read, such as with dates cut to what is known of them. */
  normalise?: (row: R) => R;
  /** Texts by which the thing is found, besides the table of spellings. */
  names?: (row: R) => (string | null)[];
  /** What a row says. */
  claims?: (row: R) => ClaimInput[];
  /** Sentences about what cannot be, such as a control that suspends itself. */
  errors?: (row: R) => string[];
  /** What cannot be among several rows, such as shares that add up to more than the whole; told at the line of one of them. */
  tableErrors?: (rows: readonly Placed<R>[]) => { line: number; reason: string }[];
}

/** A row of a table, as its columns are read. */
export type CsvRow<T> = T extends CsvTable<infer R> ? R : never;

/** Defines a curated file. */
export function csvTable<Shape extends z.ZodRawShape>(
  file: string,
  shape: Shape,
  {
    stored,
    ...meaning
  }: Omit<CsvTable<z.output<z.ZodObject<Shape>>>, 'file' | 'columns' | 'header' | 'optional' | 'stored'> & {
    /** Cypher that returns, as its one column, a map for each row: values by column. */
    stored: Cypher;
  },
): CsvTable<z.output<z.ZodObject<Shape>>> {
  type R = z.output<z.ZodObject<Shape>>;
  const { normalise = (row) => row } = meaning;
  const columns = (z.strictObject(shape) as unknown as CsvTable<R>['columns']).transform(normalise);
  const header = Object.keys(shape);
  const optional = new Set(header.filter((name) => z.safeParse(shape[name] as z.ZodType, undefined).success));
  const name = `stored.${file.replace(/\.csv$/, '')}`;
  return {
    ...{ file, columns, header, optional },
    stored: statement(name, stored, ([row]) => row as StoredRow),
    ...meaning,
  };
}

const EVIDENCE = new Set(['source', 'locator', 'confidence', 'recordedAt']);

/** One statement for each cell of a row that is not empty: the property has the column's name. `except` names columns that say nothing of their own. */
export function claimsOfCells<R extends object>(
  kind: NodeKind,
  key: (row: R) => string,
  except: readonly (keyof R & string)[] = [],
): (row: R) => ClaimInput[] {
  const silent = new Set<string>(except);
  return (row) =>
    Object.entries(row as Record<string, unknown>).flatMap(([property, value]): ClaimInput[] => {
      if (EVIDENCE.has(property) || silent.has(property) || value === null || value === '') return [];
      if (Array.isArray(value) && value.length === 0) return [];
      return [
        {
          subject: [kind, key(row)],
          property,
          value: Array.isArray(value) ? value.join('|') : (value as string | number | boolean),
        },
      ];
    });
}

/** The rows of all tables, for the steps of a load. */
export interface Rows {
  of<R>(table: CsvTable<R>): readonly R[];
}

/** What one entity adds to a load of the seed: its tables and the steps that write them. */
export interface SeedModule {
  // Each table is read with its own row type; the steps of a module look it up by the table.
  // oxlint-disable-next-line typescript/no-explicit-any
  tables: readonly CsvTable<any>[];
  /** What its tables hold true of themselves as a whole; checked with every load. */
  expectations?: readonly Expectation[];
  steps: (rows: Rows) => Step[];
}

/**
 * Reads a CSV file beside this one, compressed when its name ends in `.gz`. By csv-parse: it tells the line on which a record ends,
 * where cells hold line breaks too, which Papa Parse does not. A file that cannot be read is one problem, with
 * the line where it broke.
 */
export function readRows(
  file: string,
  folder = seedFolder,
): { rows: Placed<Record<string, string>>[]; problems: Problem[] } {
  try {
    const bytes = readFileSync(new URL(file, folder));
    const records = parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, {
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    return { rows: records.map(({ record, info }) => ({ line: info.lines, row: record })), problems: [] };
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { rows: [], problems: [{ file, line, reason: error instanceof Error ? error.message : 'cannot be read' }] };
  }
}

/** Reads a curated file. Every problem is reported, each with its line; rows with problems are not among `rows`. */
export function readTable<R>(
  { file, columns, key }: CsvTable<R>,
  folder = seedFolder,
): { rows: Placed<R>[]; problems: Problem[] } {
  const { rows: records, problems } = readRows(`curated/${file}`, folder);
  const rows: Placed<R>[] = [];
  const lines = new Map<string, number>();
  for (const { row: record, line } of records) {
    const result = columns.safeParse(readCells(record));
    if (!result.success) {
      problems.push(
        ...result.error.issues.map((issue) => ({
          file,
          line,
          reason: `${issue.path.join('.') || 'row'}: ${issue.message}`,
        })),
      );
      continue;
    }
    const unique = key(result.data);
    const earlier = lines.get(unique);
    if (earlier !== undefined) problems.push({ file, line, reason: `"${unique}" stands on line ${earlier} already` });
    else {
      lines.set(unique, line);
      rows.push({ line, row: result.data });
    }
  }
  return { rows, problems };
}

/** What is wrong with a row besides the form of its cells: things it names that are not there, and what its table says cannot be. */
export function errorsOf<R>(table: CsvTable<R>, row: R, known: ReadonlyMap<NodeKind, ReadonlySet<string>>): string[] {
  const source: Reference[] =
    typeof row === 'object' && row !== null && 'source' in row ? [['Source', String(row.source)]] : [];
  const references = [...source, ...(table.references?.(row) ?? [])];
  return [
    ...references.flatMap(([kind, key]) =>
      key === null || !known.has(kind) || known.get(kind)?.has(key) ? [] : [`${kind} "${key}" is not known`],
    ),
    ...(table.errors?.(row) ?? []),
  ];
}

/** The rows of all tables with the lines they stand on. */
export interface PlacedRows {
  of<R>(table: CsvTable<R>): readonly Placed<R>[];
}

/** What the curated files hold true of themselves as a whole: gives what does not hold. */
export type Expectation = (rows: PlacedRows) => Problem[];
