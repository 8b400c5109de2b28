import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { coalitionList, membershipsOf } from './queries.ts';
import { readCoalition, readMembers } from './read.ts';

export const coalitionResolvers: Resolvers = {
  Query: {
    coalition: (_, { slug }, context, info) => readCoalition(context, slug, info),
    coalitions: (_, args, context, info) => readList(context, coalitionList, args, info),
  },
  Coalition: {
    members: (coalition, args, context, info) => readMembers(context, coalition, args, context.view(info)),
    memberships: (coalition, _, context, info) =>
      context.batch(membershipsOf.Coalition, { key: coalition.key, ...context.view(info) }),
  },
  CoalitionMemberEdge: {
    source: (edge, _, context) => readSource(context, edge.source),
  },
  CoalitionMembership: {
    source: (membership, _, context) => readSource(context, membership.source),
  },
  Country: {
    memberships: (country, _, context, info) =>
      context.batch(membershipsOf.Country, { key: country.key, ...context.view(info) }),
  },
};
