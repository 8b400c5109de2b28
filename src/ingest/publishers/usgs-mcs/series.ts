import type { ObservationKind } from '../../../api/generated.ts';
import type { ObservationRow } from '../../../entities/observation/load.ts';

/** Kinds of figures that the tables of the world have. */
export type TableKind = Extract<ObservationKind, 'PRODUCTION' | 'RESERVES' | 'CAPACITY'>;

/** What is measured, in the same words in all editions: claims compete within one form. */
export type Series = Pick<ObservationRow, 'stage' | 'form' | 'basis'>;

/** What a table says of a column's figures. */
export interface Words {
  mineral: string;
  /** The publisher's words for the series, such as `Mine production, antimony content`. */
  text: string;
  /** The heading of the table; empty where the file has none. */
  section: string;
  /** The publisher's notes on the figure. */
  notes: string;
  /** The publisher's remark on the country's figure alone, such as `crude ore`; null where there is none. */
  remark: string | null;
  /** Unit as published: dry tons are dry weight. */
  unit: string;
  /** What is weighed unless said otherwise, such as `lithium content`. */
  unlessSaid: string | null;
  /** Whether a word is but the mineral's own name. */
  isOwnName: (word: string) => boolean;
}

/** Patterns in the publisher's words with what they stand for, `$1` being the first group; the first that is found decides. */
type Meanings = readonly (readonly [RegExp, string])[];

const firstOf = (meanings: Meanings, text: string): string | null => {
  for (const [pattern, meaning] of meanings) {
    const found = pattern.exec(text);
    if (found) return meaning.replace('$1', (found[1] ?? '').toLowerCase());
  }
  return null;
};

const slips: Meanings = [
  [/\bpoduction\b/i, 'production'],
  [/\bmne\b/i, 'mine'],
  [/\bgrosss\b/i, 'gross'],
  [/\bilmentite\b/i, 'ilmenite'],
  [/\bferosilicon\b/i, 'ferrosilicon'],
  [/\beqivalent\b/i, 'equivalent'],
  [/\bbenficiated\b/i, 'beneficiated'],
  [/\bpuice\b/i, 'pumice'],
  [/^kyanite and related minerals$/i, 'mine production'],
];

/** A publisher's words without its slips of the pen. */
const corrected = (text: string): string => slips.reduce((fixed, [slip, right]) => fixed.replace(slip, right), text);

// Goods that share a mineral's table: their figures are never added, so the form names them.
const goods: Meanings = [
  [/\bilmenite and rutile\b/i, 'ilmenite and rutile'],
  [/\bilmenite\b/i, 'ilmenite'],
  [/\brutile\b/i, 'rutile'],
  [/\bferrosilicon\b/i, 'ferrosilicon'],
  [/\bsilicon metal\b/i, 'silicon metal'],
  [/\barsenic trioxide\b/i, 'arsenic trioxide'],
  [/\balumina\b/i, 'alumina'],
  [/\bscandium oxide\b|\bglobal production\b/i, 'scandium oxide'],
  [/\bsponge\b/i, 'titanium sponge'],
  [/\bpigment\b/i, 'titanium dioxide pigment'],
];

const kindsOfReserves: Meanings = [
  [/\bilmenite and rutile\b/i, 'ilmenite and rutile'],
  [/\bilmenite\b/i, 'ilmenite'],
  [/\brutile\b/i, 'rutile'],
  [/\bchromite ore\b/i, 'ore'],
  [/\bCr2O3 content\b/i, 'Cr2O3 content'],
  [/\bZrO2 content\b/i, 'ZrO2 content'],
  [/\bK2O\)? equivalent/i, 'K2O equivalent'],
  [/\baccessible economic demonstrated resources\b/i, 'accessible economic demonstrated resources'],
];

const bases: Meanings = [
  [/\brare-earth-oxide\b/i, 'REO'],
  [/\bgross weight\b/i, 'gross weight'],
  [/\barsenic trioxide\b/i, 'gross weight'],
  [/\b(recoverable|crude|usable) ore\b/i, '$1 ore'],
  [/\bhelium gas content\b/i, 'helium content'],
  [/\btitanium dioxide \(TiO2\) content\b/i, 'titanium dioxide (TiO2) content'],
  [/\bK2O\)? equivalent/i, 'potassium oxide (K2O) equivalent'],
  [/\bY2O3\)? equivalent/i, 'yttrium oxide (Y2O3) equivalent'],
  [/\bZrO2\)? content/i, 'zirconium oxide (ZrO2) content'],
  [/\bCr2O3 content\b/i, 'chromium oxide (Cr2O3) content'],
  [/\bplatinum-group-metal \(PGM\) content\b/i, 'platinum-group-metal (PGM) content'],
  [/\bgold - contained content\b/i, 'gold content'],
  [/\bcalcined equivalent\b/i, 'calcined equivalent weight'],
  [/\b(\w+), metric tons contained\b/i, '$1 content'],
  [/\b(\w+) content\b/i, '$1 content'],
  [/\bcontained (\w+)\b/i, '$1 content'],
  [/\bmetric tons of contained (\w+)\b/i, '$1 content'],
];

// What the editions whose words leave it out weigh, as the edition of 2026 says.
const usual: Readonly<Record<string, string>> = {
  beryllium: 'beryllium content',
  cobalt: 'cobalt content',
  copper: 'copper content',
  gallium: 'gallium content',
  'phosphate-rock': 'marketable phosphate rock',
  silicon: 'silicon content',
};

const stems: Readonly<Record<TableKind, Meanings>> = {
  PRODUCTION: [
    [/\bprimary and secondary refinery\b/i, 'primary and secondary refinery production'],
    [/\bmine\b/i, 'mine production'],
    [/\brefinery\b/i, 'refinery production'],
    [/\bsmelter\b/i, 'smelter production'],
    [/\bprimary\b/i, 'primary production'],
  ],
  CAPACITY: [
    [/\byearend\b/i, 'smelter capacity at the end of the year'],
    [/\brefinery\b/i, 'refinery capacity'],
    [/\bsmelter\b/i, 'smelter capacity'],
  ],
  RESERVES: [],
};
const plainStem = { PRODUCTION: 'production', CAPACITY: 'production capacity', RESERVES: 'reserves' };

// Parts of the publisher's words that say nothing beside the stem, the basis and the mineral.
const silent =
  /\b(?:production|capacity|reserves|estimated|rounded|metric tons?|content|contained|weights?|equivalent|dry tons|all types|all forms|talc)\b|^(?:zirconium|elemental|industrial|marketable)\b/i;

// Won from brine, gas or rock where neither a mine nor a works is named.
const extracted = new Set(['boron', 'bromine', 'helium', 'iodine', 'kyanite', 'mica', 'perlite', 'salt', 'sulphur']);

// Minerals of which countries report different goods: the publisher gives no total of them. Elsewhere such remarks are footnotes.
const unlike = new Set(['boron', 'kyanite']);

/** A text with a small first letter, but for a formula such as `TiO2`. */
export const inSentence = (text: string): string =>
  text.replace(/^[A-Z](?=[a-z’-]*(?:[^A-Za-z0-9]|$))/, (letter) => letter.toLowerCase());

/** What is weighed, by the publisher's words; null where they do not say. */
export const basisIn = (text: string): string | null => firstOf(bases, text);

/**
 * Stage, form and basis of a column in a table of the world.
 *
 * @example
 * seriesOf('PRODUCTION', { mineral: 'antimony', text: 'Mine production, antimony content', … });
 * // { stage: 'EXTRACTION', form: 'mine production', basis: 'antimony content' }
 */
export function seriesOf(kind: TableKind, words: Words): Series {
  const text = corrected(words.text);
  const { mineral, remark } = words;
  const [form, basis] = [formOf(kind, text, words.isOwnName), basisOf(kind, text, words)];
  return {
    stage: stageOf(kind, mineral, text),
    form: remark !== null && unlike.has(mineral) && !form.endsWith(remark) ? `${form}, ${remark}` : form,
    basis: remark === null || unlike.has(mineral) ? basis : [basis, remark].filter(Boolean).join(', '),
  };
}

function stageOf(kind: TableKind, mineral: string, text: string): Series['stage'] {
  if (kind === 'RESERVES' || /\bmine\b/i.test(text)) return 'EXTRACTION';
  const worked = kind === 'CAPACITY' || /\b(?:refinery|smelter|primary|synthetic)\b/i.test(text);
  return !worked && extracted.has(mineral) ? 'EXTRACTION' : 'REFINING';
}

function formOf(kind: TableKind, text: string, isOwnName: Words['isOwnName']): string {
  const stem = firstOf(stems[kind], text) ?? plainStem[kind];
  if (kind === 'RESERVES') {
    const sort = firstOf(kindsOfReserves, text);
    if (sort !== null) return `${stem}, ${sort}`;
  } else {
    const good = firstOf(goods, text);
    if (good !== null) return `${good} ${kind === 'CAPACITY' ? 'capacity' : stem}`;
  }
  // Where the words are a whole sentence, none of them names a form.
  if (/\bwere\b/i.test(text)) return stem;
  const rest = text
    .replace(/\([^)]*(?:rounded|tons|liters)[^)]*\)/gi, '')
    .split(/\s*(?:[:,—]|\s-)\s*/)
    .map((part) => part.replace(/^(?:mica|boron)\s+/i, '').replace(/^\((.*)\)$/, '$1'))
    .filter((part) => part && !silent.test(part) && !isOwnName(part.replace(/ ore$/, '')));
  return [stem, ...new Set(rest.map(inSentence))].join(', ');
}

function basisOf(kind: TableKind, text: string, words: Words): string | null {
  const { mineral, section, notes, unit, unlessSaid } = words;
  if (/\bdry\b/.test(unit)) return 'dry weight';
  // A single metal is counted by itself, in a chapter that counts all six.
  if (/^(?:palladium|platinum)$/.test(mineral)) return 'metal content';
  // Manganese is mined by content and lies in the ground by weight of its ore.
  if (kind === 'RESERVES' && mineral === 'manganese') return 'gross weight';
  if (kind === 'RESERVES' && mineral === 'platinum-group-metals') return 'platinum-group-metal (PGM) content';
  const headed = kind === 'RESERVES' && !/\bgross weight\b/i.test(section) ? null : basisIn(section);
  const weighed = /\bgross weight\b/i.test(notes) ? 'gross weight' : null;
  return basisIn(text) ?? weighed ?? headed ?? unlessSaid ?? usual[mineral] ?? null;
}
