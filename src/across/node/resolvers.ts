import type { RequestContext } from '../../api/context.ts';
import type { GraphQLResolveInfo } from 'graphql';
import { readId } from '../../api/global-id.ts';
import { readNode } from './read.ts';
import type { Resolvers } from '../../api/generated.ts';
import { badInput, limitExceeded } from '../../api/errors.ts';
import { readEach } from '../../api/read-each.ts';

const MAX_NODES = 100;

/** What an id names, in the view that it carries, which everything nested below it is in too. */
async function readInView(context: RequestContext, argument: string, id: string, path: GraphQLResolveInfo['path']) {
  const { plain, ...clocks } = readId(argument, id, context.now);
  context.setView(path, clocks);
  return readNode(context, plain, context.viewOf(clocks));
}

export const nodeResolvers: Resolvers = {
  Query: {
    node: (_, { id }, context, info) => readInView(context, 'id', id, info.path),
    nodes: (_, { ids }, context, { path }) => {
      if (ids.length > MAX_NODES)
        throw limitExceeded('ids', `Argument "ids": at most ${MAX_NODES} at once, not ${ids.length}.`);
      if (ids.length === 0) throw badInput('ids', 'must name at least one thing.');
      return readEach(ids, (id, i) => readInView(context, 'ids', id, { prev: path, key: i, typename: undefined }));
    },
  },
  Claim: {
    subject: (claim, _, context, info) => (claim.subject ? readNode(context, claim.subject, context.view(info)) : null),
  },
};
