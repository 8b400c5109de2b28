import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  defaultFieldResolver,
  isInterfaceType,
  isObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { agencyResolvers } from '../entities/agency/resolvers.ts';
import { agreementResolvers } from '../entities/agreement/resolvers.ts';
import { alternativesResolvers } from '../figures/alternatives/resolvers.ts';
import { changeResolvers } from '../across/change/resolvers.ts';
import { chokepointResolvers } from '../figures/chokepoint/resolvers.ts';
import { claimResolvers, evidencedFields } from '../entities/claim/resolvers.ts';
import { coalitionResolvers } from '../entities/coalition/resolvers.ts';
import { commitmentResolvers } from '../entities/commitment/resolvers.ts';
import { concentrationResolvers } from '../figures/concentration/resolvers.ts';
import type { RequestContext } from '../api/context.ts';
import { coverageResolvers } from '../figures/coverage/resolvers.ts';
import { countryResolvers } from '../entities/country/resolvers.ts';
import { dependenceResolvers } from '../figures/dependence/resolvers.ts';
import { disruptionResolvers } from '../figures/disruption/resolvers.ts';
import { eventResolvers } from '../entities/event/resolvers.ts';
import { exportControlResolvers } from '../entities/export-control/resolvers.ts';
import { mineralResolvers } from '../entities/mineral/resolvers.ts';
import { facilityResolvers } from '../entities/facility/resolvers.ts';
import { pathResolvers } from '../across/path/resolvers.ts';
import { personResolvers } from '../entities/person/resolvers.ts';
import { programmeResolvers } from '../entities/programme/resolvers.ts';
import { productInputResolvers } from '../entities/product/input/resolvers.ts';
import { observationResolvers } from '../entities/observation/resolvers.ts';
import { productResolvers } from '../entities/product/resolvers.ts';
import { searchResolvers } from '../across/search/resolvers.ts';
import { sourceResolvers } from '../entities/source/resolvers.ts';
import { summaryResolvers } from '../across/summary/resolvers.ts';
import { supplierResolvers } from '../entities/supplier/resolvers.ts';
import { supplyResolvers } from '../entities/supply/resolvers.ts';
import { timelineResolvers } from '../across/timeline/resolvers.ts';
import { tradeFlowResolvers } from '../entities/trade-flow/resolvers.ts';
import type { Connection } from '../api/connection.ts';
import { outsideViews, plainId, refuseAhead, type Identified } from '../api/global-id.ts';
import { scalars } from '../api/scalars.ts';
import { nodeResolvers } from '../across/node/resolvers.ts';

const folder = new URL('../../schema/', import.meta.url);

/** The whole schema: SDL of every entity, resolvers, scalars, and what all types of one shape share. */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema<RequestContext>({
    typeDefs: readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => readFileSync(new URL(file, folder), 'utf8')),
    resolvers: [
      scalars,
      nodeResolvers,
      changeResolvers,
      timelineResolvers,
      claimResolvers,
      countryResolvers,
      coalitionResolvers,
      mineralResolvers,
      productResolvers,
      productInputResolvers,
      supplierResolvers,
      facilityResolvers,
      supplyResolvers,
      pathResolvers,
      disruptionResolvers,
      alternativesResolvers,
      tradeFlowResolvers,
      agencyResolvers,
      personResolvers,
      programmeResolvers,
      eventResolvers,
      agreementResolvers,
      commitmentResolvers,
      searchResolvers,
      sourceResolvers,
      dependenceResolvers,
      concentrationResolvers,
      chokepointResolvers,
      exportControlResolvers,
      observationResolvers,
      coverageResolvers,
      summaryResolvers,
    ],
  });
  for (const type of Object.values(schema.getTypeMap())) {
    // A record says itself of which type it is, behind whatever interface it is asked for.
    if (isInterfaceType(type)) type.resolveType = ({ kind }: Identified) => kind;
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    if (fields['id'] && type.getInterfaces().length > 0)
      fields['id'].resolve = outsideViews.has(type.name) ? plainId : idInView;
    if (type.getInterfaces().some(({ name }) => name === 'Evidenced'))
      for (const [name, resolve] of Object.entries(evidencedFields)) Object.assign(fields[name] ?? {}, { resolve });
    if (type.name.endsWith('Connection') && fields['totalCount'])
      fields['totalCount'].resolve = (page: Connection<unknown>) => page.count();
  }
  enterViews(schema);
  return schema;
}

/** `id` of anything whose fields depend on the view: it carries the view, so that one id is never two states. */
const idInView = (record: Identified, _: unknown, context: RequestContext, info: GraphQLResolveInfo) =>
  `${context.idPrefix(info)}${plainId(record)}`;

interface ViewArguments {
  asOf?: string | null;
  knownAt?: string | null;
}

/** Every root field notes the view it was asked in, for all that is nested below it. */
function enterViews(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args: ViewArguments, context: RequestContext, info) => {
      const { asOf = null, knownAt = null } = args;
      refuseAhead('knownAt', knownAt, context.now);
      context.enter(info.path, { asOf, knownAt });
      return resolve(root, args, context, info);
    };
  }
}
