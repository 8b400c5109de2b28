import type { RequestContext } from '../../api/context.ts';
import { pageSize } from '../../api/connection.ts';
import { checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import type { Resolvers } from '../../api/generated.ts';
import { productByKey } from '../product/queries.ts';
import { readSource, readSources } from '../source/read.ts';
import { lowestConfidence } from '../claim/confidence.ts';
import { claimOfFigure } from './claim.ts';
import {
  readEndUses,
  readImportSources,
  readObservations,
  readPrices,
  readReliance,
  readReserves,
  readStageShares,
  readStated,
  readSupplyRisk,
} from './read.ts';
import type { StatedRecord } from './record.ts';
import { conversionOf, shareOf, tonnesOf } from './unit.ts';
import type { Figure } from '../claim/figure.ts';
import { competingWith, preferredTo, rankReasonOf } from './standing.ts';

type Amount = 'number' | 'low' | 'high';

const converted = (convert: (amount: number, unit: string) => number | null) => (figure: Figure | null, of: Amount) => {
  const amount = figure?.[of] ?? null;
  return figure === null || amount === null ? null : convert(amount, figure.unit);
};
const inTonnes = converted(tonnesOf);
const asShare = converted(shareOf);

const sourceOf = async (context: RequestContext, { source, id }: Figure) => {
  const found = await readSource(context, source);
  if (!found) throw new Error(`Observation ${id} names the unknown source ${source}.`);
  return found;
};

/** What all that is stated of a country has in common. */
const figureFields = {
  published: ({ figure }: StatedRecord) => figure?.value ?? null,
  unit: ({ figure }: StatedRecord) => figure?.unit ?? null,
  basis: ({ figure }: StatedRecord) => figure?.basis ?? null,
  estimated: ({ figure }: StatedRecord) => figure?.estimated ?? false,
  confidence: ({ figure }: StatedRecord) => figure?.confidence ?? null,
};
const massFields = {
  ...figureFields,
  tonnes: ({ figure }: StatedRecord) => inTonnes(figure, 'number'),
  low: ({ figure }: StatedRecord) => inTonnes(figure, 'low'),
  high: ({ figure }: StatedRecord) => inTonnes(figure, 'high'),
  conversion: ({ figure }: StatedRecord) => (figure ? conversionOf(figure.unit) : null),
};

export const observationResolvers: Resolvers = {
  Query: {
    observations: (_, args, context, info) => readObservations(context, null, args, info),
  },
  Country: {
    production: (country, args, context, info) =>
      readStated(context, country, 'PRODUCTION', args.stage, args, context.view(info)),
    reserves: (country, args, context, info) =>
      readStated(context, country, 'RESERVES', null, args, context.view(info)),
  },
  Mineral: {
    reliance: (mineral, args, context, info) => readReliance(context, mineral, args, context.view(info)),
    importSources: (mineral, args, context, info) => readImportSources(context, mineral, args, context.view(info)),
    prices: async (mineral, { first, ...args }, context, info) => {
      const { from, to } = args;
      const [size] = await checkAll(
        () => pageSize('first', first),
        () => {
          if (from != null && to != null && from > to) throw badInput('from', `${from} is after "to", ${to}.`);
        },
      );
      return (await readPrices(context, mineral, args, context.view(info))).slice(0, size);
    },
    reserves: async (mineral, { first, ...args }, context, info) =>
      (await readReserves(context, mineral, args, context.view(info))).slice(0, pageSize('first', first)),
    stageShares: async (mineral, { first, ...args }, context, info) =>
      (await readStageShares(context, mineral, args, context.view(info))).slice(0, pageSize('first', first)),
    endUses: (mineral, { year }, context, info) => readEndUses(context, mineral, year, context.view(info)),
    supplyRisk: (mineral, { year }, context, info) => readSupplyRisk(context, mineral, year, context.view(info)),
    observations: (mineral, args, context, info) => readObservations(context, mineral.slug, args, info),
  },
  Observation: {
    kind: ({ figure }) => figure.measure,
    aggregate: ({ figure }) => figure.aggregate,
    stage: ({ figure }) => figure.stage,
    year: ({ figure }) => figure.year,
    yearTo: ({ figure }) => figure.yearTo,
    value: ({ figure }) => figure.value,
    number: ({ figure }) => figure.number,
    low: ({ figure }) => figure.low,
    high: ({ figure }) => figure.high,
    unit: ({ figure }) => figure.unit,
    tonnes: ({ figure }) => inTonnes(figure, 'number'),
    share: ({ figure }) => asShare(figure, 'number'),
    conversion: ({ figure }) => conversionOf(figure.unit),
    basis: ({ figure }) => figure.basis,
    form: ({ figure }) => figure.form,
    wording: ({ figure }) => figure.wording,
    sector: ({ figure }) => figure.sector,
    estimated: ({ figure }) => figure.estimated,
    missing: ({ figure }) => figure.missing,
    note: ({ figure }) => figure.note,
    confidence: ({ figure }) => figure.confidence,
    locator: ({ figure }) => figure.locator,
    recordedAt: ({ figure }) => figure.recordedAt,
    source: ({ figure }, _, context) => sourceOf(context, figure),
    claims: ({ figure }) => [claimOfFigure(figure)],
    sources: ({ figure }, _, context) => readSources(context, [figure.source]),
    preferred: ({ figure }, _, context, info) => preferredTo(context, claimOfFigure(figure), context.view(info)),
    competing: ({ figure }, _, context, info) => competingWith(context, claimOfFigure(figure), context.view(info)),
    rankReason: ({ figure }, _, context, info) => rankReasonOf(context, claimOfFigure(figure), context.view(info)),
  },
  Production: { ...massFields, stage: ({ stage }) => stage ?? 'EXTRACTION' },
  Reserves: massFields,
  Reliance: {
    ...figureFields,
    share: ({ figure }) => asShare(figure, 'number'),
    low: ({ figure }) => asShare(figure, 'low'),
    high: ({ figure }) => asShare(figure, 'high'),
  },
  ImportSources: {
    form: ({ first }) => first.form,
    stage: ({ first }) => first.stage,
    basis: ({ first }) => first.basis,
    year: ({ first }) => first.year,
    yearTo: ({ first }) => first.yearTo,
    shares: ({ rows }, { first }) =>
      rows
        .filter(({ figure, place }) => figure.aggregate === null && place !== null)
        .sort((a, b) => (b.figure.number ?? -1) - (a.figure.number ?? -1))
        .slice(0, pageSize('first', first)),
    otherShare: ({ rows }) =>
      asShare(rows.find(({ figure }) => figure.aggregate === 'OTHER')?.figure ?? null, 'number'),
    confidence: ({ rows }) => lowestConfidence(rows.map(({ figure }) => figure.confidence)),
    source: ({ first }, _, context) => sourceOf(context, first),
  },
  ImportShare: {
    country: ({ figure, place }) => {
      if (!place) throw new Error(`Observation ${figure.id} names an unknown origin.`);
      return place;
    },
    share: ({ figure }) => asShare(figure, 'number'),
    low: ({ figure }) => asShare(figure, 'low'),
    high: ({ figure }) => asShare(figure, 'high'),
    missing: ({ figure }) => figure.missing,
    confidence: ({ figure }) => figure.confidence,
    claim: ({ figure }) => claimOfFigure(figure),
  },
  Price: {
    year: ({ figure }) => figure.year,
    value: ({ figure }) => figure.number,
    low: ({ figure }) => figure.low,
    high: ({ figure }) => figure.high,
    published: ({ figure }) => figure.value,
    unit: ({ figure }) => figure.unit,
    form: ({ figure }) => figure.form,
    estimated: ({ figure }) => figure.estimated,
    missing: ({ figure }) => figure.missing,
    confidence: ({ figure }) => figure.confidence,
    source: ({ figure }, _, context) => sourceOf(context, figure),
  },
  StageShare: {
    country: ({ figure, country }) => {
      if (!country) throw new Error(`Observation ${figure.id} names an unknown country.`);
      return country;
    },
    stage: ({ figure }) => figure.stage ?? 'EXTRACTION',
    product: async ({ figure }, _, context, info) =>
      figure.product === null
        ? null
        : ((await context.batch(productByKey, { key: figure.product, ...context.view(info) }))[0] ?? null),
    form: ({ figure }) => figure.form,
    share: ({ figure }) => asShare(figure, 'number'),
    low: ({ figure }) => asShare(figure, 'low'),
    high: ({ figure }) => asShare(figure, 'high'),
    missing: ({ figure }) => figure.missing,
    year: ({ figure }) => figure.year,
    yearTo: ({ figure }) => figure.yearTo,
    estimated: ({ figure }) => figure.estimated,
    confidence: ({ figure }) => figure.confidence,
    source: ({ figure }, _, context) => sourceOf(context, figure),
  },
  EndUse: {
    application: (figure) => figure.form ?? '',
    share: (figure) => asShare(figure, 'number'),
    low: (figure) => asShare(figure, 'low'),
    high: (figure) => asShare(figure, 'high'),
    claim: (figure) => claimOfFigure(figure),
    source: (figure, _, context) => sourceOf(context, figure),
  },
  SupplyRisk: {
    confidence: ({ claims }) => lowestConfidence(claims.map((claim) => claim.confidence)),
    source: ({ source }, _, context) => readSource(context, source),
  },
  LeftOut: {
    country: ({ figure, place }) => (figure.aggregate === null ? place : null),
    missing: ({ figure }) => figure.missing,
    low: ({ figure }) => inTonnes(figure, 'low'),
    high: ({ figure }) => inTonnes(figure, 'high'),
    confidence: ({ figure }) => figure.confidence,
    claim: ({ figure }) => claimOfFigure(figure),
  },
  Claim: {
    rankReason: (claim, _, context, info) => rankReasonOf(context, claim, context.view(info)),
    preferred: (claim, _, context, info) => preferredTo(context, claim, context.view(info)),
    competing: (claim, _, context, info) => competingWith(context, claim, context.view(info)),
    claims: (claim) => [claim],
  },
};
