import { concentrationRatio, herfindahl, normalizedHerfindahl } from '../../analysis/concentration.ts';
import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSources, sourceOrThrow } from '../../entities/source/read.ts';
import { readBenchmarks } from './benchmarks.ts';
import { readConcentrationProfile } from './profile.ts';
import { readConcentration } from './read.ts';
import type { ConcentrationRecord } from './record.ts';
import { countryOrThrow } from '../../entities/country/read.ts';
import { productOrThrow } from '../../entities/product/read.ts';

/** Shares above zero: those who supply something on the basis asked. */
const supplying = ({ shares }: ConcentrationRecord) =>
  shares.map(({ share }) => share ?? 0).filter((share) => share > 0);

const ratio = (concentration: ConcentrationRecord, n: number) =>
  concentration.missing ? null : concentrationRatio(supplying(concentration), n);

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
    shares: ({ shares }, { first }) => shares.slice(0, pageSize('first', first)),
    countries: (concentration) => supplying(concentration).length,
    hhi: (concentration) => (concentration.missing ? null : herfindahl(supplying(concentration))),
    normalizedHhi: (concentration) => (concentration.missing ? null : normalizedHerfindahl(supplying(concentration))),
    hhiIsLowerBound: ({ otherShare, leftOut }) => (otherShare ?? 0) > 0 && leftOut.length === 0,
    top: (concentration) => supplying(concentration)[0] ?? null,
    c1: (concentration) => ratio(concentration, 1),
    c3: (concentration) => ratio(concentration, 3),
    concentrationRatio: (concentration, { n }) => ratio(concentration, pageSize('n', n, 1)),
    byYear: ({ years }, { first }) => years(pageSize('first', first)),
    breaches: (concentration, { importer }, context, info) =>
      readBenchmarks(context, concentration, importer ?? null, context.view(info)),
    sources: ({ sources }, _, context) => readSources(context, sources),
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
    largest: ({ largest }, _, context, info) => countryOrThrow(context, largest, context.view(info)),
    product: ({ product }, _, context, info) =>
      product === null ? null : productOrThrow(context, product, context.view(info)),
    source: ({ source }, _, context) => sourceOrThrow(context, source),
  },
};
