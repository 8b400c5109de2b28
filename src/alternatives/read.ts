import { minimumProjects } from '../analysis/alternatives.ts';
import { lookThrough } from '../analysis/look-through.ts';
import { readCountries } from '../coalition/read.ts';
import type { RequestContext, View } from '../context.ts';
import { countryByKey, countryByText } from '../country/queries.ts';
import { nearestYear } from '../dependence/record.ts';
import { productionOfProduct } from '../facility/queries.ts';
import { checkAll } from '../graphql/check.ts';
import { badInput } from '../graphql/errors.ts';
import type { Stage } from '../graphql/generated.ts';
import { groupBy } from '../observation/choose.ts';
import { productByText } from '../product/queries.ts';
import type { ProductRecord } from '../product/record.ts';
import { fold } from '../spelling/fold.ts';
import { known } from '../spelling/suggest.ts';
import { mineralsOf } from '../supply-chain/build.ts';
import { builtChain, readSupplyChain } from '../supply-chain/read.ts';
import { WORLD_USER, type BuiltChain, type ChainFlow } from '../supply-chain/record.ts';
import { figuresOfProduct, worldTables } from '../supply-chain/world-table.ts';
import { kindsOfProduct } from './queries.ts';
import type {
  AlternativeCountryRecord,
  AlternativePlantRecord,
  AlternativesRecord,
  CandidateRecord,
  MinimumSetRecord,
} from './record.ts';
import { supplyInTonnes } from './supply.ts';

/** Most projects that a set is looked for among, and most rows of supply that are gone through for it. */
const MOST_PROJECTS = 30;
const MOST_ROWS = 3_000_000;

const depth: Record<Stage, number> = { COMPONENT: 0, METAL: 1, REFINING: 2, EXTRACTION: 3, RECYCLING: 4 };

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
      known((await context.batch(productByText, find.product))[0], context, 'product', 'Product', args.product),
    async () =>
      known((await context.batch(countryByText, find.excluding))[0], context, 'excluding', 'Country', args.excluding),
    () => (args.for == null ? null : readCountries(context, 'for', [args.for], view)),
  );
  if (members?.length === 1 && members[0]?.iso3 === excluding.iso3)
    throw badInput('for', `is ${excluding.name}, the country left out.`, 'Name who is to depend less on it.');
  const users = members?.map(({ iso3 }) => iso3).filter((iso3) => iso3 !== excluding.iso3) ?? null;

  const today = Number(view.asOf.slice(0, 4));
  const newest = await readSupplyChain(context, product.key, args.year ?? today, view);
  const full = newest.products.get(product.key)?.fullTradeYears ?? [];
  const year = args.year ?? full.filter((one) => one <= today).at(-1) ?? today;
  const reading = year === newest.year ? newest : await readSupplyChain(context, product.key, year, view);
  const built = builtChain(context, reading, { basis: 'VALUE' });
  const isTradeMissing = product.tradeYears.length > 0 && !product.tradeYears.includes(year);
  const nearest = isTradeMissing ? nearestYear(product.tradeYears, year) : null;
  return {
    product,
    excluding,
    users,
    year,
    built,
    countries: isTradeMissing ? [] : await readOtherCountries(context, built, excluding.iso3, users),
    plants: await readPlants(context, built, excluding.iso3, view),
    explanation: isTradeMissing
      ? `No trade of ${year} is loaded${nearest === null ? '' : `; the nearest year is ${nearest}`}.`
      : null,
  };
}

/** Countries that export it; where no trade is loaded, those that make it. */
async function readOtherCountries(
  context: RequestContext,
  built: BuiltChain,
  excluded: string,
  users: readonly string[] | null,
): Promise<AlternativeCountryRecord[]> {
  const { root, trade } = built.reading;
  const found = new Map<string, Omit<AlternativeCountryRecord, 'country' | 'behind' | 'behindUnknown'>>();
  if (built.traded) {
    // Of each code the source that is used: the first.
    const codes = [...groupBy(trade.get(root) ?? [], ({ hs }) => hs).values()];
    const own = codes.flatMap(([used]) => used?.flows ?? []);
    const value = (flows: readonly ChainFlow[]) => flows.reduce((sum, [, , valueUsd]) => sum + (valueUsd ?? 0), 0);
    const whole = value(own);
    for (const [exporter, sales] of groupBy(own, ([seller]) => seller)) {
      const exportsUsd = value(sales);
      const weighed = sales.filter(([, , , tonnes]) => tonnes !== null);
      found.set(exporter, {
        share: whole > 0 ? exportsUsd / whole : 0,
        exportsUsd,
        tonnes: weighed.length > 0 ? weighed.reduce((sum, [, , , tonnes]) => sum + (tonnes ?? 0), 0) : null,
        suppliesUsd: value(sales.filter(([, importer]) => users === null || users.includes(importer))),
      });
    }
  } else
    for (const { country, share, tonnes } of tableOf(built)?.parts ?? [])
      found.set(country, { share, exportsUsd: null, tonnes, suppliesUsd: null });
  found.delete(excluded);
  const behind = behindMakers(built, [...found.keys()], excluded);
  const countries = await Promise.all(
    [...found].map(async ([key, amounts]) => {
      const [country] = await context.batch(countryByKey, { key, ...built.reading.view });
      return country ? [{ country, ...amounts, ...(behind.get(key) ?? { behind: 0, behindUnknown: 1 }) }] : [];
    }),
  );
  return countries.flat().sort((a, b) => b.share - a.share);
}

const tableOf = ({ reading }: BuiltChain) => {
  const own = reading.products.get(reading.root);
  return own ? worldTables(figuresOfProduct(reading.figures, own, mineralsOf(own, own.followedMineral)))[0] : undefined;
};

/** Of what each country makes of the root, the part that comes from the excluded one at an earlier stage. */
function behindMakers(built: BuiltChain, makers: readonly string[], excluded: string) {
  const inputs = built.data.inputs.filter(({ product }) => product === built.reading.root);
  const asked = makers.flatMap((country) => inputs.map(({ input, weight }) => ({ country, product: input, weight })));
  const fates = lookThrough(built.chain, asked, excluded);
  const begins = built.data.origins.includes(built.reading.root);
  return new Map(
    makers.map((maker) => {
      const own = fates.flatMap((fate, index) =>
        fate.country === maker ? [{ fate, weight: asked[index]?.weight ?? 0 }] : [],
      );
      const known = own.reduce((sum, { weight }) => sum + weight, 0);
      return [
        maker,
        {
          behind: Math.min(
            1,
            own.reduce((sum, { fate, weight }) => sum + weight * fate.lookThrough, 0),
          ),
          behindUnknown: begins
            ? 0
            : Math.min(
                1,
                own.reduce((sum, { fate, weight }) => sum + weight * fate.unknown, Math.max(0, 1 - known)),
              ),
        },
      ];
    }),
  );
}

/** Plants of the product and of all it is made of, and of their kinds, outside the excluded country. */
async function readPlants(
  context: RequestContext,
  built: BuiltChain,
  excluded: string,
  view: View,
): Promise<AlternativePlantRecord[]> {
  const { root, products } = built.reading;
  // From the product back to the mine: what comes first keeps a plant that would count as several.
  const chain = [...products.values()]
    .map(({ product }) => product)
    .sort(
      (a, b) =>
        Number(b.key === root) - Number(a.key === root) || depth[a.stage] - depth[b.stage] || (a.key < b.key ? -1 : 1),
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

// Tonnes that count something else than the product that goes into the next step.
const otherUnit = /feed|SEGH|REO/;

const isPlan = ({ production }: AlternativePlantRecord) =>
  production.status === 'PLANNED' || production.status === 'UNDER_CONSTRUCTION';

/** The plans of a chain as the smallest set counts them: of several of one plant for one product the largest. */
function candidatesOf(
  { plants, product }: AlternativesRecord,
  measured: ReadonlySet<string>,
  year: number,
): CandidateRecord[] {
  const all = plants.filter(isPlan).map((plan): CandidateRecord => {
    const { facility, production, countsAs } = plan;
    const today = plants
      .filter((other) => other.facility.key === facility.key && other.countsAs.key === countsAs.key && !isPlan(other))
      .reduce((sum, other) => sum + (other.production.capacityTonnes ?? 0), 0);
    const more = production.capacityTonnes === null ? null : production.capacityTonnes - today;
    const starts = production.plannedFor ?? facility.plannedFor;
    const sameUnit = countsAs.key === product.key || !otherUnit.test(production.capacityUnit ?? '');
    const comparable = measured.has(countsAs.key) && plan.alike && sameUnit;
    const notCounted =
      more === null || more <= 0
        ? 'NO_CAPACITY'
        : !comparable
          ? 'NOT_COMPARABLE'
          : starts === null
            ? 'NO_DATE'
            : starts > year
              ? 'TOO_LATE'
              : null;
    return {
      ...plan,
      key: `${facility.key} ${countsAs.key}`,
      tonnes: comparable && (more ?? 0) > 0 ? more : null,
      year: starts,
      notCounted,
    };
  });
  const largest = [...groupBy(all, ({ key }) => key).values()].map((own) =>
    own.reduce((best, one) => ((one.tonnes ?? 0) > (best.tonnes ?? 0) ? one : best)),
  );
  return largest.sort((a, b) => (b.tonnes ?? 0) - (a.tonnes ?? 0) || (a.key < b.key ? -1 : 1));
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/** The smallest set of plans that brings the look-through share below a threshold. */
export function readMinimumSet(
  context: RequestContext,
  alternatives: AlternativesRecord,
  threshold: number,
  year: number,
): MinimumSetRecord {
  const { excluding, product } = alternatives;
  const built = builtChain(context, alternatives.built.reading, { basis: 'MASS' });
  const use = useOf(built);
  const names = built.traded ? (alternatives.users ?? [...use.keys()]) : [WORLD_USER];
  const users = names.filter((name) => use.has(name) && name !== excluding.iso3).sort();
  const { supply, measured } = supplyInTonnes(built, users, use);
  const candidates = candidatesOf(alternatives, measured, year);
  const counted = candidates.filter(({ notCounted }) => notCounted === null).slice(0, MOST_PROJECTS);
  const nothing = { threshold, year, candidates, projects: [] };
  if (supply.length === 0)
    return {
      ...{ ...nothing, found: null, missing: 'NOT_AVAILABLE' },
      explanation: `Who supplies them with ${product.name} in ${alternatives.year} is not known in tonnes.`,
    };
  const found = minimumProjects({
    ...{
      supply,
      inputs: built.data.inputs,
      origins: built.data.origins,
      users,
      product: product.key,
      on: excluding.iso3,
      threshold,
      year,
    },
    projects: counted.map(({ key, facility, countsAs, tonnes, year: starts }) => ({
      ...{ key, country: facility.country.iso3, product: countsAs.key, tonnes: tonnes ?? 0, year: starts ?? year },
    })),
    maxEvaluations: Math.max(1, Math.min(1000, Math.floor(MOST_ROWS / supply.length))),
  });
  const set = found.projects?.flatMap((key) => counted.find((one) => one.key === key) ?? []) ?? [];
  const left = candidates.length - counted.length;
  const outcome =
    found.before < threshold
      ? `The look-through share is ${percent(found.before)} already, below ${percent(threshold)}.`
      : found.projects === null
        ? `${found.exact ? 'No set' : 'No set that was tried'} of the ${counted.length} plans that count brings the look-through share below ${percent(threshold)}: with all of them it goes from ${percent(found.before)} to ${percent(found.withAll)}.`
        : `${set.length} ${set.length === 1 ? 'plan brings' : 'plans bring'} the look-through share from ${percent(found.before)} to ${percent(found.reached)}.`;
  return {
    ...{ threshold, year, found, projects: set, candidates, missing: null },
    explanation: `${outcome}${left > 0 ? ` ${left} more ${left === 1 ? 'plan does' : 'plans do'} not count, for want of a capacity, a date or comparable tonnes, or since they are too late.` : ''}`,
  };
}

/** Tonnes that each user of the root uses in a year: by trade, or where there is none what the world makes; null where unknown. */
function useOf(built: BuiltChain): Map<string, number | null> {
  const { root } = built.reading;
  if (!built.traded) {
    const parts = tableOf(built)?.parts ?? [];
    if (parts.length === 0) return new Map();
    const tonnes = parts.reduce((sum, part) => sum + (part.tonnes ?? 0), 0);
    const share = parts.reduce((sum, part) => sum + part.share, 0);
    return new Map([[WORLD_USER, parts.some((part) => part.tonnes === null) ? null : tonnes / share]]);
  }
  const use = new Map<string, number>();
  for (const { country, product, tonnes } of built.supply)
    if (product === root) use.set(country, (use.get(country) ?? 0) + (tonnes ?? 0));
  return use;
}
