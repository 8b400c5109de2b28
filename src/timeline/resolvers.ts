import type { RequestContext, View } from '../context.ts';
import { int } from '../graph/graph.ts';
import { ends } from '../graph/load.ts';
import { pageSize } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { readNode } from '../graphql/node.ts';
import { fold } from '../spelling/fold.ts';
import type { NamedKind } from '../spelling/queries.ts';
import { anythingByText, timelineAbout, timelineOfAll } from './queries.ts';

const kinds = Object.keys(ends) as NamedKind[];

/** What a global identifier or a name means. @throws GraphQLError BAD_USER_INPUT when nothing bears it. */
async function findAnything(
  context: RequestContext,
  text: string,
  { knownAt }: View,
): Promise<{ kind: NamedKind; key: string }> {
  const kind = kinds.find((one) => text.startsWith(`${one}:`));
  if (kind) return { kind, key: text.slice(kind.length + 1) };
  const [found] = await context.read(anythingByText, { text: fold(text), kinds, knownAt });
  if (found) return found;
  throw badInput(
    'about',
    `nothing is known as '${text.slice(0, 60)}'.`,
    'Find it with search(text:) and pass the id of a hit.',
  );
}

export const timelineResolvers: Resolvers = {
  Query: {
    timeline: async (_, { about, from, to, first }, context, info) => {
      if (from && to && to < from) throw badInput('to', 'must not lie before "from".');
      const view = context.view(info);
      const parameters = {
        from: from ?? null,
        to: to ?? null,
        knownAt: view.knownAt,
        first: int(pageSize('first', first)),
      };
      const thing = about == null ? null : await findAnything(context, about, view);
      const rows = await context.read(thing ? timelineAbout[thing.kind] : timelineOfAll, {
        ...parameters,
        key: thing?.key ?? null,
      });
      const entries = await Promise.all(
        rows.map(async (row) => ({ ...row, node: await readNode(context, row.node, view) })),
      );
      return entries.flatMap((entry) => (entry.node ? [{ ...entry, node: entry.node }] : []));
    },
  },
};
