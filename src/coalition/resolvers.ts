import { askedAlong } from '../dependence/along.ts';
import { dependenceOfCoalition } from '../dependence/read.ts';
import { int } from '../graph/graph.ts';
import { readList } from '../graph/list.ts';
import { connection, readPage } from '../graphql/connection.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { coalitionByText, coalitionList, membersAscending, membersDescending, membershipsOf } from './queries.ts';

export const coalitionResolvers: Resolvers = {
  Query: {
    coalition: async (_, { slug }, context, info) =>
      (await context.batch(coalitionByText, { text: fold(slug), ...context.view(info) }))[0] ?? null,
    coalitions: (_, args, context, info) => readList(context, coalitionList, args, context.view(info)),
  },
  Coalition: {
    kind: (coalition) => coalition.coalitionKind,
    members: async (coalition, args, context, info) => {
      const order = 'coalition.members NAME ASC';
      const page = readPage(args, order);
      const { asOf, knownAt } = context.view(info);
      const key = { key: coalition.key, asOf: args.asOf ?? asOf, knownAt, from: page.from, limit: int(page.limit) };
      const [row] = await context.batch(page.backward ? membersDescending : membersAscending, key);
      return connection(
        row?.members ?? [],
        page,
        order,
        () => row?.total ?? 0,
        ({ member, terms }) => ({
          node: member,
          position: [member.name, member.key],
          edge: terms,
        }),
      );
    },
    memberships: (coalition, _, context, info) =>
      context.batch(membershipsOf.Coalition, { key: coalition.key, ...context.view(info) }),
    dependence: (coalition, args, context, info) =>
      dependenceOfCoalition(context, coalition, args, context.view(info), askedAlong(info)),
  },
  CoalitionMemberEdge: {
    source: (edge, _, context) => readSource(context, edge.source),
  },
  CoalitionMembership: {
    source: (membership, _, context) => readSource(context, membership.source),
  },
};
