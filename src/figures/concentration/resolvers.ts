import { concentrationRatio, herfindahl, normalizedHerfindahl } from '../../analysis/concentration.ts';
import { pageSize } from '../../api/connection.ts';
import type { RequestContext, View } from '../../api/context.ts';
import type { Resolvers } from '../../api/generated.ts';
import { observationByKey } from '../../entities/observation/queries.ts';
import { readSources, sourceOrThrow } from '../../entities/source/read.ts';
import { readBenchmarks } from './benchmarks.ts';
import { claimsOfConcentration, claimsOfShare } from './claim.ts';
import { readConcentrationProfile } from './profile.ts';
import { readConcentration } from './read.ts';
import { flowsOfExporter } from './queries.ts';
import { shareRecord, supplyingShares, type ConcentrationRecord } from './record.ts';
import { int } from '../../graph/graph.ts';
import { countryOrThrow } from '../../entities/country/read.ts';
import { productOrThrow } from '../../entities/product/read.ts';

/** The published figure of an identifier. */
const observationOf = async (context: RequestContext, key: string | null, view: View) =>
  key === null ? null : ((await context.batch(observationByKey, { key, ...view }))[0] ?? null);

const ratio = (concentration: ConcentrationRecord, n: number) =>
  concentration.missing ? null : concentrationRatio(supplyingShares(concentration), n);

export const concentrationResolvers: Resolvers = {
  Query: {
    concentration: (_, args, context, info) => readConcentration(context, args, context.view(info)),
    concentrationProfile: (_, args, context, info) => readConcentrationProfile(context, args, context.view(info)),
  },
  Product: {
    concentration: (product, args, context, info) =>
      readConcentration(context, { product: product.slug, ...args }, context.view(info)),
  },
  Mineral: {
    concentration: (mineral, args, context, info) =>
      readConcentration(context, { mineral: mineral.slug, ...args }, context.view(info)),
  },
  Concentration: {
    shares: (concentration, { first }) =>
      concentration.shares.slice(0, pageSize('first', first)).map((one) => shareRecord(concentration, one)),
    countries: (concentration) => supplyingShares(concentration).length,
    hhi: (concentration) => (concentration.missing ? null : herfindahl(supplyingShares(concentration))),
    normalizedHhi: (concentration) =>
      concentration.missing ? null : normalizedHerfindahl(supplyingShares(concentration)),
    hhiIsLowerBound: ({ otherShare, leftOut }) => (otherShare ?? 0) > 0 && leftOut.length === 0,
    top: (concentration) => supplyingShares(concentration)[0] ?? null,
    c1: (concentration) => ratio(concentration, 1),
    c3: (concentration) => ratio(concentration, 3),
    concentrationRatio: (concentration, { n }) => ratio(concentration, pageSize('n', n, 1)),
    byYear: ({ years }, { first }) => years(pageSize('first', first)),
    breaches: (concentration, { importer }, context, info) =>
      readBenchmarks(context, concentration, importer ?? null, context.view(info)),
    claims: claimsOfConcentration,
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  ConcentrationShare: {
    observation: ({ figure }, _, context, info) => observationOf(context, figure?.id ?? null, context.view(info)),
    flows: ({ country, flowCount, concentration }, { first }, context, info) => {
      const { product, year, without } = concentration;
      const limit = int(pageSize('first', first));
      if (flowCount === null || product === null || year === null) return [];
      const { knownAt } = context.view(info);
      const key = { product: product.slug, exporter: country.iso3, year: int(year), limit, knownAt, without };
      return context.batch(flowsOfExporter, key);
    },
    confidence: ({ figure, concentration }) => figure?.confidence ?? concentration.confidence ?? 'LOW',
    claims: claimsOfShare,
    sources: ({ concentration }, _, context) => readSources(context, concentration.sources),
  },
  ConcentrationOfYear: {
    hhi: ({ shares }) => herfindahl(shares),
    normalizedHhi: ({ shares }) => normalizedHerfindahl(shares),
    c1: ({ shares }) => concentrationRatio(shares, 1),
    c3: ({ shares }) => concentrationRatio(shares, 3),
    countries: ({ shares }) => shares.length,
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  GeoDepYear: {
    importsUsd: ({ imports }) => imports,
    exportsUsd: ({ exports }) => exports,
  },
  ConcentrationStage: {
    observation: ({ figure }, _, context, info) => observationOf(context, figure, context.view(info)),
    largest: ({ largest }, _, context, info) => countryOrThrow(context, largest, context.view(info)),
    product: ({ product }, _, context, info) =>
      product === null ? null : productOrThrow(context, product, context.view(info)),
    source: ({ source }, _, context) => sourceOrThrow(context, source),
  },
};
