import type { RequestContext, View } from '../../api/context.ts';
import type { ProductRecord } from './record.ts';
import { expectFound } from '../../lib/expect-found.ts';
import { productByKey } from './queries.ts';

/** The product of a slug that a figure names. */
export const productOrThrow = async (context: RequestContext, key: string, view: View): Promise<ProductRecord> =>
  expectFound((await context.batch(productByKey, { key, ...view }))[0], key);
