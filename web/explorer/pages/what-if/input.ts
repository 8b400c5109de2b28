import type { DisruptionInput } from '../../api/generated.ts';
import type { Values } from '../../address/address.ts';
import type { whatIfFields } from './fields.ts';

export type WhatIfAddress = Values<typeof whatIfFields>;

const amount = (text: string | undefined): number | null => {
  const value = Number(text);
  return text && Number.isFinite(value) && value >= 0 ? value : null;
};

/** The first day of the month after a day. */
export function monthAfter(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** What an address gives besides, and what of it cannot be read. */
export function given({ spare, stock, instead }: Pick<WhatIfAddress, 'spare' | 'stock' | 'instead'>) {
  const broken: string[] = [];
  const each = <T>(texts: readonly string[], name: string, read: (parts: string[]) => T | null): T[] =>
    texts.flatMap((text) => {
      const one = read(text.split(':'));
      if (one === null) broken.push(name);
      return one ?? [];
    });
  const spareCapacity = each(spare, 'spare', ([country, product, tonnes]) => {
    const tonnesPerYear = amount(tonnes);
    return country && product && tonnesPerYear !== null ? { country, product, tonnesPerYear } : null;
  });
  const stocks = each(stock, 'stock', ([country, product, text]) => {
    const tonnes = amount(text);
    return country && product && tonnes !== null ? { country, product, tonnes } : null;
  });
  const substitution = each(instead, 'instead', ([product, text, country]) => {
    const share = amount(text);
    return product && share !== null && share <= 1 ? { product, share, ...(country ? { country } : {}) } : null;
  });
  return { spareCapacity, stocks, substitution, broken: [...new Set(broken)] };
}

/** What the words of the sentence ask of the API. */
export function inputOf(address: WhatIfAddress, today: string): Omit<DisruptionInput, 'rule'> {
  const { stop, minerals, cut, to, from, months } = address;
  const products = address.products.length === 0 && minerals.length === 0 ? ['permanent-magnets'] : address.products;
  const { spareCapacity, stocks, substitution } = given(address);
  return {
    countries: [...stop],
    ...(products.length > 0 ? { products: [...products] } : {}),
    ...(minerals.length > 0 ? { minerals: [...minerals] } : {}),
    cut,
    ...(to.length > 0 ? { to: [...to] } : {}),
    from: from ?? monthAfter(today),
    months: Math.round(months),
    ...(spareCapacity.length > 0 ? { spareCapacity } : {}),
    ...(stocks.length > 0 ? { stocks } : {}),
    ...(substitution.length > 0 ? { substitution } : {}),
  };
}
