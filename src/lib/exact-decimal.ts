/** An exact decimal number: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

export const zero: Decimal = { units: 0n, scale: 0 };

/** Whether a text is an amount of money: digits, perhaps with a decimal point and more digits. */
export const isDecimal = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/** Reads a decimal such as `"2200000000"` or `"94.10"`. */
export function decimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

/** The units of both numbers at the larger of their scales. */
function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [unitsAt(a, scale), unitsAt(b, scale), scale];
}

const unitsAt = ({ units, scale: own }: Decimal, scale: number) => units * 10n ** BigInt(scale - own);

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return { units: x + y, scale };
}

/** What is left of `a` when `b` is taken away; zero when `b` is the larger. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return { units: x > y ? x - y : 0n, scale };
}

/** Writes a decimal of zero or more without trailing zeros after the point. */
export function write({ units, scale }: Decimal): string {
  const digits = units.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
}
