import type { ProductContent } from './record.ts';

/** Whether figures weigh a thing as it is, as customs do: their publisher says so, or names nothing else that is counted. */
export const isGrossWeight = (basis: string | null): boolean => basis === null || basis === 'gross weight';

/**
 * Whether two figures count the same: one content, such as `lithium content` or `REO`. Gross weights of two things, such as ore and
 * metal, never do; nor does the dry weight of one the dry weight of another.
 */
export const isSameContent = (a: string | null, b: string | null): boolean =>
  a === b && !isGrossWeight(a) && a !== 'dry weight';

/**
 * Tonnes of a product as customs weigh it for one that figures of a basis count.
 *
 * @param contents the conversions on record for the product
 * @returns null where there is none: the figures cannot be set beside its trade
 *
 * @example
 * grossPerTonne('gross weight', []); // 1
 * grossPerTonne('silicon content', [{ basis: 'silicon content', perTonne: 0.99 }]); // 1.0101
 * grossPerTonne('manganese content', []); // null
 */
export function grossPerTonne(basis: string | null, contents: readonly ProductContent[]): number | null {
  if (isGrossWeight(basis)) return 1;
  const content = contents.find((one) => one.basis === basis);
  return content ? 1 / content.perTonne : null;
}
