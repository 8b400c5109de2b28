import { connection, readPage } from '../../api/connection.ts';
import { NeighbourRelationship, type Resolvers } from '../../api/generated.ts';
import { resolveNode } from '../../api/names/resolve-node.ts';
import { productByKey } from '../../entities/product/queries.ts';
import { readSource } from '../../entities/source/read.ts';
import { int } from '../../graph/graph.ts';
import { allKinds } from '../../graph/kinds.ts';
import { plainId } from '../../api/global-id.ts';
import type { NamedRecord } from '../node/record.ts';
import { readNode } from '../node/read.ts';
import { asked, neighbourCounts, neighbourPages } from './queries.ts';

const inOrder = Object.values(NeighbourRelationship);

export const neighbourResolvers: Resolvers = {
  Query: {
    neighbours: async (_, { of, relationships }, context, info) => {
      const view = context.view(info);
      const thing = await resolveNode(context, 'of', of, allKinds, view);
      const counted = { ...asked(thing.__typename, relationships ?? inOrder), key: thing.key, ...view };
      const [node, rows] = await Promise.all([
        readNode(context, plainId(thing), view),
        context.batch(neighbourCounts, counted),
      ]);
      if (!node) return null;
      const groups = rows.map(({ relationship, out, total }) => {
        const direction = out ? ('OUT' as const) : ('IN' as const);
        return { thing, view, relationship, direction, totalCount: total };
      });
      groups.sort((a, b) => inOrder.indexOf(a.relationship) - inOrder.indexOf(b.relationship));
      return { of: node as NamedRecord, groups };
    },
  },
  NeighbourGroup: {
    neighbours: async ({ thing, view, relationship, totalCount }, args, context) => {
      const order = `neighbours ${plainId(thing)} ${relationship}`;
      const page = readPage(args, order);
      const bounds = { from: page.from, to: page.to, limit: int(page.limit) };
      const of = { ...asked(thing.__typename, [relationship]), key: thing.key, ...view };
      const [rows = []] = await context.batch(neighbourPages, { ...of, ...bounds });
      const found = await Promise.all(
        rows.map(async (row) => ({ ...row, node: await readNode(context, row.id, view) })),
      );
      return connection(
        found,
        page,
        order,
        () => totalCount,
        ({ node, position, links, claims }) => {
          if (!node) throw new Error('A neighbour is not there in the view that counts it.');
          return { node: node as NamedRecord, position, edge: { links, claims } };
        },
      );
    },
  },
  NeighbourLink: {
    product: async ({ product }, _, context, info) =>
      product === null
        ? null
        : ((await context.batch(productByKey, { key: product, ...context.view(info) }))[0] ?? null),
    source: ({ source }, _, context) => readSource(context, source),
  },
};
