import type { countryTable } from '../../src/country/load.ts';
import { fold } from '../../src/spelling/fold.ts';
import type { spellingTable } from '../../src/spelling/load.ts';
import type { Row } from '../table.ts';
import type { Places } from './importer.ts';

// What publishers write where a row is about several countries, by how the cell begins: a footnote's mark may be glued to it.
const world = /^world( total.*)?$/;
const others = /^(other( countries.*)?|rest of (the )?world|united states and canada|china germany and russia)$/;

/**
 * What a publisher's country cells mean, by the names in the curated tables and the rule of `seed/README.md`: groups first, since
 * cleaning would turn "China, Germany, and Russia" into China; then the whole cell, since "Congo, D.R." cut short is another
 * country; then the cell cleaned of footnotes and remarks.
 *
 * @param countries rows of `countries.csv`
 * @param spellings rows of `spellings.csv`, of all kinds
 * @returns a function that gives the alpha-3 code, or the group that the cell stands for, or null when no table knows it
 */
export function countryNames(
  countries: readonly Row<typeof countryTable>[],
  spellings: readonly Row<typeof spellingTable>[],
): Places['country'] {
  const iso3ByName = new Map<string, string>([
    // Not the alpha-2 codes: in a table "NA" is seldom Namibia.
    ...countries.flatMap(({ iso3, name, officialName }) =>
      [iso3, name, officialName].flatMap((text): [string, string][] => (text === null ? [] : [[fold(text), iso3]])),
    ),
    ...spellings.flatMap(({ kind, key, spelling }): [string, string][] =>
      kind === 'Country' ? [[fold(spelling), key]] : [],
    ),
  ]);
  return (text) => {
    const whole = fold(text);
    if (world.test(whole)) return { group: 'WORLD' };
    if (others.test(whole)) return { group: 'OTHER' };
    const name = fold(cleaned(text));
    const iso3 = [whole, name, name.replace(/e$/, '')].map((one) => iso3ByName.get(one)).find(Boolean);
    return iso3 === undefined ? null : { iso3 };
  };
}

/** A cell without remarks and footnotes: "China (andalusite, crude ore)", "Peru, crude borates" and "Italy8" are China, Peru and Italy. */
function cleaned(text: string): string {
  return text
    .replaceAll('\u00a0', ' ')
    .replace(/\(.*?\)/g, '')
    .replace(/^(?!\s*Korea\b)([^,]*),.*$/is, '$1')
    .replace(/\d+/g, '')
    .trim();
}
