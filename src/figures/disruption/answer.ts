import type { SupplyOutcome } from '../../analysis/disruption.ts';
import type { Stage } from '../../api/generated.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import { explainStage } from './explain.ts';
import type { Scenario } from './input.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Flow, InputNeed } from '../../analysis/disruption-model.ts';
import { isStopped, shareStopped, type Given } from './model.ts';
import {
  roundForDisplay,
  type DisruptionRowRecord,
  type DisruptionStageRecord,
  type NotFollowedRecord,
  type StageData,
} from './record.ts';

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
  const { flows: _flows, shares: _shares, spare: _spare, otherShare: _other, plants, ...about } = stage;
  const stopped = isStopped(scenario, stage);
  const none = { share: null, atLeast: null, atMost: null };
  const { share, atLeast, atMost } = stopped ? shareStopped(scenario, stage) : none;
  const stops = new Set(scenario.countries.map(({ iso3 }) => iso3));
  return {
    ...about,
    mineral,
    stopped,
    shareStopped: share,
    shareStoppedAtLeast: atLeast,
    shareStoppedAtMost: atMost,
    otherPlants: plants.filter(({ country }) => !stops.has(country.iso3)),
    notFollowed: [],
    isLowerBound: stopped && share === null && supply !== null,
    ...(supply === null
      ? unknownAmounts
      : { ...amountsOf(supply), spareCapacity: spareOf(scenario, stage.key, given.spareCapacity) }),
    missing: supply === null ? 'NOT_AVAILABLE' : null,
    explanation: explainStage(scenario, stage, supply !== null),
  };
}

/** Whether anything of a stage is known to be lost, or may be. */
const isHit = ({
  stopped,
  shareStoppedAtMost,
  shareStoppedAtLeast,
  lostDirectly,
  short,
  notFollowed,
}: DisruptionStageRecord) =>
  notFollowed.length > 0 ||
  (short ?? 0) > 0 ||
  (lostDirectly ?? 0) > 0 ||
  (stopped && (shareStoppedAtMost === null || shareStoppedAtMost > 0 || (shareStoppedAtLeast ?? 0) > 0));

/**
 * The same stages, each with the losses of its inputs that are not followed to it. Where nothing else is lost its amounts are null, since
 * 0 would say that nothing is; else they are the least.
 *
 * @param stages from the mine onwards
 * @param feeds by stage, the products of other stages that it is made of
 * @param needs which stages' losses are followed to which
 */
export function withNotFollowed(
  stages: readonly DisruptionStageRecord[],
  feeds: ReadonlyMap<string, ReadonlySet<string>>,
  needs: readonly InputNeed[],
): DisruptionStageRecord[] {
  const found = new Map(stages.map((stage) => [stage.key, stage]));
  // A stage can feed one of the same step, listed before it: as many passes as there are stages reach all.
  for (let pass = 0; pass < stages.length; pass++) {
    let isNew = false;
    for (const { key } of stages) {
      const stage = found.get(key);
      if (!stage) continue;
      const notFollowed = [...found.values()].flatMap((feed): NotFollowedRecord[] => {
        const isFeed = feed.key !== key && feed.products.some((product) => feeds.get(key)?.has(product.key));
        const isFollowed =
          feed.missing === null &&
          stage.missing === null &&
          needs.some((need) => need.product === key && need.input === feed.key) &&
          feed.notFollowed.length === 0;
        return isFeed && !isFollowed && isHit(feed) ? [notFollowedOf(feed)] : [];
      });
      if (notFollowed.length === stage.notFollowed.length) continue;
      isNew = true;
      found.set(key, lowerBound({ ...stage, notFollowed }));
    }
    if (!isNew) break;
  }
  return [...found.values()];
}

function notFollowedOf(feed: DisruptionStageRecord): NotFollowedRecord {
  const { product, mineral, stage, shortShare, shareStopped, products } = feed;
  const shareLost = shortShare ?? shareStopped;
  const name = product?.name ?? (mineral ? `${mineral.name} at ${stage.toLowerCase()}` : names(products));
  const lost =
    shareLost === null
      ? `What is lost of the supply of ${name}, of which it is made, is not known and`
      : `${(shareLost * 100).toFixed(1)} % of the supply of ${name}, of which it is made, is lost and`;
  return {
    ...{ product, mineral, stage, shareLost },
    explanation: `${lost} is not followed to it: which of its makers draws on whom is not known in tonnes.`,
  };
}

const names = (products: readonly ProductRecord[]) => products.map(({ name }) => name).join(', ');

/** Amounts that leave out a loss are the least; where they are none, nothing is said. */
function lowerBound(stage: DisruptionStageRecord): DisruptionStageRecord {
  const [first] = stage.notFollowed;
  // What does not stop itself says already that it is made of what does.
  const explanation = stage.stopped
    ? `${first?.explanation ?? ''} ${stage.explanation ?? ''}`.trim()
    : stage.explanation;
  const isNothing = (stage.lostDirectly ?? 0) === 0 && (stage.short ?? 0) === 0;
  if (stage.missing !== null || isNothing)
    return { ...stage, ...unknownAmounts, isLowerBound: false, missing: 'NOT_AVAILABLE', explanation };
  return { ...stage, isLowerBound: true, explanation };
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

/** By product and user, who supplies it undisturbed in some months, largest first. Flows are those of a year. */
export function suppliersBefore(flows: readonly Flow[], months: number): SuppliersBefore {
  const rows = groupBy(flows, ({ product, to }) => `${product} ${to}`);
  return new Map(
    [...rows].map(([key, some]) => [
      key,
      some
        .map(({ from, tonnes }) => ({ by: from, tonnes: (tonnes * months) / 12 }))
        .filter(({ tonnes }) => roundForDisplay(tonnes) > 0)
        .sort((a, b) => b.tonnes - a.tonnes || (a.by < b.by ? -1 : 1)),
    ]),
  );
}

type SuppliersBefore = ReadonlyMap<string, DisruptionRowRecord['before']>;

/** One row for each country that uses a stage's product, shortest first. */
export function rowsOf(
  supply: readonly SupplyOutcome[],
  stages: readonly DisruptionStageRecord[],
  names: ReadonlyMap<string, CountryRecord>,
  suppliers: SuppliersBefore,
): DisruptionRowRecord[] {
  const stageByKey = new Map(stages.map((stage) => [stage.key, stage]));
  return supply
    .flatMap((outcome): DisruptionRowRecord[] => {
      const stage = stageByKey.get(outcome.product);
      // Makers that use none of it themselves have nothing to lose.
      if (!stage || stage.missing !== null || outcome.baseline <= 0) return [];
      const before = suppliers.get(`${outcome.product} ${outcome.country}`) ?? [];
      return [{ outcome, stage, country: names.get(outcome.country) ?? null, before, names }];
    })
    .sort((a, b) => b.outcome.short - a.outcome.short || b.outcome.lostDirectly - a.outcome.lostDirectly);
}
