import { GraphQLError } from 'graphql';
import { checkAll } from '../../api/check.ts';
import { attempt } from '../../lib/attempt.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { splitId } from '../../api/global-id.ts';
import { mineralByKey } from '../../entities/mineral/queries.ts';
import { productByKey } from '../../entities/product/queries.ts';
import { readSources, readWithout } from '../../entities/source/read.ts';
import type { ConcentrationArguments } from './arguments.ts';
import { ofExports } from './exports.ts';
import { ofProduction } from './production.ts';
import { readConcentrationKey } from './key.ts';
import { shareRecord, type ConcentrationRecord, type ConcentrationShareRecord } from './record.ts';

/**
 * How concentrated supply is: exports of a product, or production of a mineral.
 * @throws GraphQLError BAD_USER_INPUT for an unknown name, for both or none of `product` and `mineral`, and for arguments that go
 *   with the other one only.
 */
export async function readConcentration(
  context: RequestContext,
  args: ConcentrationArguments,
  view: View,
): Promise<ConcentrationRecord> {
  const { product, mineral, ...rest } = args;
  const without = attempt(() => readWithout(context, args.without));
  if (product != null && mineral == null) return ofExports(context, product, rest, without, view);
  if (mineral != null && product == null) return ofProduction(context, mineral, rest, without, view);
  const wrong =
    product == null
      ? badInput('product', 'is missing.', 'Give "product" for exports or "mineral" for production.')
      : badInput('mineral', 'cannot be used together with "product".', 'Ask for one of them at a time.');
  await checkAll(
    () => Promise.reject(wrong),
    () => without,
  );
  throw wrong;
}

/** The concentration of a key; null where there is none in the view. */
export async function concentrationByKey(
  context: RequestContext,
  key: string,
  view: View,
): Promise<ConcentrationRecord | null> {
  const args = readConcentrationKey(key);
  if (args === null) return null;
  const [[product], [mineral], sources] = await Promise.all([
    args.product == null ? [] : context.batch(productByKey, { key: args.product, ...view }),
    args.mineral == null ? [] : context.batch(mineralByKey, { key: args.mineral, ...view }),
    readSources(context, args.without ?? []),
  ]);
  if ((!product && !mineral) || sources.length < (args.without ?? []).length) return null;
  const found = await readConcentration(context, args, view).catch((error: unknown) => {
    // A form that is not published at the stage.
    if (error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT') return null;
    throw error;
  });
  return found?.key === key ? found : null;
}

/** The share of a country in a concentration, by the country's code and the key of the concentration. */
export async function concentrationShareByKey(
  context: RequestContext,
  key: string,
  view: View,
): Promise<ConcentrationShareRecord | null> {
  const [country, of] = splitId(key);
  const concentration = await concentrationByKey(context, of, view);
  const supplier = concentration?.shares.find(({ country: { iso3 } }) => iso3 === country);
  return concentration && supplier ? shareRecord(concentration, supplier) : null;
}
