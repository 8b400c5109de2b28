import { readCountries } from '../../entities/coalition/read.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import type { DisruptionConstraint, Resolvers } from '../../api/generated.ts';
import { pageSize } from '../../api/connection.ts';
import { productByKey } from '../../entities/product/queries.ts';
import { readSources, readWithout } from '../../entities/source/read.ts';
import { findProduct } from './input.ts';
import { readDisruption } from './read.ts';
import { roundForDisplay, type DisruptionStageRecord } from './record.ts';

const why: Record<Exclude<DisruptionConstraint, 'INPUT' | 'NOT_NEEDED'>, string> = {
  NO_OTHER_SUPPLIER: 'No other maker may sell there.',
  CAPACITY: 'All who may sell there make what they can.',
  SHARING_RULE: 'More could be had, and the sharing rule leaves it elsewhere.',
};

function sentenceOf(constraint: DisruptionConstraint, lacking: string | null): string {
  if (constraint === 'INPUT') return `Others could make more, and lack ${lacking ?? 'an input'}.`;
  if (constraint === 'NOT_NEEDED')
    return `More could be had and would lie unused${lacking === null ? '' : ` for want of ${lacking}`}.`;
  return why[constraint];
}

/** Plants elsewhere that may be able to make more: nobody says how much. */
function plantsBesides(
  constraint: DisruptionConstraint,
  { otherPlants, spareCapacity }: DisruptionStageRecord,
): string {
  const isOfMakers = constraint === 'NO_OTHER_SUPPLIER' || constraint === 'CAPACITY';
  if (!isOfMakers || otherPlants.length === 0 || spareCapacity !== null) return '';
  return ` What ${otherPlants.length} ${otherPlants.length === 1 ? 'plant' : 'plants'} on record elsewhere could make besides is not known.`;
}

export const disruptionResolvers: Resolvers = {
  Query: {
    disruption: async (_, { input }, context, info) => {
      const without = await readWithout(context, input.without);
      return context.compute(readDisruption, { input, without, view: context.view(info) });
    },
  },
  Disruption: {
    rows: async ({ rows }, { first, countries, products }, context, info) => {
      const view = context.view(info);
      const [size, places, goods] = await checkAll(
        () => pageSize('first', first),
        () => countries && readCountries(context, 'countries', countries, view),
        () => products && checkEach(products, (text) => findProduct(context, 'products', text, view)),
      );
      const wanted = places ? new Set(places.map(({ iso3 }) => iso3)) : null;
      const made = goods ? new Set(goods.map(({ key }) => key)) : null;
      return rows
        .filter(
          ({ country, stage }) =>
            (wanted === null || country === null || wanted.has(country.iso3)) &&
            (made === null || stage.products.some(({ key }) => made.has(key))),
        )
        .slice(0, size);
    },
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  DisruptionStage: {
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  DisruptionRow: {
    isLowerBound: ({ stage }) => stage.isLowerBound,
    baseline: ({ outcome }) => roundForDisplay(outcome.baseline),
    before: ({ before, names }, { first }) =>
      before
        .slice(0, pageSize('first', first))
        .map(({ by, tonnes }) => ({ by: names.get(by) ?? null, tonnes: roundForDisplay(tonnes) })),
    unknownSupply: ({ outcome }) => roundForDisplay(outcome.unknownSupply),
    lostDirectly: ({ outcome }) => roundForDisplay(outcome.lostDirectly),
    lostAtSuppliers: ({ outcome }) => roundForDisplay(outcome.lostAtSuppliers),
    replaced: ({ outcome, names }, { first }) =>
      outcome.replaced
        .filter(({ tonnes }) => roundForDisplay(tonnes) > 0)
        .slice(0, pageSize('first', first))
        .map(({ kind, by, tonnes }) => ({
          kind,
          by: by === null ? null : (names.get(by) ?? null),
          tonnes: roundForDisplay(tonnes),
        })),
    replacedTonnes: ({ outcome }) => roundForDisplay(outcome.replaced.reduce((total, { tonnes }) => total + tonnes, 0)),
    short: ({ outcome }) => roundForDisplay(outcome.short),
    shortShare: ({ outcome }) => outcome.shortShare,
    finalUse: ({ outcome }) => roundForDisplay(outcome.finalUse),
    unmet: ({ outcome }) => roundForDisplay(outcome.unmet),
    usedAsInput: ({ outcome }) => roundForDisplay(outcome.usedAsInput),
    unused: ({ outcome }) => roundForDisplay(outcome.unused),
    binding: async ({ outcome: { binding }, stage, names }, _, context, info) => {
      if (!binding) return null;
      const country = binding.country === null ? null : (names.get(binding.country) ?? null);
      const [product] =
        binding.product === null
          ? []
          : await context.batch(productByKey, { key: binding.product, ...context.view(info) });
      const lacking = product ? `${product.name}${country ? ` in ${country.name}` : ''}` : null;
      return {
        constraint: binding.constraint,
        country,
        product: product ?? null,
        sentence: `${sentenceOf(binding.constraint, lacking)}${plantsBesides(binding.constraint, stage)}`,
      };
    },
  },
};
