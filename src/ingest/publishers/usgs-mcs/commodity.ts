import type { Places } from '../../reading/importer.ts';

/** The mineral that a name stands for, or why a row with it is left out. */
export type Commodity = { mineral: string } | { skipped: string } | { unknown: 'commodity'; text: string };

// Chapters about goods, not about a mineral of the graph. Their figures would be mistaken for a mineral's.
const goods: Readonly<Record<string, string>> = {
  'abrasives (manufactured)': 'manufactured abrasives',
  abrasives: 'manufactured abrasives',
  cement: 'cement',
  gemstones: 'gemstones of all kinds',
  'iron and steel': 'iron and steel',
  'iron and steel scrap': 'scrap',
  'iron and steel slag': 'slag',
  'iron oxide pigments': 'pigments',
  lime: 'lime',
  'nitrogen (fixed) ammonia': 'ammonia',
  peat: 'peat',
  'sand and gravel (construction)': 'sand and gravel for construction',
  'stone (crushed)': 'crushed stone',
  'stone (dimension)': 'dimension stone',
};

// Chapters whose goods are all counted under one mineral: alumina is made of bauxite.
const wholeChapters: Readonly<Record<string, string>> = {
  'bauxite and alumina': 'bauxite',
  'magnesium compounds': 'magnesite',
};

// Chapters of several minerals, whose rows name theirs: kaolin among the clays, or dysprosium among the rare earths.
const severalMinerals = new Set(['clays', 'platinum-group metals', 'rare earths', 'zirconium and hafnium']);

/** A chapter's or commodity's name without blanks and dashes in which editions differ. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\s*(?:—|--| - )\s*/g, ' ')
    .replace(/(\w)\(/g, '$1 (')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The mineral that a row is about, by the curated names and spellings.
 *
 * @param chapter of the publication, such as `Bauxite and alumina`
 * @param commodity within it, such as `Alumina`; the chapter again where the file has one column
 * @param words that may name a mineral where the chapter has several, such as `Mine production: Kaolin`
 */
export function commodityOf(places: Places, chapter: string, commodity: string, words: readonly string[]): Commodity {
  const named = plain(chapter);
  const good = goods[named];
  if (good !== undefined) return { skipped: `about ${good}, which is no mineral of the graph` };
  if (severalMinerals.has(named)) {
    const own = words.map((word) => places.mineral(word.replace(/ content$/i, ''))).find((slug) => slug !== null);
    if (own) return { mineral: own };
  }
  const whole = wholeChapters[named];
  const mineral = places.mineral(whole ?? commodity.trim()) ?? places.mineral(chapter.trim());
  if (mineral !== null) return { mineral };
  if (severalMinerals.has(named)) return { skipped: `about ${named} that are no mineral of the graph of their own` };
  return { unknown: 'commodity', text: commodity.trim() };
}
