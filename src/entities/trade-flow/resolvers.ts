import type { Resolvers } from '../../api/generated.ts';
import { readSource, readSources } from '../source/read.ts';
import { readFlows, readFlowsOfProduct, readReports, readTable } from './read.ts';
import { readFlowsOf } from './read-of-country.ts';
import { totalOf } from './record.ts';
import { lowestConfidence } from '../claim/confidence.ts';
import { claimsOfFlow } from './claim.ts';
import { locatorOf, reasonOfReport } from './reports.ts';

export const tradeFlowResolvers: Resolvers = {
  Query: {
    tradeFlows: (_, args, context, info) => readFlows(context, args, info),
  },
  Product: {
    tradeFlows: (product, args, context, info) => readFlowsOfProduct(context, product, args, info),
  },
  TradeFlowConnection: {
    totals: async ({ sums }) => totalOf(await sums()),
    sumsByProduct: ({ sums }) => sums(),
  },
  TradeSum: {
    missing: ({ flows }) => (flows > 0 ? null : 'NOT_AVAILABLE'),
    flowsWithTonnes: ({ weighed }) => weighed,
    complete: ({ flows, tables }) => (flows > 0 ? tables.complete : null),
    confidence: ({ flows, tables }) => (flows > 0 ? lowestConfidence(tables.confidences) : null),
    sources: ({ flows, tables }, _, context) => readSources(context, flows > 0 ? tables.sources : []),
  },
  TradeFlow: {
    tonnesMissing: (flow) => (flow.tonnes === null ? 'NOT_AVAILABLE' : null),
    competing: async (flow, _, context, info) =>
      (await readReports(context, flow, context.view(info))).flatMap((one) =>
        one.flow.source === flow.source ? [] : one.flow,
      ),
    preferred: async (flow, _, context, info) => {
      const [first] = await readReports(context, flow, context.view(info));
      return first?.flow ?? null;
    },
    rankReason: async (flow, _, context, info) =>
      reasonOfReport(flow, await readReports(context, flow, context.view(info))),
    reportedBy: async (flow, _, context) => (await readTable(context, flow)).reportedBy,
    recordedAt: async (flow, _, context) => (await readTable(context, flow)).recordedAt,
    locator: async (flow, _, context) => locatorOf(flow, await readTable(context, flow)),
    claims: async (flow, _, context) => claimsOfFlow(flow, await readTable(context, flow)),
    sources: ({ source }, _, context) => readSources(context, [source]),
    source: async (flow, _, context) => {
      const source = await readSource(context, flow.source);
      if (!source) throw new Error(`Trade flow ${flow.key} names the unknown source ${flow.source}.`);
      return source;
    },
  },
  Country: {
    imports: (country, { from, ...args }, context, info) =>
      readFlowsOf(context, 'importer', country, { partners: from ?? null, ...args }, info),
    exports: (country, { to, ...args }, context, info) =>
      readFlowsOf(context, 'exporter', country, { partners: to ?? null, ...args }, info),
  },
};
