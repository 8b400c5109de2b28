/**
 * The element at a place that is known to be in the list.
 *
 * @throws Error when it is not: a fault in the program, not in the input
 *
 * @example
 * at(['a', 'b'], 1); // 'b'
 */
export function at<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new Error(`There is no element ${index} in a list of ${list.length}.`);
  return element;
}
