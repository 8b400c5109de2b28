import { connection, cutPage, readPage } from '../../api/connection.ts';
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
    timeline: async (_, args, context, info) => {
      const { about, kinds, from, to } = args;
      const view = context.view(info);
      const [thing, , page] = await checkAll(
        () => (about == null ? null : resolveNode(context, 'about', about, allKinds, view)),
        () => {
          if (from && to && to < from) throw badInput('to', 'must not lie before "from".');
        },
        () => readPage(args, ORDER),
      );
      const days = { from: from ?? null, to: to ?? null };
      const parameters = { kinds: kinds ?? null, ...days, knownAt: view.knownAt };
      // Some hundreds at most: counted and cut here.
      const all = await context.read(thing ? timelineAbout[thing.__typename] : timelineOfAll, {
        ...parameters,
        key: thing?.key ?? null,
      });
      const placed = all.map((entry) => ({ entry, position: [entry.on, entry.key] as const }));
      return connection(
        cutPage(placed, page, !page.backward),
        page,
        ORDER,
        () => all.length,
        ({ entry, position }) => ({ node: entry, position, edge: {} }),
      );
    },
  },
  TimelineEntry: {
    node: async ({ node }, _, context, info) => expectFound(await readNode(context, node, context.view(info)), node),
  },
};
