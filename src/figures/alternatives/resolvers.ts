import type { RequestContext, View } from '../../api/context.ts';
import { facilityOfCommitment } from '../../entities/commitment/queries.ts';
import { readCommitments } from '../../entities/commitment/read.ts';
import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import type { SupplierRecord } from '../../entities/supplier/record.ts';
import { readSources } from '../../entities/source/read.ts';
import { readAlternatives, readMinimumSet } from './read.ts';
import type { AlternativePlantRecord, CompanyCommitmentRecord } from './record.ts';

/** Each thing once. */
const distinct = <Thing extends { key: string }>(things: readonly Thing[]): Thing[] => [
  ...new Map(things.map((thing) => [thing.key, thing])).values(),
];

/** The companies that run some plants, each once, by name. */
function operatorsOf(plants: readonly AlternativePlantRecord[]): SupplierRecord[] {
  const operators = plants.flatMap(({ facility }) => facility.operator ?? []);
  return distinct(operators).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a company received for none of its plants in particular. */
async function commitmentsOfCompany(context: RequestContext, supplier: SupplierRecord, view: View) {
  const { nodes } = await readCommitments(context, 'madeToSupplier', supplier.key, { first: 100 }, view);
  const plants = await Promise.all(nodes.map(({ key }) => context.batch(facilityOfCommitment, { key, ...view })));
  return nodes.filter((_, index) => plants[index]?.length === 0);
}

/** What the companies that run some plants received for none of them in particular: each commitment once. */
async function companyCommitments(
  context: RequestContext,
  plants: readonly AlternativePlantRecord[],
  view: View,
): Promise<CompanyCommitmentRecord[]> {
  const operators = operatorsOf(plants);
  const ofEach = await Promise.all(operators.map((supplier) => commitmentsOfCompany(context, supplier, view)));
  const commitments = new Map(ofEach.flat().map((commitment) => [commitment.key, commitment]));
  return [...commitments].map(([key, commitment]) => {
    const suppliers = operators.filter((_, index) => ofEach[index]?.some((one) => one.key === key));
    const run = plants.filter(({ facility }) => suppliers.some((supplier) => supplier.key === facility.operator?.key));
    return { commitment, suppliers, facilities: distinct(run.map(({ facility }) => facility)) };
  });
}

export const alternativesResolvers: Resolvers = {
  Query: {
    alternatives: (_, args, context, info) => readAlternatives(context, args, context.view(info)),
  },
  Alternatives: {
    countries: ({ countries }, { first }) => countries.slice(0, pageSize('first', first)),
    suppliers: ({ plants }, { first }) => operatorsOf(plants).slice(0, pageSize('first', first)),
    companyCommitments: async ({ plants }, { first }, context, info) =>
      (await companyCommitments(context, plants, context.view(info))).slice(0, pageSize('first', first)),
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
    commitments: async ({ facility }, _, context, info) =>
      (await readCommitments(context, 'forFacility', facility.key, { first: 100 }, context.view(info))).nodes,
  },
  MinimumSet: {
    // minimum-set.ts measures in tonnes.
    basis: () => 'MASS',
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
