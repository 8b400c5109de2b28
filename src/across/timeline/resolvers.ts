import { int } from '../../graph/graph.ts';
import { pageSize } from '../../api/connection.ts';
import { checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readNode } from '../node/read.ts';
import { readEach } from '../../api/read-each.ts';
import { resolveNode } from '../../api/names/resolve-node.ts';
import { timelineAbout, timelineOfAll } from './queries.ts';
import { allKinds } from '../../graph/kinds.ts';

export const timelineResolvers: Resolvers = {
  Query: {
    timeline: async (_, { about, kinds, from, to, first }, context, info) => {
      const view = context.view(info);
      const [thing, , size] = await checkAll(
        () => (about == null ? null : resolveNode(context, 'about', about, allKinds, view)),
        () => {
          if (from && to && to < from) throw badInput('to', 'must not lie before "from".');
        },
        () => pageSize('first', first),
      );
      const days = { from: from ?? null, to: to ?? null };
      const parameters = { kinds: kinds ?? null, ...days, knownAt: view.knownAt, first: int(size) };
      const rows = await context.read(thing ? timelineAbout[thing.__typename] : timelineOfAll, {
        ...parameters,
        key: thing?.key ?? null,
      });
      const entries = await readEach(rows, async (row) => {
        const node = await readNode(context, row.node, view);
        return node && { ...row, node };
      });
      return entries.filter((entry) => entry !== null);
    },
  },
};
