import type { Scenario } from './input.ts';
import { isStopped, isStoppedForUnknown, isUnknown, stoppingOf, unnamedPlants, type Given } from './model.ts';
import type { DisruptionStageRecord, StageData } from './record.ts';
import { listed } from './stages.ts';

/** What is known of a stage, and why nothing is followed to it where that is so. */
export function explainStage(scenario: Scenario, stage: StageData, isBalanced: boolean): string | null {
  const own = stage.explanation ?? '';
  const stopped = isStopped(scenario, stage);
  if (!stopped && !isBalanced)
    return `It is made of what stops; how much of that goes into it where is not known in tonnes, so that a shortage is not followed to it. ${own}`.trim();
  if (isStoppedForUnknown(scenario, stage)) return `A stop for some alone cannot be followed here: ${own}`;
  if (!stopped || stage.basis === null) return own || null;
  return [silence(scenario, stage), plantsElsewhere(scenario, stage), own].filter(Boolean).join(' ') || null;
}

/** What is not known of those who stop; and where it is known that they supply none. */
function silence(scenario: Scenario, stage: StageData): string {
  const { known, none, unknown } = stoppingOf(scenario, stage);
  if (known.length === 0 && unknown.length === 0)
    return `${listed(none)} supplied none of it, by figures that hold all who do: the stop takes nothing from it directly.`;
  if (unknown.length === 0) return '';
  const others =
    stage.otherShare > 0
      ? `the figures name no country for ${(stage.otherShare * 100).toFixed(1)} % of the world's, where ${unknown.length === 1 ? 'it' : 'each'} may be`
      : 'it has a plant that makes it, which the figures do not name';
  const consequence = isUnknown({ known, none, unknown })
    ? 'how much stops is not known'
    : 'what stops is at least what is given';
  return `How much ${listed(unknown)} makes is not on record (${others}): ${consequence}.`;
}

/** Plants that published shares leave out. */
function plantsElsewhere(scenario: Scenario, stage: StageData): string {
  const plants = unnamedPlants(scenario, stage);
  if (plants.length === 0 || stage.otherShare > 0) return '';
  const names = plants.map(({ name, country }) => `${name} (${country.name})`).join(', ');
  return `${names} makes it too and runs: the shares of ${stage.year ?? 'that year'} leave it out, so that what stops is at most what they say; how much it makes is not on record.`;
}

/** Plants named in one sentence. */
const MAX_NAMED = 5;

/** What the answer takes for granted, in sentences. */
export function assumptions(
  { input, minerals, leftOut }: Scenario,
  { spareCapacity, stocks, substitution }: Given,
  balanced: readonly StageData[],
  stages: readonly DisruptionStageRecord[],
): string[] {
  const elsewhere = new Map(
    stages.filter(({ stopped }) => stopped).flatMap((stage) => stage.otherPlants.map((plant) => [plant.key, plant])),
  );
  const plants = [...elsewhere.values()].slice(0, MAX_NAMED).map(({ name, country }) => `${name} (${country.name})`);
  return [
    input.rule === 'LEAST_UNMET'
      ? 'What is left is shared out as if one planner knew everything: no outcome is better, and a market will do worse.'
      : 'Suppliers keep their customers; what can be made besides goes to those who lost, in proportion to what they lost.',
    'The whole time is one period, and use stays what it was.',
    spareCapacity.length > 0
      ? `Spare capacity ${(input.spareCapacity ?? []).length > 0 ? 'as given, else ' : ''}as published: capacity less production, where one source has both.`
      : 'No spare capacity: none is on record in tonnes and none is given. Nobody makes more than before.',
    ...(plants.length > 0
      ? [
          `What plants that run elsewhere could make besides counts only where capacity and output are on record alike; they are ${plants.join(', ')}${elsewhere.size > MAX_NAMED ? ` and ${elsewhere.size - MAX_NAMED} more` : ''} (\`otherPlants\`).`,
        ]
      : []),
    stocks.length > 0 ? 'Stocks as given.' : 'No stocks: none are on record and none are given.',
    (input.transshipment ?? []).length > 0
      ? 'What is passed on through others of those who stop is as given, and no more than comes to them.'
      : 'An exporter counts as the maker of what it sells: what others pass on of those who stop goes on (`transshipment`).',
    substitution.length > 0 ? 'Substitution as given.' : 'No substitution: none is on record and none is given.',
    ...(balanced.some(({ basis }) => basis === 'WORLD_PRODUCTION')
      ? ['Where the world is one user, what a stopped country uses itself counts as lost too: it is not known.']
      : []),
    ...(minerals.length > 0 && leftOut.length > 0
      ? ['Products that hold other minerals too go on, unless they are named.']
      : []),
  ];
}
