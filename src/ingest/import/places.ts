import { coalitionTable } from '../../entities/coalition/load.ts';
import { countryTable } from '../../entities/country/load.ts';
import { mineralTable } from '../../entities/mineral/load.ts';
import { productTable } from '../../entities/product/load.ts';
import { sourceTable } from '../../entities/source/load.ts';
import { fold } from '../../lib/fold.ts';
import { spellingTable } from '../../entities/names/load.ts';
import { supplierTable } from '../../entities/supplier/load.ts';
import { problemLines, readTable, type CsvRow, type CsvTable } from '../../loading/csv-table.ts';
import { countryNames } from './country-names.ts';
import type { Places, SourceFound } from '../reading/importer.ts';
import type { NodeKind } from '../../graph/kinds.ts';

/** What the curated tables know: the meaning of names and codes, the keys that rows may name, and the sources. */
export interface Curated {
  places: Places;
  known: ReadonlyMap<NodeKind, ReadonlySet<string>>;
  sources: ReadonlyMap<string, SourceFound>;
}

/** Reads the curated tables that an import needs. @throws Error when one of them cannot be used. */
export function readCurated(): Curated {
  const rows = <R>(table: CsvTable<R>) => {
    const { rows, problems } = readTable(table);
    if (problems.length > 0)
      throw new Error(['The curated tables cannot be used.', ...problemLines(problems)].join('\n'));
    return rows.map(({ row }) => row);
  };
  const [countries, minerals, suppliers, products] = [
    rows(countryTable),
    rows(mineralTable),
    rows(supplierTable),
    rows(productTable),
  ];
  const spellings = rows(spellingTable);
  const sources = rows(sourceTable);
  const keys = <R>(table: CsvTable<R>, own: readonly R[]) => new Set(own.map((row) => table.key(row)));
  const known = new Map<NodeKind, ReadonlySet<string>>([
    ['Country', keys(countryTable, countries)],
    ['Mineral', keys(mineralTable, minerals)],
    ['Supplier', keys(supplierTable, suppliers)],
    ['Product', keys(productTable, products)],
    ['Coalition', keys(coalitionTable, rows(coalitionTable))],
    ['Source', keys(sourceTable, sources)],
  ]);
  return {
    places: {
      country: countryNames(countries, spellings),
      mineral: namesOf('Mineral', mineralTable, minerals, spellings),
      supplier: namesOf('Supplier', supplierTable, suppliers, spellings),
      productByHs: new Map(products.flatMap((row) => row.hsCodes.map((hs) => [hs, row.slug] as const))),
      countries: known.get('Country') ?? new Set(),
      iso3ByNumber: new Map(
        countries.flatMap(({ iso3, numeric, to }) =>
          numeric && !to ? [[String(Number(numeric)), iso3] as const] : [],
        ),
      ),
      iso3ByIso2: alphaTwoCodes(countries),
    },
    known,
    sources: new Map(sources.map((source) => [source.id, source])),
  };
}

function namesOf<R>(
  kind: NodeKind,
  table: CsvTable<R>,
  rows: readonly R[],
  spellings: readonly CsvRow<typeof spellingTable>[],
): (text: string) => string | null {
  const keys = new Map([
    ...spellings.flatMap((row) => (row.kind === kind ? [[fold(row.spelling), row.key] as const] : [])),
    ...rows.flatMap((row) =>
      (table.names?.(row) ?? []).flatMap((name) => (name === null ? [] : [[fold(name), table.key(row)] as const])),
    ),
  ]);
  return (text) => keys.get(fold(text)) ?? null;
}

/** Alpha-3 by alpha-2 code. For a code that was reassigned, the last state before today's. */
export function alphaTwoCodes(
  countries: readonly { iso2: string | null; iso3: string; to: string | null }[],
): Map<string, string> {
  const oldestFirst = [...countries].sort((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999'));
  return new Map(oldestFirst.flatMap(({ iso2, iso3 }) => (iso2 ? [[iso2, iso3] as const] : [])));
}
