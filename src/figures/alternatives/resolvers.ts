import type { RequestContext, View } from '../../api/context.ts';
import { readCommitments } from '../../entities/commitment/read.ts';
import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSources } from '../../entities/source/read.ts';
import { readAlternatives, readMinimumSet } from './read.ts';
import type { AlternativePlantRecord } from './record.ts';

/** What is paid for a plant, then what the company that runs it receives. */
async function commitmentsBehind(context: RequestContext, { facility }: AlternativePlantRecord, view: View) {
  const [own, ofOperator] = await Promise.all([
    readCommitments(context, 'forFacility', facility.key, { first: 100 }, view),
    facility.operator && readCommitments(context, 'madeToSupplier', facility.operator.key, { first: 100 }, view),
  ]);
  const all = [...own.nodes, ...(ofOperator?.nodes ?? [])];
  return [...new Map(all.map((commitment) => [commitment.key, commitment])).values()];
}

export const alternativesResolvers: Resolvers = {
  Query: {
    alternatives: (_, args, context, info) => readAlternatives(context, args, context.view(info)),
  },
  Alternatives: {
    countries: ({ countries }, { first }) => countries.slice(0, pageSize('first', first)),
    suppliers: ({ plants }, { first }) => {
      const operators = plants.flatMap(({ facility }) => facility.operator ?? []);
      const distinct = [...new Map(operators.map((supplier) => [supplier.key, supplier])).values()];
      return distinct.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, pageSize('first', first));
    },
    plants: ({ plants }, { first, status, stage }) =>
      plants
        .filter(
          ({ production }) =>
            (status?.includes(production.status) ?? true) && (stage?.includes(production.stage) ?? true),
        )
        .slice(0, pageSize('first', first)),
    minimumSet: (alternatives, { threshold, year }, context) => readMinimumSet(context, alternatives, threshold, year),
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  AlternativePlant: {
    commitments: (plant, _, context, info) => commitmentsBehind(context, plant, context.view(info)),
  },
  MinimumSet: {
    before: ({ found }) => found?.before ?? null,
    withAll: ({ found }) => found?.withAll ?? null,
    reached: ({ found }) => found?.reached ?? null,
    projects: ({ found, projects }) => (found?.projects ? projects : null),
    exact: ({ found }) => found?.exact ?? null,
    gap: ({ found }) => found?.gap ?? null,
  },
  ProjectCandidate: {
    plant: (candidate) => candidate,
  },
};
