import { stepsBack } from '../supply-chain/stages.ts';
import { readCountries } from '../../entities/coalition/read.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByKey, countryByText } from '../../entities/country/queries.ts';
import { productionOfProduct } from '../../entities/facility/queries.ts';
import { checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import { productByText } from '../../entities/product/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { readChainProducts } from '../supply-chain/read.ts';
import { minimumSetOfChain, otherCountriesOfChain } from './of-chain.ts';
import type { OtherCountry } from './others.ts';
import { kindsOfProduct } from './queries.ts';
import type {
  AlternativeCountryRecord,
  AlternativePlantRecord,
  AlternativesRecord,
  MinimumSetRecord,
} from './record.ts';
import { calendarYear, nearestYear } from '../../lib/years.ts';

export interface AlternativesArguments {
  product: string;
  excluding: string;
  for?: string | null;
  year?: number | null;
}

/**
 * Who else supplies a product, or could.
 * @throws GraphQLError BAD_USER_INPUT for unknown names, or a country that is to depend less on itself.
 */
export async function readAlternatives(
  context: RequestContext,
  args: AlternativesArguments,
  view: View,
): Promise<AlternativesRecord> {
  const find = { product: { text: fold(args.product), ...view }, excluding: { text: fold(args.excluding), ...view } };
  const [product, excluding, members] = await checkAll(
    async () =>
      requireKnown((await context.batch(productByText, find.product))[0], context, 'product', 'Product', args.product),
    async () =>
      requireKnown(
        (await context.batch(countryByText, find.excluding))[0],
        context,
        'excluding',
        'Country',
        args.excluding,
      ),
    () => (args.for == null ? null : readCountries(context, 'for', [args.for], view)),
  );
  if (members?.length === 1 && members[0]?.iso3 === excluding.iso3)
    throw badInput('for', `is ${excluding.name}, the country left out.`, 'Name who is to depend less on it.');
  const users = members?.map(({ iso3 }) => iso3).filter((iso3) => iso3 !== excluding.iso3) ?? null;

  const today = calendarYear(view.asOf);
  const products = await readChainProducts(context, product.key);
  const full = products.get(product.key)?.fullTradeYears ?? [];
  const year = args.year ?? full.filter((one) => one <= today).at(-1) ?? today;
  const chain = { product: product.key, year, view };
  const { countries, sources } = await context.compute(otherCountriesOfChain, {
    ...{ chain, users },
    excluded: excluding.iso3,
  });
  const isTradeMissing = product.tradeYears.length > 0 && !product.tradeYears.includes(year);
  const nearest = isTradeMissing ? nearestYear(product.tradeYears, year) : null;
  return {
    product,
    excluding,
    users,
    year,
    chain,
    sources,
    countries: isTradeMissing ? [] : await namedCountries(context, countries, view),
    plants: await readPlants(context, product.key, excluding.iso3, view),
    explanation: isTradeMissing
      ? `No trade of ${year} is loaded${nearest === null ? '' : `; the nearest year is ${nearest}`}.`
      : null,
  };
}

/** The same countries with their names, largest share first. */
async function namedCountries(
  context: RequestContext,
  countries: readonly OtherCountry[],
  view: View,
): Promise<AlternativeCountryRecord[]> {
  const named = await Promise.all(
    countries.map(async (other) =>
      (await context.batch(countryByKey, { key: other.country, ...view })).map((country) => ({ ...other, country })),
    ),
  );
  return named.flat().sort((a, b) => b.share - a.share);
}

/** Plants of the product and of all it is made of, and of their kinds, outside the excluded country. */
async function readPlants(
  context: RequestContext,
  root: string,
  excluded: string,
  view: View,
): Promise<AlternativePlantRecord[]> {
  // From the product back to the mine: what comes first keeps a plant that would count as several.
  const chain = [...(await readChainProducts(context, root)).values()]
    .map(({ product }) => product)
    .sort(
      (a, b) =>
        Number(b.key === root) - Number(a.key === root) ||
        stepsBack[a.stage] - stepsBack[b.stage] ||
        (a.key < b.key ? -1 : 1),
    );
  const kinds = await Promise.all(chain.map(({ key }) => context.batch(kindsOfProduct, { product: key, root })));
  const counted = new Map<string, { countsAs: ProductRecord; alike: boolean }>();
  for (const [index, countsAs] of chain.entries())
    for (const { product, single } of kinds[index] ?? [])
      if (!counted.has(product.key))
        counted.set(product.key, { countsAs, alike: single || product.key === countsAs.key });
  const plants = await Promise.all(
    [...counted].map(async ([key, as]) =>
      (await context.batch(productionOfProduct, { key, ...view })).map((plant) => ({ ...plant, ...as })),
    ),
  );
  return plants
    .flat()
    .filter(({ facility, production }) => facility.country.iso3 !== excluded && production.status !== 'CLOSED')
    .sort((a, b) => place(a) - place(b) || (b.production.capacityTonnes ?? 0) - (a.production.capacityTonnes ?? 0));

  function place({ countsAs }: AlternativePlantRecord): number {
    return chain.findIndex(({ key }) => key === countsAs.key);
  }
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/** The smallest set of plans that brings the look-through share below a threshold. */
export async function readMinimumSet(
  context: RequestContext,
  { excluding, product, users, plants, chain, year: tradeYear }: AlternativesRecord,
  threshold: number,
  year: number,
): Promise<MinimumSetRecord> {
  const asked = { chain, plants, users, threshold, year, excluded: excluding.iso3 };
  const { candidates, counted, found } = await context.compute(minimumSetOfChain, asked);
  if (!found)
    return {
      ...{ threshold, year, candidates, projects: [], found, missing: 'NOT_AVAILABLE' },
      explanation: `Who supplies them with ${product.name} in ${tradeYear} is not known in tonnes.`,
    };
  const set = found.projects?.flatMap((key) => candidates.find((one) => one.key === key) ?? []) ?? [];
  const left = candidates.length - counted;
  const outcome =
    found.before < threshold
      ? `The look-through share is ${percent(found.before)} already, below ${percent(threshold)}.`
      : found.projects === null
        ? `${found.exact ? 'No set' : 'No set that was tried'} of the ${counted} plans that count brings the look-through share below ${percent(threshold)}: with all of them it goes from ${percent(found.before)} to ${percent(found.withAll)}.`
        : `${set.length} ${set.length === 1 ? 'plan brings' : 'plans bring'} the look-through share from ${percent(found.before)} to ${percent(found.reached)}.`;
  return {
    ...{ threshold, year, found, projects: set, candidates, missing: null },
    explanation: `${outcome}${left > 0 ? ` ${left} more ${left === 1 ? 'plan does' : 'plans do'} not count, for want of a capacity, a date or comparable tonnes, or since they are too late.` : ''}`,
  };
}
