import type { Scenario } from './input.ts';
import { isStopped, isStoppedForUnknown, type Given } from './model.ts';
import type { StageData } from './record.ts';
import { listed } from './stages.ts';

/** What is known of a stage, and why nothing is followed to it where that is so. */
export function explainStage(scenario: Scenario, stage: StageData, isBalanced: boolean): string | null {
  const own = stage.explanation ?? '';
  const stopped = isStopped(scenario, stage);
  if (!stopped && !isBalanced)
    return `It is made of what stops; how much of that goes into it where is not known in tonnes, so that a shortage is not followed to it. ${own}`.trim();
  if (isStoppedForUnknown(scenario, stage)) return `A stop for some alone cannot be followed here: ${own}`;
  if (stopped && stage.basis !== null && !isSupplied(scenario, stage))
    return `${listed(scenario.countries)} supplied none of it on record, so that a stop changes nothing. ${own}`;
  return own || null;
}

/** Whether those who stop supply any of it. */
const isSupplied = ({ countries }: Scenario, { flows, shares }: StageData) =>
  countries.some(({ iso3 }) => shares.has(iso3) || flows.some(({ from }) => from === iso3));

/** What the answer takes for granted, in sentences. */
export function assumptions(
  { input, minerals, leftOut }: Scenario,
  { spareCapacity, stocks, substitution }: Given,
  balanced: readonly StageData[],
): string[] {
  return [
    input.rule === 'LEAST_UNMET'
      ? 'What is left is shared out as if one planner knew everything: no outcome is better, and a market will do worse.'
      : 'Suppliers keep their customers; what can be made besides goes to those who lost, in proportion to what they lost.',
    'The whole time is one period, and use stays what it was.',
    spareCapacity.length > 0
      ? `Spare capacity ${(input.spareCapacity ?? []).length > 0 ? 'as given, else ' : ''}as published: capacity less production, where one source has both.`
      : 'No spare capacity: none is on record and none is given. Nobody makes more than before.',
    stocks.length > 0 ? 'Stocks as given.' : 'No stocks: none are on record and none are given.',
    substitution.length > 0 ? 'Substitution as given.' : 'No substitution: none is on record and none is given.',
    ...(balanced.some(({ basis }) => basis === 'WORLD_PRODUCTION')
      ? ['Where the world is one user, what a stopped country uses itself counts as lost too: it is not known.']
      : []),
    ...(minerals.length > 0 && leftOut.length > 0
      ? ['Products that hold other minerals too go on, unless they are named.']
      : []),
  ];
}
