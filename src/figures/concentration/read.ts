import { attempt, checkAll } from '../../api/check.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { readWithout } from '../../entities/source/read.ts';
import type { ConcentrationArguments } from './arguments.ts';
import { ofExports } from './exports.ts';
import { ofProduction } from './production.ts';
import type { ConcentrationRecord } from './record.ts';

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
