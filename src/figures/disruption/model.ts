import type { DisruptionInput as Model, InputNeed } from '../../analysis/disruption-model.ts';
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
      (isStopped(scenario, stage) || needs.some(({ product }) => product === stage.key)),
  );

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

/** The part of trade between countries, or of world production, that stops; null where it is not known. */
export function shareStopped({ input, countries, to }: Scenario, { flows, shares, basis }: StageData): number | null {
  if (basis === null || (to !== null && basis !== 'TRADE')) return null;
  const stops = new Set(countries.map(({ iso3 }) => iso3));
  if (basis !== 'TRADE')
    return [...shares].reduce((sum, [country, share]) => (stops.has(country) ? sum + share * input.cut : sum), 0);
  const users = to === null ? null : new Set(to.map(({ iso3 }) => iso3));
  const abroad = flows.filter((flow) => flow.from !== flow.to);
  const cut = abroad.filter((flow) => stops.has(flow.from) && (users === null || users.has(flow.to)));
  const all = sumOf(abroad);
  return all > 0 ? (input.cut * sumOf(cut)) / all : null;
}

const sumOf = (amounts: readonly { tonnes: number }[]) => amounts.reduce((sum, { tonnes }) => sum + tonnes, 0);
