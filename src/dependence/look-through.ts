import { routes, type Routes } from '../analysis/routes.ts';
import { leaveOneSourceOut } from '../analysis/sensitivity.ts';
import { valueRange } from '../analysis/value-range.ts';
import type { RequestContext, View } from '../context.ts';
import type { MissingReason } from '../graphql/generated.ts';
import type { BuildOptions } from '../supply-chain/build.ts';
import { builtChain, lookThroughOf, readSupplyChain } from '../supply-chain/read.ts';
import type { ChainReading, SupplyRow } from '../supply-chain/record.ts';
import type { DependenceRecord } from './record.ts';

/** What a country or coalition depends on another for, looking through its suppliers. */
export interface LookThroughShare {
  share: number | null;
  /** The part whose origin nobody reports. */
  unknown: number | null;
  missing: MissingReason | null;
}

/** A dependence's place in the chain of its product. */
interface Place {
  reading: ChainReading;
  options: BuildOptions;
  /** As the chain calls the user. */
  user: string;
}

async function placeOf(context: RequestContext, dependence: DependenceRecord, view: View): Promise<Place> {
  const { product, year, basis, importers, coalition, without } = dependence;
  const reading = await readSupplyChain(context, product.slug, year ?? Number(view.asOf.slice(0, 4)), view);
  const options = { basis, without: new Set(without) };
  const [country] = importers;
  if (!coalition) return { reading, options, user: country ?? '' };
  // Members stand for themselves where they supply others further up: at its end the chain is the coalition's alone.
  const group = { name: coalition.key, members: importers };
  return { reading, options: { ...options, users: [], group }, user: coalition.key };
}

const nothing = (missing: MissingReason): LookThroughShare => ({ share: null, unknown: null, missing });

/** Sums of binary fractions that should be 0 or 1 miss it by less than this. */
const withoutNoise = (share: number) => (share < 1e-12 ? 0 : share > 1 - 1e-12 ? 1 : share);

function measure(context: RequestContext, dependence: DependenceRecord, place: Place): LookThroughShare {
  const { on, importers, product } = dependence;
  if (importers.includes(on.iso3)) return nothing('NOT_APPLICABLE');
  const { reading, options, user } = place;
  const built = builtChain(context, reading, options);
  // A product that is traded in other years is not taken for one that no code tells apart.
  const known = built.traded || product.tradeYears.length === 0;
  if (!known || !built.supplied(user)) return nothing('NOT_AVAILABLE');
  const { lookThrough, unknown } = lookThroughOf(context, reading, options, user, on.iso3);
  return { share: withoutNoise(lookThrough), unknown: withoutNoise(unknown), missing: null };
}

/** The share that comes from a country at any stage; null with a reason when it cannot be given. */
export async function lookThroughOfDependence(
  context: RequestContext,
  dependence: DependenceRecord,
  view: View,
): Promise<LookThroughShare> {
  return measure(context, dependence, await placeOf(context, dependence, view));
}

/** One supplier on a route with the figures that say so. */
export interface RouteStepRecord extends SupplyRow {
  /** Alpha-3 code of whom it supplies; null for a coalition. */
  to: string | null;
  weight: number;
}

export interface RoutesRecord extends Omit<Routes, 'routes'> {
  routes: { share: number; steps: RouteStepRecord[] }[];
}

/** The routes that make up a look-through share, largest first; null where there is no such share. */
export async function routesOfDependence(
  context: RequestContext,
  dependence: DependenceRecord,
  first: number,
  view: View,
): Promise<RoutesRecord | null> {
  const place = await placeOf(context, dependence, view);
  if (measure(context, dependence, place).missing !== null) return null;
  const { product, on, country } = dependence;
  const { reading, options, user } = place;
  const built = builtChain(context, reading, options);
  const end = built.user(user);
  const found = routes(built.chain, { country: end, product: product.slug }, on.iso3, { first });
  return {
    ...found,
    total: withoutNoise(found.total),
    omitted: withoutNoise(found.omitted),
    routes: found.routes.map(({ share, steps }) => ({
      share,
      steps: steps.map((step) => {
        const row = built.row(step.to, step.product, step.country);
        if (!row) throw new Error(`No figure stands behind ${step.country} -> ${step.to} (${step.product}).`);
        const to = step.to === end && step.product === product.slug ? (country?.iso3 ?? null) : step.to;
        return { ...row, to, share: step.share, weight: step.weight };
      }),
    })),
  };
}

/** A dependence by both methods from the same figures. */
interface BothShares {
  share: number | null;
  lookThroughShare: number | null;
}

/** The direct share as the chain's own figures give it: imports from the country divided by all imports. */
function directOf(context: RequestContext, dependence: DependenceRecord, { reading, options, user }: Place) {
  const { product, on, importers } = dependence;
  const built = builtChain(context, reading, options);
  if (!built.traded || importers.includes(on.iso3)) return null;
  const imported = built.suppliersOf(user, product.slug).filter(({ basis }) => basis === 'TRADE');
  const whole = imported.reduce((sum, { share }) => sum + share, 0);
  const part = imported.reduce((sum, { from, share }) => sum + (from === on.iso3 ? share : 0), 0);
  return whole > 0 ? part / whole : null;
}

const bothShares = (context: RequestContext, dependence: DependenceRecord, place: Place): BothShares => ({
  share: directOf(context, dependence, place),
  lookThroughShare: measure(context, dependence, place).share,
});

const asked = ({ method }: DependenceRecord, { share, lookThroughShare }: BothShares) =>
  method === 'DIRECT' ? share : lookThroughShare;

/** The lowest and the highest value that the measure asked for takes when sources disagree; null where it cannot be given. */
export async function rangeOfDependence(
  context: RequestContext,
  dependence: DependenceRecord,
  view: View,
): Promise<{ low: number; high: number } | null> {
  const place = await placeOf(context, dependence, view);
  if (asked(dependence, bothShares(context, dependence, place)) === null) return null;
  const { competing } = builtChain(context, place.reading, place.options);
  const figures = new Map([...competing].map(([product, count]) => [product, [...Array(count).keys()]]));
  const { low, high, preferred } = valueRange(
    figures,
    (choice) => {
      const options = { ...place.options, choice: new Map(Object.entries(choice)) };
      return asked(dependence, bothShares(context, dependence, { ...place, options })) ?? 0;
    },
    { maxCombinations: MOST_COMBINATIONS },
  );
  return { low: withoutNoise(Math.min(low, preferred)), high: withoutNoise(Math.max(high, preferred)) };
}

/** Above it one product's sources vary at a time: every combination is a chain to be built and solved. */
const MOST_COMBINATIONS = 16;

export interface SourceSensitivityRecord extends BothShares {
  /** Key of the source that was left out. */
  source: string;
  flips: boolean;
}

/** The shares once more without each source they rest on, and whether that decides on which side of a threshold they are. */
export async function sensitivityOfDependence(
  context: RequestContext,
  dependence: DependenceRecord,
  threshold: number,
  view: View,
): Promise<SourceSensitivityRecord[]> {
  const place = await placeOf(context, dependence, view);
  const { sources } = builtChain(context, place.reading, place.options);
  const above = (both: BothShares) => {
    const share = asked(dependence, both);
    return share === null ? null : share > threshold;
  };
  const { without } = leaveOneSourceOut(
    sources,
    (source) => [source],
    (left) => {
      const out = [...dependence.without, ...sources.filter((source) => !left.includes(source))];
      const options = { ...place.options, without: new Set(out) };
      return bothShares(context, dependence, { ...place, options });
    },
    (a, b) => above(a) === above(b),
  );
  return without.map(({ source, answer, flips }) => ({ source, ...answer, flips }));
}
