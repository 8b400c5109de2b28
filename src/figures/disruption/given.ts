import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import type { DisruptionInput } from '../../api/generated.ts';
import { readCountries } from '../../entities/coalition/read.ts';
import { WORLD_USER } from '../supply-chain/record.ts';
import { findProduct } from './input.ts';
import type { Given } from './model.ts';
import type { StageData } from './record.ts';

/** The balanced stage of a product named. */
async function findStage(
  context: TaskContext,
  balanced: readonly StageData[],
  argument: string,
  text: string,
  view: View,
): Promise<StageData> {
  const product = await findProduct(context, argument, text, view);
  const stage = balanced.find(({ products }) => products.some(({ key }) => key === product.key));
  if (stage) return stage;
  const known = balanced.flatMap(({ products }) => products.map(({ key }) => `'${key}'`));
  throw badInput(
    argument,
    `${product.name} is not balanced in this what-if.`,
    known.length > 0 ? `Balanced are ${known.join(', ')}.` : 'None of its products can be balanced in tonnes.',
  );
}

async function findCountry(context: TaskContext, argument: string, text: string, view: View): Promise<string> {
  const [country] = await readCountries(context, argument, [text], view);
  if (!country) throw badInput(argument, 'names nobody on the day asked.');
  return country.iso3;
}

/** The user that a country is part of: the world, where nobody knows who uses it. */
const userOf = ({ basis }: StageData, country: string) => (basis === 'WORLD_PRODUCTION' ? WORLD_USER : country);

/** The spare capacity on record, but for the countries and products of which the caller gives it. */
const recordedSpare = (balanced: readonly StageData[], given: Given['spareCapacity']): Given['spareCapacity'] =>
  balanced.flatMap(({ key: product, spare }) =>
    spare
      .filter(({ country }) => !given.some((one) => one.product === product && one.country === country))
      .map((one) => ({ ...one, product })),
  );

/** What the caller gives of capacity, stocks and substitution, beside the spare capacity on record. */
export async function readGiven(
  context: TaskContext,
  input: DisruptionInput,
  balanced: readonly StageData[],
  view: View,
): Promise<Given> {
  const stageOf = (argument: string, text: string) => findStage(context, balanced, argument, text, view);
  const countryOf = (argument: string, text: string) => findCountry(context, argument, text, view);
  const [spareCapacity, stocks, substitution] = await checkAll(
    () =>
      checkEach(input.spareCapacity ?? [], async ({ country, product, tonnesPerYear, from }) => {
        const stage = await stageOf('input.spareCapacity.product', product);
        const maker = await countryOf('input.spareCapacity.country', country);
        return { country: maker, product: stage.key, tonnesPerYear, ...(from == null ? {} : { from }) };
      }),
    () =>
      checkEach(input.stocks ?? [], async ({ country, product, tonnes }) => {
        const stage = await stageOf('input.stocks.product', product);
        const owner = await countryOf('input.stocks.country', country);
        return { country: userOf(stage, owner), product: stage.key, tonnes };
      }),
    () =>
      checkEach(input.substitution ?? [], async ({ product, share, country }) => {
        const stage = await stageOf('input.substitution.product', product);
        if (country == null) return { product: stage.key, share };
        const user = await countryOf('input.substitution.country', country);
        return { country: userOf(stage, user), product: stage.key, share };
      }),
  );
  return { spareCapacity: [...spareCapacity, ...recordedSpare(balanced, spareCapacity)], stocks, substitution };
}
