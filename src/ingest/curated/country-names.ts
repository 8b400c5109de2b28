import type { countryTable } from '../../entities/country/load.ts';
import { fold } from '../../lib/fold.ts';
import type { spellingTable } from '../../entities/names/load.ts';
import type { CsvRow } from '../../loading/csv-table.ts';
import type { Places } from '../reading/importer.ts';

// What publishers write where a row is about several countries, by how the cell begins: a footnote's mark may be glued to it.
const world = /^world( total.*)?$/;
const others = /^(other( countries.*)?|rest of (the )?world|united states and canada|china germany and russia)$/;

/**
 * What a publisher's country cells mean, by the names in the curated tables and the rule of `seed/README.md`: groups first; then
 * the whole cell, as it is and by its words in any order; then the cell without footnotes and remarks. A name is never cut: what
 * follows a comma or stands in brackets is left out only where it is a remark, which begins with a small letter.
 *
 * @param countries rows of `countries.csv`
 * @param spellings rows of `spellings.csv`, of all kinds
 * @returns a function that gives the alpha-3 code, or the group that the cell stands for, or null when no table knows it
 */
export function countryNames(
  countries: readonly CsvRow<typeof countryTable>[],
  spellings: readonly CsvRow<typeof spellingTable>[],
): Places['country'] {
  const names = [
    // Not the alpha-2 codes: in a table "NA" is seldom Namibia.
    ...countries.flatMap(({ iso3, name, officialName }) =>
      [iso3, name, officialName].flatMap((text): [string, string][] => (text === null ? [] : [[text, iso3]])),
    ),
    ...spellings.flatMap(({ kind, key, spelling }): [string, string][] =>
      kind === 'Country' ? [[spelling, key]] : [],
    ),
  ];
  const byName = new Map(names.map(([text, iso3]) => [fold(text), iso3]));
  const byWords = unambiguous(names.map(([text, iso3]) => [wordsOf(text), iso3]));
  return (text) => {
    const whole = fold(text);
    if (world.test(whole)) return { group: 'WORLD' };
    if (others.test(whole)) return { group: 'OTHER' };
    const name = cleaned(text);
    const iso3 = [text, name, name.replace(/e$/, '')]
      .map((one) => byName.get(fold(one)) ?? byWords.get(wordsOf(one)))
      .find(Boolean);
    return iso3 === undefined ? null : { iso3 };
  };
}

// The half of a country is another place than the country.
const remark = String.raw`(?!(?:north|south|east|west)(?:ern)?\b)[a-z]`;
const inBrackets = new RegExp(String.raw`\s*\(${remark}[^)]*\)`, 'g');
const afterComma = new RegExp(String.raw`,\s*${remark}.*$`, 's');

/**
 * A cell without remarks and footnotes: "China (andalusite, crude ore)", "Peru, crude borates" and "Italy8" are China, Peru and
 * Italy. In a cell without capitals remarks cannot be told from names.
 */
function cleaned(text: string): string {
  const plain = text.replaceAll('\u00a0', ' ').replace(/\d+/g, '');
  return (/^[^,(]*\p{Lu}/u.test(plain) ? plain.replace(inBrackets, '').replace(afterComma, '') : plain).trim();
}

const abbreviations: Readonly<Record<string, string>> = {
  dem: 'democratic',
  fed: 'federated',
  is: 'islands',
  isds: 'islands',
  isl: 'islands',
  rep: 'republic',
  st: 'saint',
  sts: 'states',
};
const silent = new Set(['and', 'of', 'the']);

/**
 * A name by its words, whatever their order: "Congo, Dem. Rep. of the" is the Democratic Republic of the Congo, "Sudan, South" is
 * South Sudan.
 */
function wordsOf(text: string): string {
  return fold(text)
    .split(' ')
    .map((word) => abbreviations[word] ?? word)
    .filter((word) => !silent.has(word))
    .sort()
    .join(' ');
}

/** What each key leads to, without the keys that would lead to several. */
function unambiguous(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  for (const [key, value] of pairs)
    if (key === '') continue;
    else if ((found.get(key) ?? value) === value) found.set(key, value);
    else several.add(key);
  for (const key of several) found.delete(key);
  return found;
}
