import { observationTable, subjectOfAnySource, type ObservationRow } from '../../entities/observation/load.ts';
import { tonnesOf } from '../../entities/observation/unit.ts';
import { errorsOf } from '../../loading/csv-table.ts';
import { issueText, type Keys } from './known-keys.ts';
import { addTotal, countOccurrence, type ImportStats, type RowOutcome } from './tally.ts';

/** The figures of a file: each once; two values for the same are both kept, as claims. */
export class FigureCheck {
  readonly #stats: ImportStats;
  readonly #figures = new Map<string, ObservationRow>();
  readonly #values = new Map<string, string>();

  constructor(stats: ImportStats) {
    this.#stats = stats;
  }

  take(line: number, row: ObservationRow): RowOutcome {
    const subject = row.source + subjectOfAnySource(row);
    const id = `${subject} ${row.value}`;
    if (this.#figures.has(id)) {
      countOccurrence(this.#stats.identical, line);
      return 'identical';
    }
    if (this.#values.has(subject)) countOccurrence(this.#stats.contradicting, line);
    this.#values.set(subject, row.value);
    this.#figures.set(id, row);
    this.#count(row);
    return 'kept';
  }

  result(): ObservationRow[] {
    return [...this.#figures.values()];
  }

  #count({ mineral, kind, stage, form, year, country, number, unit }: ObservationRow): void {
    const what = stage === null ? kind : `${kind} ${stage}`;
    const tonnes = country && number !== null ? tonnesOf(number, unit) : null;
    addTotal(this.#stats, { of: mineral, what, form, year }, { tonnes });
  }
}

/** A row as the cells of a curated table, so that its columns can be checked as theirs are. */
const cellsOf = (row: ObservationRow): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? '' : String(value)]));

/** What cannot be about a figure. */
export function errorsOfFigure(row: ObservationRow, known: Keys): string[] {
  const read = observationTable.columns.safeParse(cellsOf(row));
  return read.success ? errorsOf(observationTable, row, known) : read.error.issues.map(issueText);
}
