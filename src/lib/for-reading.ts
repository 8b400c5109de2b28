import { nameOf, type Json, type Scalar } from './answer-rows.ts';
import type { LeafTypes } from './leaf-types.ts';

type Data = { [field: string]: Json };

/** `0.8744` as `87.4 %`; what is not nothing or all is never shown as that. */
export function asPercent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  if (share < 1 && share >= 0.9995) return '> 99.9 %';
  return `${Number.isInteger(share) ? String(share * 100) : (share * 100).toFixed(1)} %`;
}

/** `1234567.5` as `1,234,567.5`; digits of a text are kept as they are. */
export function grouped(amount: number | string): string {
  const [whole = '', decimals] = String(typeof amount === 'number' ? Math.round(amount * 1000) / 1000 : amount).split(
    '.',
  );
  const withCommas = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? withCommas : `${withCommas}.${decimals}`;
}

const AMOUNTS: ReadonlySet<string> = new Set(['Tonnes', 'UsdAmount', 'Amount']);

function shown(value: Scalar, type: string | undefined): Scalar {
  if (type === 'Share' && typeof value === 'number') return asPercent(value);
  if (type && AMOUNTS.has(type) && value !== null && typeof value !== 'boolean') return grouped(value);
  return value;
}

/** An answer with its shares as percentages and its amounts grouped, for a table that people read. */
export function forReading(data: Data, types: LeafTypes): Data {
  const walk = (value: Json, path: readonly string[]): Json => {
    if (Array.isArray(value)) return value.map((item) => walk(item, path));
    if (typeof value !== 'object' || value === null) return shown(value, types.get(nameOf(path)));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, [...path, key])]));
  };
  return walk(data, []) as Data;
}
