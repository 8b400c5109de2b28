import type { DisruptionInput } from '../../analysis/disruption-model.ts';
import { disruption, disruptionSize, type Disruption } from '../../analysis/disruption.ts';

/** A programme of this size took three seconds of one core by either rule: twelve products, each traded by 220 countries. */
export const MAX_VARIABLES = 25_000;

export interface SolvedDisruption {
  size: { flows: number; variables: number; conditions: number };
  /** Null: too large to be solved. */
  solved: Disruption | null;
}

/** What a disruption does, where it is not too large to be solved. */
export async function solveDisruption(input: DisruptionInput): Promise<SolvedDisruption> {
  const size = { flows: input.flows.length, ...disruptionSize(input) };
  return { size, solved: size.variables > MAX_VARIABLES ? null : await disruption(input) };
}
