import { OTHERS } from '../../analysis/chain-stages.ts';
import { stageAt } from '../supply-chain/stages.ts';
import { coalitionByText } from '../../entities/coalition/queries.ts';
import { countryByText } from '../../entities/country/queries.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { pageSize } from '../../api/connection.ts';
import type { DependenceRecord } from './record.ts';
import type { Resolvers } from '../../api/generated.ts';
import { claimOfLookThrough, claimsOfDependence } from './claim.ts';
import { differingShares } from './differs.ts';
import { readSources, sourceOrThrow } from '../../entities/source/read.ts';
import { fold } from '../../lib/fold.ts';
import { requestedFields, askedAlongPage } from './prefetch.ts';
import {
  evidenceOfDependence,
  lookThroughOfDependence,
  rangeOfDependence,
  routesOfDependence,
  sensitivityOfDependence,
  stagesOfDependence,
} from './look-through.ts';
import { readDependents } from './dependents.ts';
import { readDependences } from './over-products.ts';
import { dependenceOfCoalition, dependenceOfCountry, refuseImporter } from './read.ts';
import { readByYear } from './series.ts';
import { readConcentration, readSuppliers, readWeight } from './suppliers.ts';
import { countryOrThrow } from '../../entities/country/read.ts';
import { productOrThrow } from '../../entities/product/read.ts';
import { agreementsFor, memberAgreementsFor } from './agreements.ts';
import { asksFor } from '../../api/selection.ts';

const lookThroughClaim = async (context: RequestContext, dependence: DependenceRecord, view: View) =>
  claimOfLookThrough(dependence, await evidenceOfDependence(context, dependence, view));

export const dependenceResolvers: Resolvers = {
  Query: {
    dependents: (_, args, context, info) => readDependents(context, args, context.view(info)),
    dependence: async (_, args, context, info) => {
      const view = context.view(info);
      const text = fold(args.of);
      const [[country], [coalition]] = await Promise.all([
        context.batch(countryByText, { text, ...view }),
        context.batch(coalitionByText, { text, ...view }),
      ]);
      const prefetch = requestedFields(info);
      if (country) return dependenceOfCountry(context, country, args, view, prefetch);
      if (coalition) return dependenceOfCoalition(context, coalition, args, view, prefetch);
      return refuseImporter(context, args, view);
    },
  },
  Country: {
    dependences: (country, args, context, info) =>
      readDependences(context, country, args, context.view(info), askedAlongPage(info)),

    dependence: (country, args, context, info) =>
      dependenceOfCountry(context, country, args, context.view(info), requestedFields(info)),
  },
  Coalition: {
    dependences: (coalition, args, context, info) =>
      readDependences(context, coalition, args, context.view(info), askedAlongPage(info)),

    dependence: (coalition, args, context, info) =>
      dependenceOfCoalition(context, coalition, args, context.view(info), requestedFields(info)),
  },
  Product: {
    dependents: (product, args, context, info) =>
      readDependents(context, { product: product.slug, ...args }, context.view(info)),
  },
  SupplyRouteStep: {
    country: ({ from }, _, context, info) => countryOrThrow(context, from, context.view(info)),
    product: ({ product }, _, context, info) => productOrThrow(context, product, context.view(info)),
    to: ({ to }, _, context, info) => (to === null ? null : countryOrThrow(context, to, context.view(info))),
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  SupplyChainStage: {
    stage: ({ stage }) => stageAt(stage),
    products: async ({ products }, _, context, info) =>
      Promise.all(products.map((product) => productOrThrow(context, product, context.view(info)))),
    basis: ({ bases }) => bases,
    year: ({ years }) => years.at(-1) ?? null,
    firstYear: ({ years }) => years[0] ?? null,
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  SupplyChainNode: {
    country: ({ key }, _, context, info) => (key === OTHERS ? null : countryOrThrow(context, key, context.view(info))),
  },
  SupplyChainLink: {
    fromStage: ({ fromStage }) => stageAt(fromStage),
    toStage: ({ toStage }) => (toStage === null ? null : stageAt(toStage)),
  },
  SourceSensitivity: {
    source: ({ source }, _, context) => sourceOrThrow(context, source),
    flips: ({ change }) => change === 'CROSSED',
  },
  WorldTableStage: {
    product: ({ product }, _, context, info) => productOrThrow(context, product, context.view(info)),
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  Dependence: {
    lookThroughShare: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).share,
    unknownShare: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).unknown,
    lookThroughMissing: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).missing,
    lookThroughConfidence: async (dependence, _, context, info) =>
      (await evidenceOfDependence(context, dependence, context.view(info)))?.confidence ?? null,
    lookThroughSources: async (dependence, _, context, info) =>
      readSources(context, (await evidenceOfDependence(context, dependence, context.view(info)))?.sources ?? []),
    lookThroughClaim: (dependence, _, context, info) => lookThroughClaim(context, dependence, context.view(info)),
    worldTableStages: async (dependence, _, context, info) =>
      (await evidenceOfDependence(context, dependence, context.view(info)))?.worldStages ?? null,
    ownProduction: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).ownProduction,
    route: (dependence, { first }, context, info) =>
      routesOfDependence(context, dependence, pageSize('first', first, 1), context.view(info)),
    chain: (dependence, _, context, info) => stagesOfDependence(context, dependence, context.view(info)),
    low: async (dependence, _, context, info) =>
      (await rangeOfDependence(context, dependence, context.view(info)))?.low ?? null,
    high: async (dependence, _, context, info) =>
      (await rangeOfDependence(context, dependence, context.view(info)))?.high ?? null,
    sensitivity: (dependence, { threshold }, context, info) =>
      sensitivityOfDependence(context, dependence, threshold, context.view(info)),
    differs: (dependence, _, context, info) => differingShares(context, dependence, context.view(info)),
    imports: (dependence) => dependence,
    suppliers: (dependence, { first }, context, info) => readSuppliers(context, dependence, first, context.view(info)),
    hhi: (dependence, _, context) => readConcentration(context, dependence),
    byYear: (dependence, args, context, info) =>
      readByYear(context, dependence, args, context.view(info), requestedFields(info)),
    complete: ({ tables, reported }) => (tables.tables.length > 0 ? reported === null : null),
    confidence: async (dependence, _, context, info) =>
      dependence.method === 'DIRECT'
        ? dependence.confidence
        : ((await evidenceOfDependence(context, dependence, context.view(info)))?.confidence ?? null),
    claims: async (dependence, _, context, info) => {
      const direct = claimsOfDependence(dependence);
      if (dependence.method === 'DIRECT') return direct;
      const lookThrough = await lookThroughClaim(context, dependence, context.view(info));
      return lookThrough ? [lookThrough, ...direct] : direct;
    },
    sources: async (dependence, _, context, info) => {
      const { method, confidence, tables } = dependence;
      if (method === 'DIRECT') return readSources(context, confidence === null ? [] : tables.sources);
      return readSources(context, (await evidenceOfDependence(context, dependence, context.view(info)))?.sources ?? []);
    },

    agreements: (dependence, _, context, info) =>
      agreementsFor(context, dependence, context.view(info), asksFor(info, 'ledger')),
    memberAgreements: (dependence, _, context, info) => memberAgreementsFor(context, dependence, context.view(info)),
  },
  DifferingShare: {
    source: ({ source }, _, context) => sourceOrThrow(context, source),
  },
  TradeTotal: {
    valueUsd: ({ imports, confidence }) => (confidence === null ? null : imports.valueUsd),
    tonnes: async (dependence, _, context) => (await readWeight(context, dependence)).tonnes,
    flowsWithTonnes: async (dependence, _, context) => (await readWeight(context, dependence)).weighed,
    flows: ({ imports }) => imports.flows,
    complete: ({ confidence, reported }) =>
      confidence === null ? null : reported === null || reported.whole.valueUsd !== null,
  },
};
