import { Confidence } from '../../api/generated.ts';

const lowestFirst = Object.values(Confidence).reverse();

/** The lowest of some confidences; null when there are none. */
export function lowestConfidence(confidences: readonly Confidence[]): Confidence | null {
  return lowestFirst.find((one) => confidences.includes(one)) ?? null;
}
