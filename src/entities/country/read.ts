import type { RequestContext, View } from '../../api/context.ts';
import type { CountryRecord } from './record.ts';
import { expectFound } from '../../lib/expect-found.ts';
import { countryByKey } from './queries.ts';

/** The country of a code that a figure names. */
export const countryOrThrow = async (context: RequestContext, key: string, view: View): Promise<CountryRecord> =>
  expectFound((await context.batch(countryByKey, { key, ...view }))[0], key);
