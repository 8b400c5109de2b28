import type { Parsed } from '../reading/importer.ts';

/** How often something occurred, and its first lines. */
export interface Occurrences {
  count: number;
  /** The first few. */
  lines: number[];
}

const MAX_LINES = 5;
const MAX_REFUSED = 1000;

/** What became of a row, the first of these that holds: each row counts once. */
export const outcomes = ['kept', 'refused', 'unknown', 'skipped', 'identical'] as const;
export type RowOutcome = (typeof outcomes)[number];

/** What became of the rows of a file. */
export interface ImportStats {
  /** Rows that the file has, header aside, by what became of them; `kept` gave at least one figure, flow or facility. */
  rows: Record<RowOutcome, number>;
  /** Rows left out on purpose, by reason; a row of which something else is kept may count here too. */
  skipped: Map<string, Occurrences>;
  /** Names and codes that no table knows: by expected kind, then as written. */
  unknown: Map<UnknownKind, Map<string, Occurrences>>;
  /** Rows that cannot be, the first thousand with the line and what is wrong. */
  refused: { count: number; problems: { line: number; reason: string }[] };
  /** Rows that stand in the file once more, the same. */
  identical: Occurrences;
  /** Figures for which the file gives two values: both are kept as claims. */
  contradicting: Occurrences;
  /** By mineral or product, and year. */
  totals: Map<string, Total>;
}

type UnknownKind = Extract<Parsed, { unknown: string }>['unknown'];

/** What was taken of one mineral or product in one year. */
export interface Total {
  /** Slug. */
  of: string;
  /** What was taken: a kind of figure and its stage, `TRADE` or `FACILITY`. */
  what: string;
  form: string | null;
  /** Calendar year; null for facilities. */
  year: number | null;
  count: number;
  /** Tonnes of the countries' figures or of the flows; null where none is weighed. Figures of several publishers' forms are never added. */
  tonnes: number | null;
  /** Current US$ of flows. */
  valueUsd: number | null;
}

export const newImportStats = (): ImportStats => ({
  rows: { kept: 0, refused: 0, unknown: 0, skipped: 0, identical: 0 },
  skipped: new Map(),
  unknown: new Map(),
  refused: { count: 0, problems: [] },
  identical: { count: 0, lines: [] },
  contradicting: { count: 0, lines: [] },
  totals: new Map(),
});

/** How many rows a file has. */
export const rowsRead = ({ rows }: Pick<ImportStats, 'rows'>): number =>
  outcomes.reduce((sum, fate) => sum + rows[fate], 0);

/** Counts an occurrence on a line. */
export function countOccurrence(met: Occurrences, line: number): void {
  met.count += 1;
  if (met.lines.length < MAX_LINES && met.lines.at(-1) !== line) met.lines.push(line);
}

/** The entry of a key, made when it is not there yet. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export const noOccurrences = (): Occurrences => ({ count: 0, lines: [] });

/** Notes a row that cannot be. */
export function refuse(tally: ImportStats, line: number, reason: string): void {
  tally.refused.count += 1;
  if (tally.refused.problems.length < MAX_REFUSED) tally.refused.problems.push({ line, reason });
}

/** Counts a row that was counted as one thing as another. */
export function moveRow(tally: ImportStats, from: RowOutcome, to: RowOutcome): void {
  tally.rows[from] -= 1;
  tally.rows[to] += 1;
}

/** Adds to the total of a mineral or product. */
export function addTotal(
  tally: ImportStats,
  { of, what, form, year }: Pick<Total, 'of' | 'what' | 'form' | 'year'>,
  { tonnes = null, valueUsd = null }: Partial<Pick<Total, 'tonnes' | 'valueUsd'>>,
): void {
  const total = entry(tally.totals, `${of}\n${what}\n${form}\n${year}`, () => ({
    ...{ of, what, form, year },
    count: 0,
    tonnes: null,
    valueUsd: null,
  }));
  total.count += 1;
  if (tonnes !== null) total.tonnes = (total.tonnes ?? 0) + tonnes;
  if (valueUsd !== null) total.valueUsd = (total.valueUsd ?? 0) + valueUsd;
}
