/** A share of which a part may be unknown: it lies between `share` and `share + unknown`. Null: nothing can be said of it. */
export interface KnownShare {
  share: number | null;
  unknown: number | null;
}

/**
 * What becomes of the side of a threshold that a share is on: it is another one, the same, or it cannot be told on which side the share is.
 */
export type Change = 'CROSSED' | 'UNCHANGED' | 'UNDETERMINED';

/** On which side of a threshold a share is; null where the unknown part decides, or nothing is known. */
function sideOf({ share, unknown }: KnownShare, threshold: number): 'ABOVE' | 'BELOW' | null {
  if (share === null) return null;
  if (share > threshold) return 'ABOVE';
  return share + (unknown ?? 0) <= threshold ? 'BELOW' : null;
}

/**
 * What becomes of an answer on which side of a threshold a share is. A share that can no longer be given, or whose unknown part reaches
 * across the threshold, has not crossed it.
 *
 * @example
 * changeOf({ share: 0.93, unknown: 0.07 }, { share: 0.28, unknown: 0.72 }, 0.65); // UNDETERMINED: between 0.28 and 1
 * changeOf({ share: 0.93, unknown: 0.07 }, { share: 0.28, unknown: 0 }, 0.65); // CROSSED
 */
export function changeOf(before: KnownShare, after: KnownShare, threshold: number): Change {
  const [was, is] = [sideOf(before, threshold), sideOf(after, threshold)];
  if (was === null || is === null) return 'UNDETERMINED';
  return was === is ? 'UNCHANGED' : 'CROSSED';
}

/** An answer once more, without one source. */
export interface WithoutSource<Answer> {
  source: string;
  answer: Answer;
}

/**
 * The answer from all rows, and from those that are left when each source is left out in turn. A row that has several sources stays as
 * long as one of them does.
 *
 * @param rows what the answer is computed from
 * @param sourcesOf the sources that state a row
 * @param answer computes the answer
 * @returns one entry a source, by name
 *
 * @example
 * const rows = [{ source: 'usgs', share: 0.7 }, { source: 'bgs', share: 0.6 }];
 * leaveOneSourceOut(rows, ({ source }) => [source], (left) => Math.max(0, ...left.map(({ share }) => share)));
 * // answer 0.7; without 'bgs' 0.7, without 'usgs' 0.6
 */
export function leaveOneSourceOut<Row, Answer>(
  rows: readonly Row[],
  sourcesOf: (row: Row) => readonly string[],
  answer: (rows: readonly Row[]) => Answer,
): { answer: Answer; without: WithoutSource<Answer>[] } {
  const full = answer(rows);
  const sources = [...new Set(rows.flatMap(sourcesOf))].sort();
  const without = sources.map((source): WithoutSource<Answer> => ({
    source,
    answer: answer(rows.filter((row) => sourcesOf(row).some((other) => other !== source))),
  }));
  return { answer: full, without };
}
