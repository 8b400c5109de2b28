import { decimal } from '../../lib/round.ts';

/** How a publisher's unit becomes ours: what to multiply or divide by, and the sentence that says so. */
interface Conversion {
  times?: number;
  by?: number;
  says: string;
}

const toTonnes: Readonly<Record<string, Conversion>> = {
  kilograms: { by: 1000, says: 'kilograms divided by 1,000' },
  'metric tons': { says: 'metric tons are tonnes' },
  tons: { says: 'tons are metric tons' },
  'thousand metric tons': { times: 1000, says: 'thousand metric tons multiplied by 1,000' },
  'thousand metric dry tons': { times: 1000, says: 'thousand metric dry tons multiplied by 1,000; dry weight' },
  'million metric tons': { times: 1e6, says: 'million metric tons multiplied by 1,000,000' },
  // A carat is 0.2 g.
  'thousand carats': { by: 5000, says: 'thousand carats divided by 5,000: a carat is 0.2 g' },
  'million carats': { by: 5, says: 'million carats divided by 5: a carat is 0.2 g' },
};

/** Volumes of gas: shown as published, since their mass depends on the gas. */
const volumes = new Set(['million cubic meters', 'million liters']);

const toShare: Readonly<Record<string, Conversion>> = {
  percent: { by: 100, says: 'percent divided by 100' },
  share: { says: 'a share of 1' },
};

const convert = (amount: number, { times = 1, by = 1 }: Conversion): number => decimal((amount * times) / by);

/**
 * An amount of a publisher's unit in tonnes (1,000 kg).
 *
 * @returns null when the unit is not one of mass that is known here
 *
 * @example
 * tonnesOf(181.796316, 'thousand metric tons'); // 181796.316
 */
export function tonnesOf(amount: number, unit: string): number | null {
  const conversion = toTonnes[unit];
  return conversion ? convert(amount, conversion) : null;
}

/**
 * An amount of a publisher's unit as a part of 1.
 *
 * @returns null when the unit is not one of shares
 *
 * @example
 * shareOf(84.4, 'percent'); // 0.844
 */
export function shareOf(amount: number, unit: string): number | null {
  const conversion = toShare[unit];
  return conversion ? convert(amount, conversion) : null;
}

/** Whether amounts of a unit tell how much there is of something: a mass that is converted, or a volume that is not. */
export const isQuantity = (unit: string): boolean => Object.hasOwn(toTonnes, unit) || volumes.has(unit);

/** How amounts of this unit are converted, in words; null when they are shown as published. */
export const conversionOf = (unit: string): string | null => (toTonnes[unit] ?? toShare[unit])?.says ?? null;
