import { at } from './at.ts';
import { checkCount } from './check.ts';

export interface ValueRange {
  /** The measure with the first value of every figure. */
  preferred: number;
  low: number;
  high: number;
  /** Every combination of values was tried; or, when there are too many, one figure at a time beside the first values. */
  method: 'ALL_COMBINATIONS' | 'ONE_AT_A_TIME';
}

/**
 * The range of a measure when sources disagree on the figures that go into it.
 *
 * @param figures by name, the values that compete for each, the preferred one first
 * @param measure computes the measure from one value a figure
 * @param options `maxCombinations`: above it only one figure varies at a time, which can miss extremes; default 4096
 * @throws RangeError when a figure has no value or a value is not a finite number
 *
 * @example
 * // China's part of mining when the United States and China report one value and Myanmar two
 * valueRange(
 *   new Map([['CHN', [255]], ['MMR', [43, 72]], ['USA', [42]]]),
 *   (tonnes) => tonnes.CHN / (tonnes.CHN + tonnes.MMR + tonnes.USA),
 * ); // preferred and high 255/340 = 0.75, low 255/369 = 0.691
 */
export function valueRange<Name extends string>(
  figures: ReadonlyMap<Name, readonly number[]>,
  measure: (values: Readonly<Record<Name, number>>) => number,
  { maxCombinations = 4096 }: { maxCombinations?: number } = {},
): ValueRange {
  checkCount('maxCombinations', maxCombinations, 1);
  const names = [...figures.keys()];
  const lists = [...figures].map(([name, values]) => {
    if (values.length === 0 || !values.every(Number.isFinite)) {
      throw new RangeError(`figures must have one or more finite values each: look at ${name}.`);
    }
    return [...new Set(values)];
  });
  const compute = (values: readonly number[]) =>
    measure(Object.fromEntries(names.map((name, index) => [name, at(values, index)])) as Record<Name, number>);
  const first = lists.map((values) => at(values, 0));
  const all = lists.reduce((count, values) => count * values.length, 1) <= maxCombinations;
  const tried = all
    ? lists.reduce<number[][]>((sets, values) => sets.flatMap((set) => values.map((value) => [...set, value])), [[]])
    : lists.flatMap((values, index) => values.map((value) => first.with(index, value)));
  const results = tried.map(compute);
  return {
    preferred: compute(first),
    low: Math.min(...results),
    high: Math.max(...results),
    method: all ? 'ALL_COMBINATIONS' : 'ONE_AT_A_TIME',
  };
}
