import type { Confidence } from '../../api/generated.ts';

/** The lowest of some confidences; null when there are none. */
export function lowestConfidence(confidences: readonly Confidence[]): Confidence | null {
  return (['LOW', 'MEDIUM', 'HIGH'] as const).find((one) => confidences.includes(one)) ?? null;
}
