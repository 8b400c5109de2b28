import type { Placed } from '../../loading/csv-table.ts';
import { countOccurrence, moveRow, refuse, type ImportStats, type RowOutcome } from './tally.ts';

/** What a file may say only once: rows that say it again in the same words are counted, and of those that differ none is taken. */
export class Once<Row> {
  readonly #stats: ImportStats;
  readonly #meaning: Meaning<Row>;
  readonly #first = new Map<string, Placed<Row>>();
  readonly #clashing = new Set<string>();

  constructor(stats: ImportStats, meaning: Meaning<Row>) {
    this.#stats = stats;
    this.#meaning = meaning;
  }

  take(line: number, row: Row): RowOutcome {
    const id = this.#meaning.id(row);
    const first = this.#first.get(id);
    if (first === undefined) {
      this.#first.set(id, { line, row });
      return 'kept';
    }
    if (this.#meaning.same(first.row, row)) {
      countOccurrence(this.#stats.identical, line);
      return 'identical';
    }
    if (!this.#clashing.has(id)) {
      this.#clashing.add(id);
      moveRow(this.#stats, 'kept', 'refused');
      refuse(this.#stats, first.line, this.#meaning.clashOfFirst(row, line));
    }
    refuse(this.#stats, line, this.#meaning.clash(row, first.line));
    return 'refused';
  }

  result(): Row[] {
    return [...this.#first].flatMap(([id, { row }]) => (this.#clashing.has(id) ? [] : [row]));
  }
}

interface Meaning<Row> {
  /** What tells a row from all others. */
  id: (row: Row) => string;
  same: (a: Row, b: Row) => boolean;
  /** Why the first row is refused, which another on `line` contradicts. */
  clashOfFirst: (row: Row, line: number) => string;
  /** Why a row is refused that contradicts the first one, on `line`. */
  clash: (row: Row, line: number) => string;
}
