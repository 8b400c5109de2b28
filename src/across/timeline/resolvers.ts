import { int } from '../../graph/graph.ts';
import { connection, readPage } from '../../api/connection.ts';
import { checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readNode } from '../node/read.ts';
import { expectFound } from '../../lib/expect-found.ts';
import { resolveNode } from '../../api/names/resolve-node.ts';
import { timelineAbout, timelineOfAll } from './queries.ts';
import { allKinds } from '../../graph/kinds.ts';

const ORDER = 'timeline ON ASC';

export const timelineResolvers: Resolvers = {
  Query: {
    timeline: async (_, { about, kinds, from, to, first, after }, context, info) => {
      const view = context.view(info);
      const [thing, , page] = await checkAll(
        () => (about == null ? null : resolveNode(context, 'about', about, allKinds, view)),
        () => {
          if (from && to && to < from) throw badInput('to', 'must not lie before "from".');
        },
        () => readPage({ first, after: after ?? null }, ORDER),
      );
      const days = { from: from ?? null, to: to ?? null };
      const parameters = { kinds: kinds ?? null, ...days, knownAt: view.knownAt, after: page.from };
      const [found] = await context.read(thing ? timelineAbout[thing.__typename] : timelineOfAll, {
        ...parameters,
        limit: int(page.limit),
        key: thing?.key ?? null,
      });
      const { count, entries } = expectFound(found, 'timeline');
      return connection(
        entries,
        page,
        ORDER,
        () => count,
        (entry) => ({
          node: entry,
          position: [entry.on, entry.key],
          edge: {},
        }),
      );
    },
  },
  TimelineEntry: {
    node: async ({ node }, _, context, info) => expectFound(await readNode(context, node, context.view(info)), node),
  },
};
