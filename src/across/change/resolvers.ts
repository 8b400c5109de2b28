import { int } from '../../graph/graph.ts';
import { connection, readPage } from '../../api/connection.ts';
import { checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import type { Resolvers } from '../../api/generated.ts';
import { changesAscending, changesDescending, countChanges } from './queries.ts';

const ORDER = 'changes AT ASC';

export const changeResolvers: Resolvers = {
  Query: {
    changes: async (_, args, context, info) => {
      const { since } = args;
      const until = args.until ?? context.view(info).knownAt;
      const [, page] = await checkAll(
        () => {
          if (until <= since) throw badInput('until', 'must be later than "since".');
        },
        () => readPage(args, ORDER),
      );
      // A day sorts before all moments of itself: cut to the day, what was recorded on the first day counts.
      const range = { since: since.replace('T00:00:00.000Z', ''), until };
      const rows = await context.read(page.backward ? changesDescending : changesAscending, {
        ...range,
        from: page.from,
        to: page.to,
        limit: int(page.limit),
      });
      const count = async () => (await context.read(countChanges, range))[0] ?? 0;
      return connection(rows, page, ORDER, count, ({ claim, change, position }) => ({
        node: claim,
        position,
        edge: { change, at: position[0] },
      }));
    },
  },
};
