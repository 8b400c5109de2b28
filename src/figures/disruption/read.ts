import type { DisruptionInput as Model, InputNeed } from '../../analysis/disruption-model.ts';
import { readCountries } from '../../entities/coalition/read.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByKey } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { productionOfProduct } from '../../entities/facility/queries.ts';
import { int } from '../../graph/graph.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import { badInput, limitExceeded } from '../../api/errors.ts';
import type { DisruptionInput, Stage } from '../../api/generated.ts';
import { mineralByKey, mineralByText } from '../../entities/mineral/queries.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import { productByText } from '../../entities/product/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { mineralsOf } from '../supply-chain/origins.ts';
import { readSupplyChain } from '../supply-chain/read.ts';
import { WORLD_USER, type ChainReading } from '../supply-chain/record.ts';
import { capacitiesOfMineral, madeOfProduct, productsHolding } from './queries.ts';
import {
  roundForDisplay,
  type DisruptionRecord,
  type DisruptionRowRecord,
  type DisruptionStageRecord,
  type Spare,
  type StageData,
} from './record.ts';
import { MAX_VARIABLES, solveDisruption } from './solve.ts';
import { joinStages, listed, OTHERS, stagesOf, yearOf, type StageInput } from './stages.ts';

const MAX_COUNTRIES = 10;
const MAX_PRODUCTS = 60;
const MAX_MONTHS = 120;

const stageOrder: Record<Stage, number> = { EXTRACTION: 0, REFINING: 1, METAL: 2, COMPONENT: 3, RECYCLING: 4 };

/** @throws GraphQLError BAD_USER_INPUT that names the argument for an unknown product. */
export async function findProduct(
  context: RequestContext,
  argument: string,
  text: string,
  view: View,
): Promise<ProductRecord> {
  const [product] = await context.batch(productByText, { text: fold(text), ...view });
  return requireKnown(product, context, argument, 'Product', text);
}

async function findMineral(
  context: RequestContext,
  argument: string,
  text: string,
  view: View,
): Promise<MineralRecord> {
  const [mineral] = await context.batch(mineralByText, { text: fold(text), ...view });
  return requireKnown(mineral, context, argument, 'Mineral', text);
}

/** Who stops. */
async function readStopping(context: RequestContext, names: readonly string[], view: View): Promise<CountryRecord[]> {
  if (names.length === 0) throw badInput('input.countries', 'must name at least one country.');
  const countries = await readCountries(context, 'input.countries', names, view);
  if (countries.length <= MAX_COUNTRIES) return countries;
  throw limitExceeded(
    'countries',
    `Argument "input.countries": at most ${MAX_COUNTRIES} at once, not ${countries.length}.`,
  );
}

/** Who alone goes without; null for everyone. */
async function readUsers(
  context: RequestContext,
  names: readonly string[] | null | undefined,
  view: View,
): Promise<CountryRecord[] | null> {
  if (names == null) return null;
  const countries = await readCountries(context, 'input.to', names, view);
  if (countries.length === 0) throw badInput('input.to', 'names nobody on the day asked.');
  return countries;
}

/** The checks of the names in what the caller gives of capacity, stocks and substitution. */
function givenChecks(context: RequestContext, input: DisruptionInput, view: View) {
  return (['spareCapacity', 'stocks', 'substitution'] as const).flatMap((argument) =>
    (input[argument] ?? []).flatMap(({ country, product }) => {
      const place = () => (country == null ? [] : readCountries(context, `input.${argument}.country`, [country], view));
      const goods = () => findProduct(context, `input.${argument}.product`, product, view);
      return argument === 'substitution' ? [goods, place] : [place, goods];
    }),
  );
}

/** What stops: the products named, and those that hold nothing but minerals named. */
async function readStopped(context: RequestContext, input: DisruptionInput, view: View) {
  const [minerals, products] = await checkAll(
    () => checkEach(input.minerals ?? [], (text) => findMineral(context, 'input.minerals', text, view)),
    () => checkEach(input.products ?? [], (text) => findProduct(context, 'input.products', text, view)),
  );
  if (products.length + minerals.length === 0)
    throw badInput('input.products', 'is missing.', 'Name at least one of "products" and "minerals".');
  const named = new Set(minerals.map(({ key }) => key));
  const holding = (
    await Promise.all(minerals.map(({ key }) => context.batch(productsHolding, { mineral: key })))
  ).flat();
  const stopped = new Map(products.map((product) => [product.key, product]));
  const leftOut = new Map<string, { product: ProductRecord; explanation: string }>();
  for (const { product, minerals: held } of holding) {
    const other = held.filter((own) => !own.some((slug) => named.has(slug))).map(([slug]) => slug ?? '');
    if (other.length === 0) stopped.set(product.key, product);
    else
      leftOut.set(product.key, {
        product,
        explanation: `It holds ${other.slice(0, 3).join(', ')}${other.length > 3 ? ' and more' : ''} too: name it in "products" to stop it.`,
      });
  }
  for (const key of stopped.keys()) leftOut.delete(key);
  if (stopped.size === 0)
    throw badInput(
      'input.minerals',
      `no product holds ${minerals.map(({ name }) => name).join(' or ')} alone.`,
      leftOut.size > 0 ? `Name products instead, such as '${[...leftOut.keys()].join("' or '")}'.` : 'Name products.',
    );
  return { stopped: [...stopped.values()], minerals, leftOut: [...leftOut.values()] };
}

/** What the supply of one product is known from. */
async function readStage(
  context: RequestContext,
  product: ProductRecord,
  asked: number | null,
  view: View,
): Promise<StageInput> {
  const today = Number(view.asOf.slice(0, 4));
  const first = await readSupplyChain(context, product.key, asked ?? today, view);
  const trade = first.products.get(product.key)?.fullTradeYears ?? [];
  const year = yearOf(trade, asked, today);
  const reading = year === first.year ? first : await readSupplyChain(context, product.key, year, view);
  const plants = await context.batch(productionOfProduct, { key: product.key, ...view });
  const capacities = product.tradeYears.length > 0 ? [] : await readCapacities(context, product, reading);
  return { product, reading, plants, capacities };
}

async function readCapacities(context: RequestContext, product: ProductRecord, reading: ChainReading) {
  const own = reading.products.get(product.key);
  const minerals = own ? mineralsOf(own, null) : [];
  const key = { year: int(reading.year), ...reading.view };
  return (await Promise.all(minerals.map((mineral) => context.batch(capacitiesOfMineral, { mineral, ...key })))).flat();
}

/** With the nearest year that has figures, where the one that was asked for has none: an earlier one, which is used, or a later one. */
async function nearYears(
  context: RequestContext,
  stages: readonly StageData[],
  asked: number | null,
  view: View,
): Promise<StageData[]> {
  const isEmpty = ({ year, products }: StageData) => year === null && products[0]?.tradeYears.length === 0;
  const empty = asked === null ? [] : stages.filter(isEmpty);
  const today = Number(view.asOf.slice(0, 4));
  const inputs = await Promise.all(
    empty.flatMap(({ products: [product] }) => (product ? [readStage(context, product, today, view)] : [])),
  );
  const later = inputs.length > 0 ? await context.compute(stagesOf, inputs) : [];
  return stages.map((stage) => {
    const isWorld = stage.products[0]?.tradeYears.length === 0;
    if (asked === null || stage.year === asked || !isWorld) return stage;
    return { ...stage, nearestYear: stage.year ?? later[empty.indexOf(stage)]?.year ?? null };
  });
}

/**
 * What a disruption does.
 * @throws GraphQLError BAD_USER_INPUT that names the field of the input at fault, LIMIT_EXCEEDED for a what-if that is too large
 *   before it is solved, TIMEOUT when it takes too long.
 */
export async function readDisruption(
  context: RequestContext,
  input: DisruptionInput,
  view: View,
): Promise<DisruptionRecord> {
  const [countries, { stopped, minerals, leftOut }, to] = await checkAll(
    () => readStopping(context, input.countries, view),
    () => readStopped(context, input, view),
    () => readUsers(context, input.to, view),
    () => {
      if (!(input.months >= 1 && input.months <= MAX_MONTHS))
        throw badInput('input.months', `must be from 1 to ${MAX_MONTHS}, not ${input.months}.`);
    },
    ...givenChecks(context, input, view),
  );
  const below = (await Promise.all(stopped.map(({ key }) => context.batch(madeOfProduct, { product: key })))).flat();
  const products = new Map([...stopped, ...below].map((product) => [product.key, product]));
  if (products.size > MAX_PRODUCTS)
    throw limitExceeded(
      'products',
      `The what-if reaches ${products.size} products; at most ${MAX_PRODUCTS} are followed. Name fewer.`,
    );

  const asked = input.year ?? null;
  const known = await Promise.all([...products.values()].map((product) => readStage(context, product, asked, view)));
  const data = joinStages(await nearYears(context, await context.compute(stagesOf, known), asked, view));
  const stopping = new Set(stopped.map(({ key }) => key));
  const isStopped = (stage: StageData) => stage.products.some(({ key }) => stopping.has(key));
  // Destinations of the world's production are unknown, so a stop for some users cannot be followed there.
  const cannotName = (stage: StageData) => to !== null && isStopped(stage) && stage.basis === 'WORLD_PRODUCTION';
  const needs = await linksAmong(context, data, view);
  const balanced = data.filter(
    (stage) =>
      stage.flows.length > 0 &&
      !cannotName(stage) &&
      (isStopped(stage) || needs.some(({ product }) => product === stage.key)),
  );
  const keys = new Set(balanced.map(({ key }) => key));
  const given = await readGiven(context, input, balanced, view);
  const model: Model = {
    flows: balanced.flatMap(({ flows }) => flows),
    inputs: needs.filter(({ product, input: needed }) => keys.has(product) && keys.has(needed)),
    stops: countries.map(({ iso3 }) => ({
      country: iso3,
      products: balanced.filter(isStopped).map(({ key }) => key),
      ...(to === null ? {} : { to: to.map((country) => country.iso3) }),
      cut: input.cut,
    })),
    start: input.from,
    months: input.months,
    rule: input.rule,
    ...given,
  };
  const outcome = await context.compute(solveDisruption, model);
  const { size } = outcome;
  if (!outcome.solved)
    throw limitExceeded(
      'input',
      `The what-if has ${size.variables} variables; at most ${MAX_VARIABLES} are solved. Name fewer products or minerals.`,
    );
  const { solved } = outcome;

  const parts = new Set(countries.map(({ iso3 }) => iso3));
  const reached = new Set(to?.map(({ iso3 }) => iso3));
  const mineralKeys = [...new Set(data.flatMap(({ mineral }) => (mineral === null ? [] : [mineral])))];
  const byKey = new Map(
    (await Promise.all(mineralKeys.map((key) => context.batch(mineralByKey, { key, ...view }))))
      .flat()
      .map((one) => [one.key, one]),
  );
  const years = input.months / 12;
  const sum = (key: string, of: (outcome: (typeof solved.supply)[number]) => number) =>
    solved.supply.reduce((total, outcome) => (outcome.product === key ? total + of(outcome) : total), 0);
  const stages = data.map((stage): DisruptionStageRecord => {
    const { flows: _flows, shares: _shares, spare: _spare, mineral, ...about } = stage;
    const isBalanced = keys.has(stage.key);
    const amount = (of: (outcome: (typeof solved.supply)[number]) => number) =>
      isBalanced ? roundForDisplay(sum(stage.key, of)) : null;
    const baseline = amount(({ baseline: all }) => all);
    const short = amount((outcome) => outcome.short);
    const spareCapacity = given.spareCapacity.filter(
      ({ product, country }) => product === stage.key && !parts.has(country),
    );
    return {
      ...about,
      mineral: mineral === null ? null : (byKey.get(mineral) ?? null),
      stopped: isStopped(stage),
      shareStopped: isStopped(stage) ? shareOf(stage) : null,
      baseline,
      lostDirectly: amount(({ lostDirectly }) => lostDirectly),
      lostAtSuppliers: amount(({ lostAtSuppliers }) => lostAtSuppliers),
      replaced: amount(({ replaced }) => replaced.reduce((total, { tonnes }) => total + tonnes, 0)),
      short,
      shortShare: baseline !== null && short !== null && baseline > 0 ? short / baseline : null,
      spareCapacity:
        isBalanced && spareCapacity.length > 0
          ? roundForDisplay(spareCapacity.reduce((total, { tonnesPerYear }) => total + tonnesPerYear * years, 0))
          : null,
      missing: isBalanced ? null : 'NOT_AVAILABLE',
      explanation: explain(stage, isBalanced),
    };
  });
  stages.sort((a, b) => stageOrder[a.stage] - stageOrder[b.stage] || (a.key < b.key ? -1 : 1));
  const stageByKey = new Map(stages.map((stage) => [stage.key, stage]));
  const names = await readNames(context, solved, view);
  const rows = solved.supply.flatMap((outcome): DisruptionRowRecord[] => {
    const stage = stageByKey.get(outcome.product);
    // Makers that use none of it themselves have nothing to lose.
    return stage && outcome.baseline > 0
      ? [{ outcome, stage, country: names.get(outcome.country) ?? null, names }]
      : [];
  });
  rows.sort((a, b) => b.outcome.short - a.outcome.short || b.outcome.lostDirectly - a.outcome.lostDirectly);
  return {
    ...{ countries, from: input.from, months: input.months, rule: input.rule, stages, rows, leftOut, size, solved },
    assumptions: assumptions(),
    sources: [...new Set(balanced.flatMap(({ sources }) => sources))].sort(),
  };

  /** The part of trade between countries, or of world production, that stops. */
  function shareOf({ flows, shares, basis }: StageData): number | null {
    if (basis === null || (to !== null && basis !== 'TRADE')) return null;
    if (basis !== 'TRADE')
      return [...shares].reduce(
        (total, [country, share]) => (parts.has(country) ? total + share * input.cut : total),
        0,
      );
    const abroad = flows.filter((flow) => flow.from !== flow.to);
    const all = abroad.reduce((total, { tonnes }) => total + tonnes, 0);
    const cut = abroad.filter((flow) => parts.has(flow.from) && (to === null || reached.has(flow.to)));
    return all > 0 ? (input.cut * cut.reduce((total, { tonnes }) => total + tonnes, 0)) / all : null;
  }

  function explain(stage: StageData, isBalanced: boolean): string | null {
    const own = stage.explanation ?? '';
    if (!isStopped(stage) && !isBalanced)
      return `It is made of what stops; how much of that goes into it where is not known in tonnes, so that a shortage is not followed to it. ${own}`.trim();
    if (cannotName(stage)) return `A stop for some alone cannot be followed here: ${own}`;
    const supplied =
      stage.flows.some(({ from }) => parts.has(from)) || [...parts].some((country) => stage.shares.has(country));
    if (isStopped(stage) && stage.basis !== null && !supplied)
      return `${listed(countries)} supplied none of it on record, so that a stop changes nothing. ${own}`;
    return own || null;
  }

  function assumptions(): string[] {
    const world = stages.some((stage) => stage.basis === 'WORLD_PRODUCTION' && keys.has(stage.key));
    return [
      input.rule === 'LEAST_UNMET'
        ? 'One hand that knows everything shares out what is left: no outcome is better, and a market will do worse.'
        : 'Suppliers keep their customers; what can be made besides goes to those who lost, in proportion to what they lost.',
      'The whole time is one period, and use stays what it was.',
      given.spareCapacity.length > 0
        ? `Spare capacity ${(input.spareCapacity ?? []).length > 0 ? 'as given, else ' : ''}as published: capacity less production, where one source has both.`
        : 'No spare capacity: none is on record and none is given. Nobody makes more than before.',
      given.stocks.length > 0 ? 'Stocks as given.' : 'No stocks: none are on record and none are given.',
      given.substitution.length > 0
        ? 'Substitution as given.'
        : 'No substitution: none is on record and none is given.',
      ...(world
        ? ['Where the world is one user, what a stopped country uses itself counts as lost too: it is not known.']
        : []),
      ...(minerals.length > 0 && leftOut.length > 0
        ? ['Products that hold other minerals too go on, unless they are named.']
        : []),
    ];
  }
}

/** Which stage's tonnes go into which other's: where both are trade and one input of known ratio is all that is recorded. */
async function linksAmong(context: RequestContext, data: readonly StageData[], view: View): Promise<InputNeed[]> {
  const traded = new Map(
    data.flatMap((stage) => (stage.basis === 'TRADE' && stage.product ? [[stage.key, stage]] : [])),
  );
  const links = await Promise.all(
    [...traded].map(async ([key, stage]) => {
      const reading = await readSupplyChain(context, key, stage.year ?? 0, view);
      const [only, ...more] = reading.products.get(key)?.inputs ?? [];
      if (!only || more.length > 0 || only.tonnesPerTonne === null || !traded.has(only.input)) return [];
      return [{ product: key, input: only.input, tonnesPerTonne: only.tonnesPerTonne }];
    }),
  );
  return links.flat();
}

/** What the caller gives of capacity, stocks and substitution, beside the spare capacity on record. */
async function readGiven(context: RequestContext, input: DisruptionInput, balanced: readonly StageData[], view: View) {
  const stageOf = async (argument: string, text: string) => {
    const product = await findProduct(context, argument, text, view);
    const stage = balanced.find(({ products }) => products.some(({ key }) => key === product.key));
    if (stage) return stage;
    const known = balanced.flatMap(({ products }) => products.map(({ key }) => `'${key}'`));
    throw badInput(
      argument,
      `${product.name} is not balanced in this what-if.`,
      known.length > 0 ? `Balanced are ${known.join(', ')}.` : 'None of its products can be balanced in tonnes.',
    );
  };
  const place = async (argument: string, text: string, { basis, key }: StageData, user: boolean) => {
    const [country] = await readCountries(context, argument, [text], view);
    if (!country) throw badInput(argument, 'names nobody on the day asked.');
    return { country: user && basis === 'WORLD_PRODUCTION' ? WORLD_USER : country.iso3, product: key };
  };
  const [spareGiven, stocks, substitution] = await checkAll(
    () =>
      checkEach(input.spareCapacity ?? [], async ({ country, product, tonnesPerYear, from }) => {
        const stage = await stageOf('input.spareCapacity.product', product);
        const at = await place('input.spareCapacity.country', country, stage, false);
        return { ...at, tonnesPerYear, ...(from == null ? {} : { from }) };
      }),
    () =>
      checkEach(input.stocks ?? [], async ({ country, product, tonnes }) => {
        const stage = await stageOf('input.stocks.product', product);
        return { ...(await place('input.stocks.country', country, stage, true)), tonnes };
      }),
    () =>
      checkEach(input.substitution ?? [], async ({ product, share, country }) => {
        const stage = await stageOf('input.substitution.product', product);
        if (country == null) return { product: stage.key, share };
        return { ...(await place('input.substitution.country', country, stage, true)), share };
      }),
  );
  const isGiven = (product: string, { country }: Spare) =>
    spareGiven.some((one) => one.product === product && one.country === country);
  return {
    spareCapacity: [
      ...spareGiven,
      ...balanced.flatMap(({ key, spare }) =>
        spare.filter((one) => !isGiven(key, one)).map((one) => ({ ...one, product: key })),
      ),
    ],
    stocks,
    substitution,
  };
}

async function readNames(
  context: RequestContext,
  { supply }: DisruptionRecord['solved'],
  view: View,
): Promise<Map<string, CountryRecord>> {
  const keys = supply.flatMap(({ country, replaced, binding }) => [
    country,
    ...replaced.flatMap(({ by }) => by ?? []),
    ...(binding?.country ? [binding.country] : []),
  ]);
  const named = [...new Set(keys)].filter((key) => key !== WORLD_USER && key !== OTHERS).sort();
  const found = await Promise.all(named.map((key) => context.batch(countryByKey, { key, ...view })));
  return new Map(found.flat().map((country) => [country.key, country]));
}
