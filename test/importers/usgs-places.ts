import { countryNames } from '../../seed/importers/country-names.ts';
import type { Places } from '../../seed/importers/importer.ts';
import { readTable } from '../../seed/table.ts';
import { countryTable } from '../../src/country/load.ts';
import { mineralTable } from '../../src/mineral/load.ts';
import { fold } from '../../src/spelling/fold.ts';
import { spellingTable } from '../../src/spelling/load.ts';

const rows = <R>(table: Parameters<typeof readTable<R>>[0]): R[] => readTable(table).rows.map(({ row }) => row);
const spellings = rows(spellingTable);
const minerals = new Map<string, string>([
  ...rows(mineralTable).flatMap(({ slug, name, symbol, aliases }) =>
    [slug, name, symbol, ...aliases].flatMap((text): [string, string][] => (text === null ? [] : [[fold(text), slug]])),
  ),
  ...spellings.flatMap(({ kind, key, spelling }): [string, string][] =>
    kind === 'Mineral' ? [[fold(spelling), key]] : [],
  ),
]);

/** What names mean by the curated tables. */
export const places: Places = {
  country: countryNames(rows(countryTable), spellings),
  mineral: (text) => minerals.get(fold(text)) ?? null,
  supplier: () => null,
  productByHs: new Map(),
  countries: new Set(rows(countryTable).map(({ iso3 }) => iso3)),
  iso3ByIso2: new Map(),
};
