import type { SupplyOutcome } from '../../analysis/disruption.ts';
import type { Stage } from '../../api/generated.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import { explainStage } from './explain.ts';
import type { Scenario } from './input.ts';
import { isStopped, shareStopped, type Given } from './model.ts';
import { roundForDisplay, type DisruptionRowRecord, type DisruptionStageRecord, type StageData } from './record.ts';

const stageOrder: Record<Stage, number> = { EXTRACTION: 0, REFINING: 1, METAL: 2, COMPONENT: 3, RECYCLING: 4 };

/** Stages in the order in which goods pass them, then by name. */
export const byStage = (a: DisruptionStageRecord, b: DisruptionStageRecord): number =>
  stageOrder[a.stage] - stageOrder[b.stage] || (a.key < b.key ? -1 : 1);

const unknownAmounts = {
  baseline: null,
  lostDirectly: null,
  lostAtSuppliers: null,
  replaced: null,
  short: null,
  shortShare: null,
  spareCapacity: null,
};

/**
 * A stage with what the disruption does to it.
 * @param supply the outcomes of all its countries; null where it cannot be balanced
 */
export function stageRecord(
  scenario: Scenario,
  stage: StageData,
  mineral: MineralRecord | null,
  given: Given,
  supply: readonly SupplyOutcome[] | null,
): DisruptionStageRecord {
  const { flows: _flows, shares: _shares, spare: _spare, ...about } = stage;
  const stopped = isStopped(scenario, stage);
  return {
    ...about,
    mineral,
    stopped,
    shareStopped: stopped ? shareStopped(scenario, stage) : null,
    ...(supply === null
      ? unknownAmounts
      : { ...amountsOf(supply), spareCapacity: spareOf(scenario, stage.key, given.spareCapacity) }),
    missing: supply === null ? 'NOT_AVAILABLE' : null,
    explanation: explainStage(scenario, stage, supply !== null),
  };
}

const replacedTonnes = ({ replaced }: SupplyOutcome) => replaced.reduce((sum, { tonnes }) => sum + tonnes, 0);

function amountsOf(supply: readonly SupplyOutcome[]) {
  const sum = (amount: (outcome: SupplyOutcome) => number) =>
    roundForDisplay(supply.reduce((total, outcome) => total + amount(outcome), 0));
  const baseline = sum((outcome) => outcome.baseline);
  const short = sum((outcome) => outcome.short);
  return {
    baseline,
    lostDirectly: sum((outcome) => outcome.lostDirectly),
    lostAtSuppliers: sum((outcome) => outcome.lostAtSuppliers),
    replaced: sum(replacedTonnes),
    short,
    shortShare: baseline > 0 ? short / baseline : null,
  };
}

/** What those who do not stop could make besides in the time asked; null where nothing is known. */
function spareOf({ input, countries }: Scenario, stage: string, spareCapacity: Given['spareCapacity']): number | null {
  const stops = new Set(countries.map(({ iso3 }) => iso3));
  const usable = spareCapacity.filter(({ product, country }) => product === stage && !stops.has(country));
  if (usable.length === 0) return null;
  const years = input.months / 12;
  return roundForDisplay(usable.reduce((sum, { tonnesPerYear }) => sum + tonnesPerYear * years, 0));
}

/** One row for each country that uses a stage's product, shortest first. */
export function rowsOf(
  supply: readonly SupplyOutcome[],
  stages: readonly DisruptionStageRecord[],
  names: ReadonlyMap<string, CountryRecord>,
): DisruptionRowRecord[] {
  const stageByKey = new Map(stages.map((stage) => [stage.key, stage]));
  return supply
    .flatMap((outcome): DisruptionRowRecord[] => {
      const stage = stageByKey.get(outcome.product);
      // Makers that use none of it themselves have nothing to lose.
      if (!stage || outcome.baseline <= 0) return [];
      return [{ outcome, stage, country: names.get(outcome.country) ?? null, names }];
    })
    .sort((a, b) => b.outcome.short - a.outcome.short || b.outcome.lostDirectly - a.outcome.lostDirectly);
}
