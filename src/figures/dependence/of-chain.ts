import { GraphQLError } from 'graphql';
import { at } from '../../analysis/at.ts';
import { chainStages, largestOf } from '../../analysis/chain-stages.ts';
import { routes } from '../../analysis/routes.ts';
import { changeOf, leaveOneSourceOut } from '../../analysis/sensitivity.ts';
import { valueRange } from '../../analysis/value-range.ts';
import type { TaskContext } from '../../api/compute.ts';
import { OwnProduction, SupplyBasis, type DependenceMethod, type MissingReason } from '../../api/generated.ts';
import type { BuildOptions } from '../supply-chain/build.ts';
import { Chains, TooManyChains } from '../supply-chain/chains.ts';
import { evidenceOf, type ChainEvidence } from '../supply-chain/evidence.ts';
import { readSupplyChain, type ChainKey } from '../supply-chain/read.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import { expectFound } from '../../lib/expect-found.ts';
import { stepsBack } from '../supply-chain/stages.ts';
import type { BothShares, SupplyChainRecord, SupplyRoutesRecord, SourceSensitivityRecord } from './record.ts';

/** A dependence as the chain of its product knows it. */
export interface ChainDependence {
  /** Whose: as the chain calls the user. */
  user: string;
  /** Alpha-3 code of the user; null for a coalition. */
  country: string | null;
  /** Alpha-3 codes of those whose imports count. */
  importers: readonly string[];
  /** Alpha-3 code of the country depended on. */
  on: string;
  method: DependenceMethod;
  options: Pick<BuildOptions, 'basis' | 'users' | 'group'>;
  /** Keys of sources to leave out. */
  without: readonly string[];
  /** Whether the product is traded in any year. */
  isTraded: boolean;
}

/** What a country or coalition depends on another for, looking through its suppliers. */
interface LookThroughShare {
  share: number | null;
  /** The part of unreported origin. */
  unknown: number | null;
  missing: MissingReason | null;
  /** How what the user makes itself is treated; null where no trade is known. */
  ownProduction: OwnProduction | null;
}

/** What a look-through share rests on, and between what it lies. */
export interface LookThroughEvidence extends ChainEvidence {
  share: number;
  unknown: number;
  low: number;
  high: number;
}

/** The lowest and the highest value that a measure takes when sources disagree. */
interface ShareRange {
  low: number;
  high: number;
}

/** What can be asked of a dependence's place in its chain, and what it gives. */
export interface ChainAnswers {
  /** The share that comes from a country at any stage; null with a reason when it cannot be given. */
  lookThrough: LookThroughShare;
  /** The routes that make up that share, largest first; null where there is none. */
  routes: SupplyRoutesRecord | null;
  /** The chain back to the mine by stage; null where nothing is known of who supplies the user. */
  stages: SupplyChainRecord | null;
  /** What that share rests on; null where there is none. */
  evidence: LookThroughEvidence | null;
  /** The range of the measure asked for; null where it cannot be given. */
  range: ShareRange | null;
  /** The shares once more without each source they rest on, and whether that decides on which side of a threshold they are. */
  sensitivity: SourceSensitivityRecord[];
}

export type ChainAsked =
  | { ask: 'lookThrough' }
  | { ask: 'routes'; first: number }
  | { ask: 'range' }
  | { ask: 'evidence' }
  | { ask: 'stages' }
  | { ask: 'sensitivity'; threshold: number };
export type ChainQuestion = ChainAsked & { dependence: ChainDependence };

export type ChainAnswer = { answer: ChainAnswers[keyof ChainAnswers] } | { limit: string; message: string };

/** What is asked of one chain. */
interface AskedOfChain {
  chain: ChainKey;
  questions: readonly ChainQuestion[];
}

/**
 * Answers what one request asks of some chains: of each all in one go, since what is built for one answer serves the others.
 *
 * @returns for each chain an answer to each question, in order; or which limit it passes
 */
export const answersOfChains = (asked: readonly AskedOfChain[], context: TaskContext): Promise<ChainAnswer[][]> =>
  Promise.all(
    asked.map(async ({ chain, questions }) => {
      try {
        const chains = new Chains(await readSupplyChain(context, chain));
        return questions.map((question) => answerOfChain(chains, question));
      } catch (error) {
        const limit = error instanceof GraphQLError ? error.extensions['limit'] : undefined;
        if (!(error instanceof GraphQLError) || typeof limit !== 'string') throw error;
        return questions.map(() => ({ limit, message: error.message }));
      }
    }),
  );

function answerOfChain(chains: Chains, question: ChainQuestion): ChainAnswer {
  try {
    return { answer: answer(chains, question) };
  } catch (error) {
    if (error instanceof TooManyChains) return { limit: 'chains', message: error.message };
    throw error;
  }
}

function answer(chains: Chains, question: ChainQuestion): ChainAnswers[keyof ChainAnswers] {
  const { dependence } = question;
  const place = { chains, options: { ...dependence.options, without: new Set(dependence.without) } };
  if (question.ask === 'routes') return routesOf(place, dependence, question.first);
  if (question.ask === 'range') return rangeOf(place, dependence);
  if (question.ask === 'evidence') return evidence(place, dependence);
  if (question.ask === 'stages') return stagesOf(place, dependence);
  if (question.ask === 'sensitivity') return sensitivityOf(place, dependence, question.threshold);
  return lookThroughOf(place, dependence);
}

/** The chains of the product, and how the one is built that is asked for. */
interface Place {
  chains: Chains;
  options: BuildOptions;
}

const nothing = (missing: MissingReason, ownProduction: OwnProduction | null = null): LookThroughShare => ({
  share: null,
  unknown: null,
  missing,
  ownProduction,
});

/** Sums of binary fractions that should be 0 or 1 miss it by less than this. */
const withoutNoise = (share: number) => (share < 1e-12 ? 0 : share > 1 - 1e-12 ? 1 : share);

function lookThroughOf(
  { chains, options }: Place,
  { on, importers, user, isTraded }: ChainDependence,
): LookThroughShare {
  if (importers.includes(on)) return nothing('NOT_APPLICABLE');
  const built = chains.built(options);
  // A product that is traded in other years is not taken for one that no code tells apart.
  const known = built.traded || !isTraded;
  if (!known || !built.supplied(user))
    return nothing(importers.some((country) => built.isPartial(country)) ? 'TOTAL_UNKNOWN' : 'NOT_AVAILABLE');
  const ownProduction = leastCounted(importers.map((country) => built.ownProduction(country)));
  // What it makes is a part of what it uses, and nobody can say which.
  if (ownProduction === 'NOT_COMPARABLE') return nothing('NOT_COMPARABLE', ownProduction);
  const { lookThrough, unknown } = chains.lookThrough(options, user, on);
  return { share: withoutNoise(lookThrough), unknown: withoutNoise(unknown), missing: null, ownProduction };
}

/** Of several importers together, what says most against taking the share for one of all they use. */
const leastCounted = (treatments: readonly (OwnProduction | null)[]): OwnProduction | null =>
  Object.values(OwnProduction).find((one) => treatments.includes(one)) ?? null;

function evidence(place: Place, dependence: ChainDependence): LookThroughEvidence | null {
  const { share, unknown } = lookThroughOf(place, dependence);
  const built = place.chains.built(place.options);
  const found = share === null ? null : evidenceOf(built, [dependence.user], dependence.on);
  const range = rangeOf(place, { ...dependence, method: 'LOOK_THROUGH' });
  return found && range && share !== null ? { ...found, share, unknown: unknown ?? 0, ...range } : null;
}

function routesOf(place: Place, dependence: ChainDependence, first: number): SupplyRoutesRecord | null {
  if (lookThroughOf(place, dependence).missing !== null) return null;
  const { user, on, country } = dependence;
  const { chains, options } = place;
  const { root } = chains.reading;
  const built = chains.built(options);
  const end = built.user(user);
  const found = routes(built.chain, { country: end, product: root }, on, { first });
  return {
    ...found,
    total: withoutNoise(found.total),
    omitted: withoutNoise(found.omitted),
    routes: found.routes.map(({ share, steps }) => ({
      share,
      steps: steps.map((step) => {
        const row = built.row(step.to, step.product, step.country);
        if (!row) throw new Error(`No figure stands behind ${step.country} -> ${step.to} (${step.product}).`);
        const to = step.to === end && step.product === root ? country : step.to;
        return { ...row, to, share: step.share, weight: step.weight };
      }),
    })),
  };
}

/** Countries that a stage names one by one. */
const MAX_NAMED = 12;

function stagesOf(place: Place, dependence: ChainDependence): SupplyChainRecord | null {
  const { missing } = lookThroughOf(place, dependence);
  // The chain of a country holds itself, whoever is asked about.
  if (missing !== null && missing !== 'NOT_APPLICABLE') return null;
  const { chains, options } = place;
  const { root, products } = chains.reading;
  const built = chains.built(options);
  const start = built.chain.find(built.user(dependence.user), root, false);
  if (start === undefined) return null;
  const stepOf = (slug: string) => stepsBack[expectFound(products.get(slug), slug).product.stage];
  const { stages, links } = largestOf(chainStages(built.chain, start, stepOf), MAX_NAMED);
  return {
    links: links.map(({ to, ...link }) => ({ ...link, to: to ?? dependence.user })),
    stages: stages.map(({ users, ...stage }) => {
      const rows = [...users].flatMap((index) => {
        const { country, product } = at(built.chain.nodes, index);
        return built.suppliersOf(country, product);
      });
      return {
        ...stage,
        products: [...new Set(rows.map(({ product }) => product))].sort(),
        bases: Object.values(SupplyBasis).filter((basis) => rows.some((row) => row.basis === basis)),
        years: [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b),
        sources: [...new Set(rows.flatMap(({ sources }) => sources))].sort(),
        confidence: lowestConfidence(rows.map(({ confidence }) => confidence)),
      };
    }),
  };
}

/** The direct share as the chain's own figures give it: imports from the country divided by all imports. */
function directOf({ chains, options }: Place, { user, on, importers }: ChainDependence): number | null {
  const built = chains.built(options);
  if (!built.traded || importers.includes(on)) return null;
  const imported = built.suppliersOf(user, chains.reading.root).filter(({ basis }) => basis === 'TRADE');
  const whole = imported.reduce((sum, { share }) => sum + share, 0);
  const part = imported.reduce((sum, { from, share }) => sum + (from === on ? share : 0), 0);
  return whole > 0 ? part / whole : null;
}

function bothShares(place: Place, dependence: ChainDependence): BothShares {
  const { share, unknown } = lookThroughOf(place, dependence);
  return { share: directOf(place, dependence), lookThroughShare: share, unknownShare: unknown };
}

/** The share that is measured, with the part of it that is unknown. */
const asked = ({ method }: ChainDependence, { share, lookThroughShare, unknownShare }: BothShares) =>
  method === 'DIRECT' ? { share, unknown: 0 } : { share: lookThroughShare, unknown: unknownShare };

/** Above it one product's sources vary at a time: every combination is a chain to be built and solved. */
const MAX_COMBINATIONS = 16;

/** From the known share to the known and the unknown together, over all that the sources state. */
function rangeOf(place: Place, dependence: ChainDependence): ShareRange | null {
  if (asked(dependence, bothShares(place, dependence)).share === null) return null;
  const { competing } = place.chains.built(place.options);
  const figures = new Map([...competing].map(([product, count]) => [product, [...Array(count).keys()]]));
  const over = (end: (share: number, unknown: number) => number) =>
    valueRange(
      figures,
      (choice) => {
        const options = { ...place.options, choice: new Map(Object.entries(choice)) };
        const { share, unknown } = asked(dependence, bothShares({ ...place, options }, dependence));
        // With other sources it may be that nothing can be said.
        return share === null ? end(0, 1) : end(share, unknown ?? 0);
      },
      { maxCombinations: MAX_COMBINATIONS },
    );
  const low = over((share) => share);
  const high = over((share, unknown) => Math.min(1, share + unknown));
  return {
    low: withoutNoise(Math.min(low.low, low.preferred)),
    high: withoutNoise(Math.max(high.high, high.preferred)),
  };
}

function sensitivityOf(place: Place, dependence: ChainDependence, threshold: number): SourceSensitivityRecord[] {
  const { sources } = place.chains.built(place.options);
  const { answer: before, without } = leaveOneSourceOut(
    sources,
    (source) => [source],
    (left) => {
      const out = [...dependence.without, ...sources.filter((source) => !left.includes(source))];
      return bothShares({ ...place, options: { ...place.options, without: new Set(out) } }, dependence);
    },
  );
  return without.map(({ source, answer: both }) => ({
    source,
    ...both,
    change: changeOf(asked(dependence, before), asked(dependence, both), threshold),
  }));
}
