import type { RequestContext, View } from '../../api/context.ts';
import { countryByKey } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { productByKey } from '../../entities/product/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { readSource } from '../../entities/source/read.ts';
import type { SourceRecord } from '../../entities/source/record.ts';

/** What a figure names is in the graph: anything else is a fault of the load. */
function known<T>(found: T | null | undefined, key: string): T {
  if (found == null) throw new Error(`A figure names ${key}, which the graph does not have.`);
  return found;
}

/** The country of a code that a figure names. */
export const countryOf = async (context: RequestContext, key: string, view: View): Promise<CountryRecord> =>
  known((await context.batch(countryByKey, { key, ...view }))[0], key);

/** The product of a slug that a figure names. */
export const productOf = async (context: RequestContext, key: string, view: View): Promise<ProductRecord> =>
  known((await context.batch(productByKey, { key, ...view }))[0], key);

/** The source that a figure names. */
export const sourceOf = async (context: RequestContext, key: string): Promise<SourceRecord> =>
  known(await readSource(context, key), key);
