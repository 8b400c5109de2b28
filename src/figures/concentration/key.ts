import { Stage, type Basis } from '../../api/generated.ts';
import type { ConcentrationArguments } from './arguments.ts';

interface Keyed {
  /** Slugs; exactly one is given. */
  product?: string;
  mineral?: string;
  stage?: Stage;
  /** The form that was asked for; without it the main one. */
  form?: string | null | undefined;
  year: number | null;
  basis: Basis;
  without: readonly string[];
}

/**
 * The key of a concentration: what it is of, stage and form of a mineral, year, basis and the sources left out, joined by `:`.
 * Example: `Mineral:cobalt:REFINING::2024:MASS:`.
 */
export const concentrationKey = ({ product, mineral, stage, form, year, basis, without }: Keyed): string =>
  [
    ...(product === undefined ? ['Mineral', mineral] : ['Product', product]),
    ...[stage, form == null ? '' : encodeURIComponent(form), year, basis, without.join(',')],
  ].join(':');

/** What a key asks for; null for what is none. */
export function readConcentrationKey(key: string): ConcentrationArguments | null {
  const [kind, slug = '', stage = '', form = '', year = '', basis, sources = '', ...rest] = key.split(':');
  if ((kind !== 'Product' && kind !== 'Mineral') || (basis !== 'VALUE' && basis !== 'MASS') || rest.length > 0)
    return null;
  if (!/^\d{0,4}$/.test(year)) return null;
  const without = sources.split(',').filter(Boolean);
  const asked = { year: year === '' ? null : Number(year), basis, without } satisfies ConcentrationArguments;
  if (kind === 'Product') return { product: slug, ...asked };
  const known = Object.values(Stage).find((one) => one === stage);
  return known ? { mineral: slug, stage: known, form: decoded(form), ...asked } : null;
}

function decoded(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text);
  } catch {
    // No form is so written, so that none is found by it.
    return text;
  }
}
