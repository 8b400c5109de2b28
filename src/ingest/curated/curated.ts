import { claimTable } from '../../entities/claim/load.ts';
import { seedModules } from '../../entities/index.ts';
import { ambiguousNames, nameOf, spelledNames, spellingTable, type Name } from '../../entities/names/load.ts';
import { sourceTable } from '../../entities/source/load.ts';
import type { NodeKind } from '../../graph/kinds.ts';
import {
  errorsOf,
  problemLines,
  readTable,
  seedFolder,
  type CsvTable,
  type Placed,
  type PlacedRows,
  type Problem,
  type Rows,
  type SeedModule,
} from '../../loading/csv-table.ts';
import type { Places, SourceFound } from '../reading/importer.ts';
import { firstDay } from '../../lib/partial-date.ts';
import { placesOf } from './places.ts';
import { coalitionTable } from '../../entities/coalition/load.ts';
import { countryTable } from '../../entities/country/load.ts';
import { mineralTable } from '../../entities/mineral/load.ts';
import { productTable } from '../../entities/product/load.ts';
import { setAsideBy, setAsideTable, type SetAside } from '../../entities/trade-flow/load.ts';
import { supplierTable } from '../../entities/supplier/load.ts';

/** The curated tables as they were read, and every row of them that cannot be used. */
export interface Curated {
  rows: Rows;
  placed: PlacedRows;
  /** The names of things. */
  names: readonly Name[];
  /** Keys of what each kind of thing has. */
  known: ReadonlyMap<NodeKind, ReadonlySet<string>>;
  /** What names and codes in a publisher's rows mean. */
  places: Places;
  sources: ReadonlyMap<string, SourceFound>;
  /** Which trade flows are kept without counting in a figure, and why. */
  setAside: SetAside;
  problems: readonly Problem[];
}

/** The curated tables, in the order in which they are read. */
export const curatedTables = [...seedModules.flatMap((module) => module.tables), spellingTable, claimTable];

/** Reads and checks the curated files of a folder, row by row. */
export function readCurated(folder = seedFolder, tables: SeedModule['tables'] = curatedTables): Curated {
  const read = new Map(tables.map((table) => [table.file, { table, ...readTable(table, folder) }]));
  const all = [...read.values()];
  const problems = all.flatMap((one) => one.problems);

  const known = new Map<NodeKind, Set<string>>();
  for (const { table, rows } of all)
    if (table.defines) known.set(table.defines, new Set(rows.map(({ row }) => table.key(row))));
  for (const { table, rows } of all)
    for (const { line, row } of rows)
      problems.push(...errorsOf(table, row, known).map((reason) => ({ file: table.file, line, reason })));
  for (const { table, rows } of all)
    problems.push(...(table.tableErrors?.(rows) ?? []).map((fault) => ({ file: table.file, ...fault })));
  const placed = <R>(table: CsvTable<R>) => (read.get(table.file)?.rows ?? []) as readonly Placed<R>[];
  const names = [
    ...all.flatMap(({ table, rows }) =>
      rows.flatMap(({ line, row }) =>
        (table.names?.(row) ?? []).flatMap((name) =>
          name === null ? [] : [nameOf(table.defines as NodeKind, table.key(row), name, table.file, line)],
        ),
      ),
    ),
    ...spelledNames(placed(spellingTable)),
  ];
  problems.push(...ambiguousNames(names));

  const sources = new Map(placed(sourceTable).map(({ row }) => [row.id, row]));
  const rows: Rows = {
    // What a row does not date itself became known when its source was published.
    of: (table) =>
      placed(table).map(({ row }) => {
        const { recordedAt, source } = row as { recordedAt?: string | null; source?: string };
        if (recordedAt !== null) return row as never;
        const publishedOn = sources.get(source ?? '')?.publishedOn;
        return { ...row, recordedAt: publishedOn ? firstDay(publishedOn) : null } as never;
      }),
  };
  return {
    rows,
    placed: { of: placed },
    names,
    known,
    places: placesOf(rows),
    sources,
    setAside: setAsideBy(rows.of(setAsideTable)),
    problems,
  };
}

/** The tables that tell what a publisher's rows mean: the others take a second to read. */
const importTables = [
  sourceTable,
  countryTable,
  coalitionTable,
  mineralTable,
  productTable,
  supplierTable,
  spellingTable,
  setAsideTable,
];

/** What an import needs of the curated files that are shipped. @throws Error when a row of them cannot be used. */
export function curatedForImport(): Curated {
  const curated = readCurated(seedFolder, importTables);
  if (curated.problems.length > 0)
    throw new Error(['The curated tables cannot be used.', ...problemLines(curated.problems)].join('\n'));
  return curated;
}
