import { countryTable } from '../../entities/country/load.ts';
import { mineralTable } from '../../entities/mineral/load.ts';
import { spellingTable } from '../../entities/names/load.ts';
import { productTable } from '../../entities/product/load.ts';
import { supplierTable } from '../../entities/supplier/load.ts';
import type { NodeKind } from '../../graph/kinds.ts';
import { fold } from '../../lib/fold.ts';
import type { CsvRow, CsvTable, Rows } from '../../loading/csv-table.ts';
import type { Places } from '../reading/importer.ts';
import { countryNames } from './country-names.ts';

/** What the names and codes of publishers mean, by the curated tables. */
export function placesOf(rows: Rows): Places {
  const countries = rows.of(countryTable);
  const spellings = rows.of(spellingTable);
  return {
    country: countryNames(countries, spellings),
    mineral: namesOf('Mineral', mineralTable, rows, spellings),
    supplier: namesOf('Supplier', supplierTable, rows, spellings),
    productByHs: new Map(rows.of(productTable).flatMap((row) => row.hsCodes.map((hs) => [hs, row.slug] as const))),
    countries: new Set(countries.map(({ iso3 }) => iso3)),
    iso3ByNumber: new Map(
      countries.flatMap(({ iso3, numeric, to }) => (numeric && !to ? [[String(Number(numeric)), iso3] as const] : [])),
    ),
    iso3ByIso2: alphaTwoCodes(countries),
  };
}

function namesOf<R>(
  kind: NodeKind,
  table: CsvTable<R>,
  rows: Rows,
  spellings: readonly CsvRow<typeof spellingTable>[],
): (text: string) => string | null {
  const keys = new Map([
    ...spellings.flatMap((row) => (row.kind === kind ? [[fold(row.spelling), row.key] as const] : [])),
    ...rows
      .of(table)
      .flatMap((row) =>
        (table.names?.(row) ?? []).flatMap((name) => (name === null ? [] : [[fold(name), table.key(row)] as const])),
      ),
  ]);
  return (text) => keys.get(fold(text)) ?? null;
}

/** Alpha-3 by alpha-2 code. For a code that was reassigned, the last state before today's. */
function alphaTwoCodes(
  countries: readonly { iso2: string | null; iso3: string; to: string | null }[],
): Map<string, string> {
  const oldestFirst = [...countries].sort((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999'));
  return new Map(oldestFirst.flatMap(({ iso2, iso3 }) => (iso2 ? [[iso2, iso3] as const] : [])));
}
