/** An answer once more, without one source. */
export interface WithoutSource<Answer> {
  source: string;
  answer: Answer;
  /** Whether it differs from the answer with all sources. */
  flips: boolean;
}

/**
 * Which answers hang on a single source: the answer from all rows, and from those that are left when each source is
 * left out in turn. A row that has several sources stays as long as one of them does.
 *
 * @param rows what the answer is computed from
 * @param sourcesOf the sources that state a row
 * @param answer computes the answer; for a figure, ask for what is decided by it ("above 65 %?"), since hardly any
 *   figure stays the same to the last digit
 * @param same whether two answers are the same; default: identical values
 * @returns one entry a source, by name
 *
 * @example
 * const rows = [{ source: 'usgs', share: 0.7 }, { source: 'bgs', share: 0.6 }];
 * leaveOneSourceOut(rows, ({ source }) => [source], (left) => Math.max(0, ...left.map(({ share }) => share)) > 0.65);
 * // answer true; without 'bgs' true, without 'usgs' false: flips
 */
export function leaveOneSourceOut<Row, Answer>(
  rows: readonly Row[],
  sourcesOf: (row: Row) => readonly string[],
  answer: (rows: readonly Row[]) => Answer,
  same: (a: Answer, b: Answer) => boolean = Object.is,
): { answer: Answer; without: WithoutSource<Answer>[] } {
  const full = answer(rows);
  const sources = [...new Set(rows.flatMap(sourcesOf))].sort();
  const without = sources.map((source): WithoutSource<Answer> => {
    const left = answer(rows.filter((row) => sourcesOf(row).some((other) => other !== source)));
    return { source, answer: left, flips: !same(full, left) };
  });
  return { answer: full, without };
}
