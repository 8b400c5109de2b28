import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../api/context.ts';
import { readList } from '../../api/list/list.ts';
import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { plainId, type Identified } from '../../api/global-id.ts';
import { readSources } from '../source/read.ts';
import { disagreements, type Disagreement } from './prefer.ts';
import { claimList, claimsAbout } from './queries.ts';
import type { ClaimRecord } from './record.ts';

export const claimResolvers: Resolvers = {
  Query: {
    claims: (_, args, context, info) => readList(context, claimList, args, info),
  },
  Claim: {
    source: async (claim, _, context) => (await readSources(context, claim.sources.slice(0, 1)))[0] ?? null,
    sources: (claim, _, context) => readSources(context, claim.sources),
    // What will be retracted later still stands at the moment asked.
    retractedAt: ({ retractedAt }, _, context, info) =>
      retractedAt !== null && retractedAt > context.view(info).knownAt ? null : retractedAt,
    method: ({ method }) => method?.() ?? null,
  },
};

const about = (record: Identified, property: string | null, context: RequestContext, info: GraphQLResolveInfo) =>
  context.batch(claimsAbout, { subject: plainId(record), property, ...context.view(info) });

/** The fields of every type that implements `Evidenced`. */
export const evidencedFields = {
  claims: async (
    record: Identified,
    { property, first }: { property?: string | null; first: number },
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<ClaimRecord[]> =>
    (await about(record, property ?? null, context, info)).slice(0, pageSize('first', first)),
  conflicts: async (
    record: Identified,
    _: unknown,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<Disagreement<ClaimRecord>[]> => disagreements(await about(record, null, context, info)),
  sources: async (record: Identified, _: unknown, context: RequestContext, info: GraphQLResolveInfo) => {
    const claims = await about(record, null, context, info);
    return readSources(context, [...new Set(claims.flatMap((claim) => claim.sources))].sort());
  },
};
