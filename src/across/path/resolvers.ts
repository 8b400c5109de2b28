import type { Resolvers } from '../../api/generated.ts';
import { readSources } from '../../entities/source/read.ts';
import { readPaths } from './read.ts';
import { sentenceOf } from './sentence.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';

export const pathResolvers: Resolvers = {
  Query: {
    paths: (_, args, context, info) => readPaths(context, args, context.view(info)),
  },
  SupplyPath: {
    length: ({ steps }) => steps.length,
    confidence: ({ steps }) => lowestConfidence(steps.map(({ confidence }) => confidence ?? 'LOW')) ?? 'LOW',
  },
  SupplyPathStep: {
    sentence: sentenceOf,
    reversed: ({ forward: along }) => !along,
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
};
