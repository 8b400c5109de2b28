import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../api/context.ts';
import type { Resolvers } from '../../api/generated.ts';
import type { ClaimRecord } from '../../entities/claim/record.ts';
import { nameOf, type NamedRecord } from '../node/record.ts';
import { readNode } from '../node/read.ts';
import { displayOf } from './display.ts';
import { keyInScope, keysInValue, type Mention } from './named.ts';

/** The thing that a mention means; null where there is none in the view. */
async function meant(context: RequestContext, mention: Mention | null, info: GraphQLResolveInfo) {
  if (!mention) return null;
  const view = context.view(info);
  const found = await Promise.all(mention.kinds.map((kind) => readNode(context, `${kind}:${mention.key}`, view)));
  return (found.find((one) => one !== null) ?? null) as NamedRecord | null;
}

const inValue = (claim: ClaimRecord, context: RequestContext, info: GraphQLResolveInfo) =>
  Promise.all(keysInValue(claim).map((mention) => meant(context, mention, info)));

export const claimMeaningResolvers: Resolvers = {
  Claim: {
    about: async (claim, _, context, info) => {
      const [first, ...others] = await inValue(claim, context, info);
      if (first !== undefined) return others.length > 0 ? null : first;
      return meant(context, keyInScope(claim), info);
    },
    display: async (claim, _, context, info) => {
      const [named, scoped] = await Promise.all([
        inValue(claim, context, info),
        meant(context, keyInScope(claim), info),
      ]);
      const names = named.map((thing) => thing && nameOf(thing));
      return displayOf(claim, names, scoped && nameOf(scoped));
    },
  },
};
