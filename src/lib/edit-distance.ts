/**
 * How many letters must be typed, left out, exchanged or swapped with their neighbour to make one text of another.
 *
 * @example
 * editDistance('galium', 'gallium'); // 1
 */
export function editDistance(a: string, b: string): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of from.entries()) {
    const row = [i + 1];
    for (const [j, other] of to.entries()) {
      const swapped = i > 0 && j > 0 && letter === to[j - 1] && from[i - 1] === other;
      row.push(
        Math.min(
          (last[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (last[j] ?? 0) + (letter === other ? 0 : 1),
          swapped ? (beforeLast[j - 1] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last.at(-1) ?? 0;
}

/** How far a name is from what was typed: a beginning is as near as one slip. Both folded. */
export const slipsBetween = (typed: string, name: string): number =>
  name !== typed && name.startsWith(typed) ? 1 : editDistance(typed, name);
