import { readRows } from '../../loading/csv-table.ts';
import type { Places } from '../reading/importer.ts';

/**
 * What an area of UN Comtrade stands for: a country; several countries, or none that is named, whose trade is counted with no
 * other area (`UNNAMED`); or a union whose members are counted besides (`AGGREGATE`).
 */
export type Area = { iso3: string } | 'UNNAMED' | 'AGGREGATE';

/** Areas of trade with no named country, by their number: "Caribbean, nes", "Europe EU, nes", "Bunkers", "Areas, nes" and the like. */
const unnamed = new Set(
  [129, 221, 290, 471, 472, 473, 492, 527, 536, 568, 577, 636, 637, 697, 837, 838, 839, 849, 879, 899].map(String),
);
/** The world, the European Union and ASEAN. */
const aggregates = new Set(['0', '97', '975']);
/** Numbers that neither BACI's list nor the standard has. */
const others: Readonly<Record<string, string>> = { '412': 'XKX' };

/** What BACI's own codes for an area mean as alpha-3 codes: "Other Asia, not elsewhere specified" is Taiwan in all but name. */
export const iso3OfArea = (code: string): string => ({ S19: 'TWN', ZA1: 'ZAF', _KS: 'XKX' })[code] ?? code;

/** Whether an area's number is that of no named country. */
export const isUnnamed = (number: string): boolean => unnamed.has(number);

/**
 * What UN Comtrade's areas mean. Their numbers are not always those of ISO 3166: 699 is India, 842 the United States, 492 not
 * Monaco. BACI, which is made from them, has the same. So the number decides, and the letters beside it only where no list has it.
 */
export function tradeAreas(places: Places): (number: string, letters: string) => Area | null {
  const listed = new Map(
    readRows('baci/country_codes_V202601.csv').rows.map(({ row }) => [
      row['country_code'] ?? '',
      iso3OfArea(row['country_iso3'] ?? ''),
    ]),
  );
  return (number, letters) => {
    if (aggregates.has(number)) return 'AGGREGATE';
    if (unnamed.has(number)) return 'UNNAMED';
    const iso3 = listed.get(number) ?? others[number] ?? places.iso3ByNumber.get(number);
    if (iso3 !== undefined && places.countries.has(iso3)) return { iso3 };
    const beside = iso3OfArea(letters.trim());
    if (places.countries.has(beside)) return { iso3: beside };
    // Comtrade's own letters, such as `_X`, `F19` and `X2`, are for areas that are no country.
    return /^[A-Z_][A-Z]?\d*[A-Z]?\d*$/.test(beside) && /[_\d]/.test(beside) ? 'UNNAMED' : null;
  };
}
