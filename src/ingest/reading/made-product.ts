import type { Places } from './importer.ts';

/** A product that is made for an HS code which was asked for and which no known product has. */
export interface MadeProduct {
  slug: string;
  hs: string;
  /** As the publisher names the code; the code where it does not. */
  name: string;
  /** Such as `HS2017`. */
  hsRevision: string | null;
}

/** What to call a code, and the revision of the Harmonized System that it is of. */
export interface CodeNames {
  nameOf: (hs: string) => string | null;
  hsRevision: string | null;
}

/**
 * The product that is traded under a code: the known one, else, where the code or its heading was asked for, one that is made.
 *
 * @param asked codes of `--hs`; null takes those of the known products
 */
export function productOf(
  hs: string,
  { productByHs }: Pick<Places, 'productByHs'>,
  asked: readonly string[] | null,
  { nameOf, hsRevision }: CodeNames,
): { product: string; made?: MadeProduct } | null {
  const product = productByHs.get(hs);
  if (product !== undefined) return { product };
  if (asked === null || !isAsked(hs, asked)) return null;
  const slug = `hs-${hs}`;
  return { product: slug, made: { slug, hs, name: nameOf(hs) ?? `HS ${hs}`, hsRevision } };
}

/** Whether a code, or the heading that holds it, is among those asked for. */
export const isAsked = (hs: string, asked: readonly string[]): boolean => asked.some((one) => hs.startsWith(one));

/** The year of a revision of the Harmonized System by its number in UN Comtrade, `H6`, or in BACI, `HS17`. */
export function hsRevisionOf(code: string): string | null {
  const [, number, year] = /^(?:H(\d)|HS(\d\d))$/i.exec(code) ?? [];
  const of = number === undefined ? year : ['92', '96', '02', '07', '12', '17', '22', '28'][Number(number)];
  return of === undefined ? null : `HS${Number(of) < 80 ? 20 : 19}${of}`;
}
