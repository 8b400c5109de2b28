import type { Figures, Measured } from '../measure.ts';
import type { NamedShape } from '../shape.ts';
import { hundredths } from './table.ts';

/** What one shape gave. */
export interface ShapeMeasured {
  shape: NamedShape;
  measured: readonly Measured[];
}

/** One figure of a candidate divided by that of another: all rounds together, and the lowest and highest of a round. */
export interface Ratio {
  all: number;
  lowest: number;
  highest: number;
}

export const find = ({ measured }: ShapeMeasured, name: string, connections: number): Measured | undefined =>
  measured.find((one) => one.name === name && one.connections === connections);

/** Null where one of the two was not measured. */
export function ratioOf(
  a: Measured | undefined,
  b: Measured | undefined,
  figure: 'p50' | 'requestsPerSecond' = 'p50',
): Ratio | null {
  if (!a || !b) return null;
  const divided = (one: Figures, other: Figures | undefined) => one[figure] / (other?.[figure] ?? NaN);
  const rounds = a.rounds.map((one, index) => divided(one, b.rounds[index]));
  return { all: divided(a.all, b.all), lowest: Math.min(...rounds), highest: Math.max(...rounds) };
}

export const written = (ratio: Ratio | null) =>
  ratio === null ? '-' : `**${hundredths(ratio.all)}** (${hundredths(ratio.lowest)} to ${hundredths(ratio.highest)})`;
