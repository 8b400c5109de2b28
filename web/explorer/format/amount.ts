import { money } from './numbers.ts';

const bounds = { AT_LEAST: '≥\u202F', AT_MOST: '≤\u202F', ABOUT: 'about ' } as const;

/** An amount in its currency, to three digits: `$620m`, `about 5.75m EUR`. */
export function amountIn(amount: string, currency: string | null, bound: keyof typeof bounds | null = null): string {
  const inDollars = money(amount);
  const text = currency === 'USD' ? inDollars : `${inDollars.slice(1)} ${currency ?? 'of no named currency'}`;
  return `${bound ? bounds[bound] : ''}${text}`;
}
