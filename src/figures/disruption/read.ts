import type { Flow } from '../../analysis/disruption-model.ts';
import type { Disruption } from '../../analysis/disruption.ts';
import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { limitExceeded } from '../../api/errors.ts';
import type { DisruptionInput } from '../../api/generated.ts';
import { countryByKey } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { mineralByKey } from '../../entities/mineral/queries.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { WORLD_USER } from '../supply-chain/record.ts';
import { byStage, rowsOf, stageRecord, suppliersBefore, withNotFollowed } from './answer.ts';
import { assumptions } from './explain.ts';
import { readGiven } from './given.ts';
import { readScenario, type Scenario } from './input.ts';
import { balancedStages, modelOf } from './model.ts';
import { madeOfProduct } from './queries.ts';
import { readFeeds, readNeeds, readStages } from './read-stages.ts';
import type { DisruptionRecord, StageData } from './record.ts';
import { readTransshipment } from './transshipment.ts';
import { MAX_VARIABLES, solveDisruption } from './solve.ts';
import { OTHERS } from './stages.ts';

const MAX_PRODUCTS = 60;

/** A what-if as it was asked. */
interface DisruptionAsked {
  input: DisruptionInput;
  /** Keys of the sources that the input leaves out. */
  without: readonly string[];
  view: View;
}

/**
 * What a disruption does.
 * @throws GraphQLError BAD_USER_INPUT that names the field of the input at fault, LIMIT_EXCEEDED for a what-if that is too large
 *   before it is solved, TIMEOUT when it takes too long.
 */
export async function readDisruption(
  { input, without, view }: DisruptionAsked,
  context: TaskContext,
): Promise<DisruptionRecord> {
  const scenario = await readScenario(context, input, view);
  const products = await readProducts(context, scenario);
  const found = await readStages(context, products, { year: input.year ?? null, without }, view);
  const known = await readTransshipment(context, scenario, found, view);
  const needs = await readNeeds(context, known);
  const balanced = balancedStages(scenario, known, needs);
  const given = await readGiven(context, input, balanced, view);

  const { size, solved } = await solveDisruption(modelOf(scenario, balanced, needs, given));
  if (!solved)
    throw limitExceeded(
      'input',
      `The what-if has ${size.variables} variables; at most ${MAX_VARIABLES} are solved. Name fewer products or minerals.`,
    );

  const minerals = await readMinerals(context, known, view);
  const flows = balanced.flatMap((stage) => stage.flows);
  const names = await readNames(context, solved, flows, view);
  const records = known
    .map((stage) => {
      const mineral = minerals.get(stage.mineral ?? '') ?? null;
      const supply = balanced.includes(stage) ? solved.supply.filter(({ product }) => product === stage.key) : null;
      return stageRecord(scenario, stage, mineral, given, supply);
    })
    .sort(byStage);
  const stages = withNotFollowed(records, await readFeeds(context, known), needs);
  const { from, months, rule } = input;
  const { countries, leftOut } = scenario;
  return {
    ...{ countries, from, months, rule, stages, leftOut, size, solved },
    rows: rowsOf(solved.supply, stages, names, suppliersBefore(flows, months)),
    assumptions: assumptions(scenario, given, balanced, stages),
    sources: [...new Set(balanced.flatMap(({ sources }) => sources))].sort(),
  };
}

/**
 * What stops, and what is made of it.
 * @throws GraphQLError LIMIT_EXCEEDED when that is too much.
 */
async function readProducts(context: TaskContext, { stopped }: Scenario): Promise<ProductRecord[]> {
  const below = (await Promise.all(stopped.map(({ key }) => context.batch(madeOfProduct, { product: key })))).flat();
  const products = new Map([...stopped, ...below].map((product) => [product.key, product]));
  if (products.size <= MAX_PRODUCTS) return [...products.values()];
  throw limitExceeded(
    'products',
    `The what-if reaches ${products.size} products; at most ${MAX_PRODUCTS} are followed. Name fewer.`,
  );
}

/** The minerals whose stages speak for products, by slug. */
async function readMinerals(
  context: TaskContext,
  stages: readonly StageData[],
  view: View,
): Promise<Map<string, MineralRecord>> {
  const keys = [...new Set(stages.flatMap(({ mineral }) => mineral ?? []))];
  const found = await Promise.all(keys.map((key) => context.batch(mineralByKey, { key, ...view })));
  return new Map(found.flat().map((mineral) => [mineral.key, mineral]));
}

/** The countries that a disruption names, by alpha-3 code. */
async function readNames(
  context: TaskContext,
  { supply }: Disruption,
  flows: readonly Flow[],
  view: View,
): Promise<Map<string, CountryRecord>> {
  const keys = supply.flatMap(({ country, replaced, binding }) => [
    country,
    ...replaced.flatMap(({ by }) => by ?? []),
    ...(binding?.country ? [binding.country] : []),
  ]);
  const named = [...new Set([...keys, ...flows.map(({ from }) => from)])]
    .filter((key) => key !== WORLD_USER && key !== OTHERS)
    .sort();
  const found = await Promise.all(named.map((key) => context.batch(countryByKey, { key, ...view })));
  return new Map(found.flat().map((country) => [country.key, country]));
}
