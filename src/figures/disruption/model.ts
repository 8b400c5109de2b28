import type { DisruptionInput as Model, InputNeed } from '../../analysis/disruption-model.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { FacilityRecord } from '../../entities/facility/record.ts';
import type { Scenario } from './input.ts';
import type { StageData } from './record.ts';

/** What may be used besides what moves in an undisturbed year. */
export type Given = Required<Pick<Model, 'spareCapacity' | 'stocks' | 'substitution'>>;

/** Whether one of a stage's products is among those that stop. */
export const isStopped = ({ stopped }: Scenario, { products }: Pick<StageData, 'products'>): boolean =>
  products.some(({ key }) => stopped.some((product) => product.key === key));

/** Whether it stops for some users alone, where the destinations of the world's production are unknown: it cannot be followed there. */
export const isStoppedForUnknown = (scenario: Scenario, stage: StageData): boolean =>
  scenario.to !== null && isStopped(scenario, stage) && stage.basis === 'WORLD_PRODUCTION';

/** How much of a stage's supply those who stop make: what is known of them, and what is not. */
export interface Stopping {
  /** Those on record as supplying some of it, and as supplying none. */
  known: CountryRecord[];
  none: CountryRecord[];
  /** Those that may be among makers that nobody names, or that have a plant which the figures do not know of. */
  unknown: CountryRecord[];
}

/** Which of those who stop are on record as makers. Silence is not zero: only where all makers are named is one that is not named none. */
export function stoppingOf({ countries }: Scenario, { flows, shares, otherShare, plants }: StageData): Stopping {
  const found: Stopping = { known: [], none: [], unknown: [] };
  for (const country of countries) {
    const { iso3 } = country;
    const isNamed = shares.has(iso3) || flows.some(({ from }) => from === iso3);
    const mayMake = otherShare > 0 || plants.some((plant) => plant.country.iso3 === iso3);
    (isNamed ? found.known : mayMake ? found.unknown : found.none).push(country);
  }
  return found;
}

/**
 * Plants that make it in countries that do not stop and that published shares of the world do not name: the shares are of a whole without
 * them. A table in tonnes has all makers, named or among others.
 */
export const unnamedPlants = (scenario: Scenario, { shares, basis, plants }: StageData): FacilityRecord[] =>
  basis !== 'WORLD_SHARES'
    ? []
    : plants.filter(
        ({ country: { iso3 } }) => !shares.has(iso3) && !scenario.countries.some((one) => one.iso3 === iso3),
      );

/** The stages whose supply and use are balanced in tonnes: those that stop, and those that are made of others. */
export const balancedStages = (
  scenario: Scenario,
  stages: readonly StageData[],
  needs: readonly InputNeed[],
): StageData[] =>
  stages.filter(
    (stage) =>
      stage.flows.length > 0 &&
      !isStoppedForUnknown(scenario, stage) &&
      ((isStopped(scenario, stage) && !isUnknown(stoppingOf(scenario, stage))) ||
        needs.some(({ product }) => product === stage.key)),
  );

/** Whether nothing is known of what stops. */
export const isUnknown = ({ known, unknown }: Stopping): boolean => unknown.length > 0 && known.length === 0;

/** What is solved. */
export function modelOf(
  scenario: Scenario,
  balanced: readonly StageData[],
  needs: readonly InputNeed[],
  given: Given,
): Model {
  const { input, countries, to } = scenario;
  const keys = new Set(balanced.map(({ key }) => key));
  const products = balanced.filter((stage) => isStopped(scenario, stage)).map(({ key }) => key);
  const users = to === null ? {} : { to: to.map(({ iso3 }) => iso3) };
  return {
    flows: balanced.flatMap(({ flows }) => flows),
    inputs: needs.filter(({ product, input: needed }) => keys.has(product) && keys.has(needed)),
    stops: countries.map(({ iso3 }) => ({ country: iso3, products, ...users, cut: input.cut })),
    start: input.from,
    months: input.months,
    rule: input.rule,
    ...given,
  };
}

/** The part of trade between countries, or of world production, that stops; `share` is null where only bounds, or not even these, are known. */
export interface ShareStopped {
  share: number | null;
  atLeast: number | null;
  atMost: number | null;
}

/** What part of a stage's supply stops. */
export function shareStopped(scenario: Scenario, stage: StageData): ShareStopped {
  const { input, to } = scenario;
  const { basis } = stage;
  if (basis === null || (to !== null && basis !== 'TRADE')) return { share: null, atLeast: null, atMost: null };
  if (basis === 'TRADE') {
    const share = tradeStopped(scenario, stage);
    return { share, atLeast: share, atMost: share };
  }
  const { known, unknown } = stoppingOf(scenario, stage);
  const named = known.reduce((sum, { iso3 }) => sum + (stage.shares.get(iso3) ?? 0), 0);
  const atMost = unknown.length === 0 ? named : Math.min(1, named + stage.otherShare);
  // Makers that the figures do not know of make the whole larger by nobody knows how much.
  const isMore = unnamedPlants(scenario, stage).length > 0 && stage.otherShare === 0;
  const isKnown = unknown.length === 0 && !isMore;
  return {
    share: isKnown ? input.cut * named : null,
    atLeast: isMore ? null : input.cut * named,
    // A maker that is named nowhere, with a plant, may make any part.
    atMost: unknown.length > 0 && stage.otherShare === 0 ? null : input.cut * atMost,
  };
}

function tradeStopped({ input, countries, to }: Scenario, { flows }: StageData): number | null {
  const stops = new Set(countries.map(({ iso3 }) => iso3));
  const users = to === null ? null : new Set(to.map(({ iso3 }) => iso3));
  const abroad = flows.filter((flow) => flow.from !== flow.to);
  const cut = abroad.filter((flow) => stops.has(flow.from) && (users === null || users.has(flow.to)));
  const all = sumOf(abroad);
  return all > 0 ? (input.cut * sumOf(cut)) / all : null;
}

const sumOf = (amounts: readonly { tonnes: number }[]) => amounts.reduce((sum, { tonnes }) => sum + tonnes, 0);
