import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  defaultFieldResolver,
  isInterfaceType,
  isObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { agencyResolvers } from '../agency/resolvers.ts';
import { agreementResolvers } from '../agreement/resolvers.ts';
import { alternativesResolvers } from '../alternatives/resolvers.ts';
import { changeResolvers } from '../change/resolvers.ts';
import { chokepointResolvers } from '../chokepoint/resolvers.ts';
import { claimResolvers, evidencedFields } from '../claim/resolvers.ts';
import { coalitionResolvers } from '../coalition/resolvers.ts';
import { commitmentResolvers } from '../commitment/resolvers.ts';
import { concentrationResolvers } from '../concentration/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { coverageResolvers } from '../coverage/resolvers.ts';
import { countryResolvers } from '../country/resolvers.ts';
import { dependenceResolvers } from '../dependence/resolvers.ts';
import { disruptionResolvers } from '../disruption/resolvers.ts';
import { eventResolvers } from '../event/resolvers.ts';
import { exportControlResolvers } from '../export-control/resolvers.ts';
import { mineralResolvers } from '../mineral/resolvers.ts';
import { facilityResolvers } from '../facility/resolvers.ts';
import { pathResolvers } from '../path/resolvers.ts';
import { personResolvers } from '../person/resolvers.ts';
import { programmeResolvers } from '../programme/resolvers.ts';
import { productInputResolvers } from '../product-input/resolvers.ts';
import { observationResolvers } from '../observation/resolvers.ts';
import { productResolvers } from '../product/resolvers.ts';
import { searchResolvers } from '../search/resolvers.ts';
import { sourceResolvers } from '../source/resolvers.ts';
import { summaryResolvers } from '../summary/resolvers.ts';
import { supplierResolvers } from '../supplier/resolvers.ts';
import { supplyResolvers } from '../supply/resolvers.ts';
import { timelineResolvers } from '../timeline/resolvers.ts';
import { tradeFlowResolvers } from '../trade-flow/resolvers.ts';
import type { Connection } from './connection.ts';
import { outsideViews, plainId, refuseAhead } from './global-id.ts';
import { nodeResolvers, type NodeRecord } from './node.ts';
import { scalars } from './scalars.ts';

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
    if (isInterfaceType(type)) type.resolveType = ({ kind }: NodeRecord) => kind;
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
const idInView = (record: NodeRecord, _: unknown, context: RequestContext, info: GraphQLResolveInfo) =>
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
