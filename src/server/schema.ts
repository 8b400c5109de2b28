import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { defaultFieldResolver, isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { evidencedFields } from '../entities/claim/resolvers.ts';
import type { RequestContext } from '../api/context.ts';
import type { Connection } from '../api/connection.ts';
import { namedFields } from '../api/named.ts';
import { outsideViews, plainId, refuseAhead, type Identified } from '../api/global-id.ts';
import { scalars } from '../api/scalars.ts';
import { entityResolvers } from '../entities/index.ts';
import { figureResolvers } from '../figures/index.ts';
import { acrossResolvers } from '../across/index.ts';

const folder = new URL('../../schema/', import.meta.url);

/** Fields that are resolved alike in all types which implement an interface. */
const sharedFields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Evidenced: evidencedFields,
  Named: namedFields,
};

/** The whole schema: SDL of every entity, resolvers, scalars, and what all types of one shape share. */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema<RequestContext>({
    typeDefs: readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => readFileSync(new URL(file, folder), 'utf8')),
    resolvers: [scalars, ...entityResolvers, ...figureResolvers, ...acrossResolvers],
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    if (fields['id'] && type.getInterfaces().length > 0)
      fields['id'].resolve = outsideViews.has(type.name) ? plainId : idInView;
    for (const { name: of } of type.getInterfaces())
      for (const [name, resolve] of Object.entries(sharedFields[of] ?? {}))
        Object.assign(fields[name] ?? {}, { resolve });
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
      context.setView(info.path, { asOf, knownAt });
      return resolve(root, args, context, info);
    };
  }
}
