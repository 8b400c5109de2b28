import { int } from '../../graph/graph.ts';
import { connection, readPage } from '../../api/connection.ts';
import { checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import { readId, splitId } from '../../api/global-id.ts';
import type { Resolvers } from '../../api/generated.ts';
import { changesAscending, changesDescending, countChanges, type About } from './queries.ts';

const ORDER = 'changes AT ASC';

const MAX_THINGS = 100;

/** What ids name, whatever the view that they carry; null for all things. */
function readAbout(ids: readonly string[] | null | undefined, now: string): About | null {
  if (ids == null) return null;
  if (ids.length === 0 || ids.length > MAX_THINGS)
    throw badInput('about', `must name 1 to ${MAX_THINGS} things, not ${ids.length}.`);
  const subjects = ids.map((id) => readId('about', id, now).plain);
  const keysOf = (kind: string) =>
    subjects.flatMap((id) => {
      const [own, key] = splitId(id);
      return own === kind ? [key] : [];
    });
  // A published figure is the claim of its own.
  const ofFigures = keysOf('Claim').flatMap((key) => (key.startsWith('Observation:') ? [splitId(key)[1]] : []));
  return {
    subjects,
    claims: keysOf('Claim'),
    observations: [...keysOf('Observation'), ...ofFigures],
    minerals: keysOf('Mineral'),
    products: keysOf('Product'),
    countries: keysOf('Country'),
    coalitions: keysOf('Coalition'),
  };
}

export const changeResolvers: Resolvers = {
  Query: {
    changes: async (_, args, context, info) => {
      const { since } = args;
      const until = args.until ?? context.view(info).knownAt;
      const [, page, about] = await checkAll(
        () => {
          if (until <= since) throw badInput('until', 'must be later than "since".');
        },
        () => readPage(args, ORDER),
        () => readAbout(args.about, context.now),
      );
      // A day sorts before all moments of itself: cut to the day, what was recorded on the first day counts.
      const range = { since: since.replace('T00:00:00.000Z', ''), until, about };
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
