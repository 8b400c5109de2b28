import { at } from './at.ts';
import { checkCount, checkWithin } from './check.ts';

/** What moves in an undisturbed year, in tonnes; `from` = `to` is a country's use of its own production. */
export interface Flow {
  product: string;
  from: string;
  to: string;
  tonnes: number;
}

/** Tonnes of an input that go into a tonne of a product; rows with `country` replace the general ones for it. */
export interface InputNeed {
  product: string;
  input: string;
  tonnesPerTonne: number;
  country?: string;
}

/** A country supplies less. Its own use is never cut; where several stops meet, the strictest one counts. */
interface Stop {
  country: string;
  /** Left out: all products. */
  products?: readonly string[];
  /** Left out: everyone abroad. */
  to?: readonly string[];
  /** The part that stops: 1 is all of it. */
  cut: number;
}

export interface DisruptionInput {
  flows: readonly Flow[];
  inputs: readonly InputNeed[];
  stops: readonly Stop[];
  /** First day, YYYY-MM-DD. */
  start: string;
  /** How long, a whole number of months. */
  months: number;
  /** What could be made besides, at full output; `from` = the day it becomes available. */
  spareCapacity?: readonly { country: string; product: string; tonnesPerYear: number; from?: string }[];
  /** What lies in a country and may be used up, by it alone. */
  stocks?: readonly { country: string; product: string; tonnes: number }[];
  /** The part (0..1) of a product's use that can do with something else or without; rows with `country` go first. */
  substitution?: readonly { product: string; share: number; country?: string }[];
  /** What a tonne of unmet demand counts, by product; 1 when left out. Only LEAST_UNMET weighs. */
  weights?: ReadonlyMap<string, number>;
  rule?: SharingRule;
}

/**
 * Who gets what is left. LEAST_UNMET: as if one planner shared it out so that the least demand stays unmet. PRO_RATA:
 * suppliers keep their customers, and what can be made besides goes to those who lost, in proportion to what they lost.
 */
export type SharingRule = 'LEAST_UNMET' | 'PRO_RATA';

/** One country in one product: all amounts are tonnes in the time of the stop. */
export interface Node {
  country: string;
  product: string;
  /** What it sells undisturbed, to itself and abroad. */
  sells: number;
  /** What it gets undisturbed. */
  gets: number;
  /** Of what it has, what goes into other products and what is used as it is. */
  inputUse: number;
  finalUse: number;
  /** Use that no flow accounts for: supply of unknown origin, taken to go on. */
  unknownSupply: number;
  spare: number;
  stock: number;
  substitutable: number;
  /** What a tonne it makes takes: places of nodes of the same country. */
  inputs: { node: number; tonnesPerTonne: number }[];
  /** Places of what it delivers, by how much it is cut. */
  contracts: number[];
}

/** A supplier's customers that are cut alike. What it delivers less, it delivers less to all of them alike. */
export interface Contract {
  supplier: number;
  cut: number;
  deliveries: { to: number; tonnes: number }[];
  /** All deliveries, before the cut. */
  tonnes: number;
}

/** Who can sell to whom what is not under contract. */
interface Pool {
  sellers: number[];
  buyers: number[];
}

/** What is done about a disruption, in tonnes; lists run beside those of the model. */
export interface Plan {
  /** Of each contract, the part (0..1) of what the cut leaves that is delivered. */
  kept: number[];
  /** Of each pool, what each seller (in the order of the pool) sells and each buyer buys. Together they are equal. */
  sold: number[][];
  bought: number[][];
  /** Of each node, what is taken from stock, what is substituted, and what final use goes without. */
  fromStock: number[];
  substituted: number[];
  unmet: number[];
}

export interface DisruptionModel {
  nodes: Node[];
  contracts: Contract[];
  /** A stopped supplier's own pool comes before the common one of its product. */
  pools: Pool[];
}

const day = (argument: string, date: string) => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // A day that the month does not have is read as one of the next month.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    throw new RangeError(`${argument} must be a day such as 2026-01-31, but is "${date}".`);
  return time;
};

/**
 * The part (0..1) of the time from `start`, `months` long, in which something that begins on `from` is there.
 *
 * @example
 * availablePart('2026-01-01', 12, '2026-07-02'); // 183 of 365 days: 0.501
 */
function availablePart(start: string, months: number, from: string): number {
  const begin = day('start', start);
  const end = new Date(begin).setUTCMonth(new Date(begin).getUTCMonth() + months);
  return Math.min(1, Math.max(0, (end - day('from of the spare capacity', from)) / (end - begin)));
}

/** What a tonne of a product takes in a country: tonnes by input. */
type RecipeOf = (country: string, product: string) => [input: string, tonnesPerTonne: number][];

/** Place of a country's product among the nodes. */
type PlaceOf = (country: string, product: string) => number;

/**
 * Reads a what-if into nodes, contracts and pools, with the amounts of the time it lasts. Everything is sorted by name,
 * so that the order of the rows changes nothing.
 *
 * @throws RangeError when an amount is negative, a cut or share outside 0..1, `months` not a whole number above 0, or a
 *   date is not one
 */
export function disruptionModel(input: DisruptionInput): DisruptionModel {
  checkInput(input);
  const recipeOf = recipesOf(input.inputs);
  const nodes = emptyNodes(input, recipeOf);
  const placeOf = placesOf(nodes);
  addSupply(nodes, placeOf, input);
  addInputs(nodes, placeOf, recipeOf);
  addUse(nodes, input.substitution ?? []);
  const contracts = contractsOf(input, placeOf);
  contracts.forEach(({ supplier }, index) => at(nodes, supplier).contracts.push(index));
  return { nodes, contracts, pools: poolsOf(nodes, input.stops) };
}

function checkInput(input: DisruptionInput): void {
  checkCount('months', input.months, 1);
  day('start', input.start);
  for (const { cut } of input.stops) checkWithin('cut', cut, 0, 1);
  for (const { tonnes } of input.flows) if (!(tonnes >= 0)) checkWithin('tonnes of a flow', tonnes, 0);
  for (const { tonnesPerYear } of input.spareCapacity ?? [])
    checkWithin('tonnesPerYear of spare capacity', tonnesPerYear, 0);
  for (const { tonnes } of input.stocks ?? []) checkWithin('tonnes of a stock', tonnes, 0);
  for (const { share } of input.substitution ?? []) checkWithin('share of a substitution', share, 0, 1);
  for (const { tonnesPerTonne } of input.inputs) checkWithin('tonnesPerTonne of an input', tonnesPerTonne, 0);
  for (const weight of input.weights?.values() ?? []) checkWithin('weight of a product', weight, Number.MIN_VALUE);
}

const nameOf = (country: string, product: string) => `${product}\n${country}`;

/** A country's own recipe where it has one, else the general one, of no country. */
function recipesOf(inputs: readonly InputNeed[]): RecipeOf {
  const recipes = new Map<string, Map<string, number>>();
  for (const { product, input, tonnesPerTonne, country = '' } of inputs) {
    const recipe = recipes.get(nameOf(country, product)) ?? new Map<string, number>();
    recipe.set(input, (recipe.get(input) ?? 0) + tonnesPerTonne);
    recipes.set(nameOf(country, product), recipe);
  }
  return (country, product) => [...(recipes.get(nameOf(country, product)) ?? recipes.get(nameOf('', product)) ?? [])];
}

/** A node for each product that a country gets, makes, stores or needs for what it makes, sorted by name; without amounts. */
function emptyNodes({ flows, spareCapacity = [], stocks = [] }: DisruptionInput, recipeOf: RecipeOf): Node[] {
  const makers = new Map(
    [...flows.map(({ from, product }) => ({ country: from, product })), ...spareCapacity].map(
      ({ country, product }) => [nameOf(country, product), { country, product }],
    ),
  );
  const needed = [...makers.values()].flatMap(({ country, product }) =>
    recipeOf(country, product).map(([input]) => nameOf(country, input)),
  );
  const names = new Set([
    ...flows.map(({ to, product }) => nameOf(to, product)),
    ...makers.keys(),
    ...needed,
    ...stocks.map(({ country, product }) => nameOf(country, product)),
  ]);
  return [...names].sort().map((name) => {
    const [product = '', country = ''] = name.split('\n');
    return {
      ...{ country, product, sells: 0, gets: 0, inputUse: 0, finalUse: 0, unknownSupply: 0 },
      ...{ spare: 0, stock: 0, substitutable: 0, inputs: [], contracts: [] },
    };
  });
}

function placesOf(nodes: readonly Node[]): PlaceOf {
  const places = new Map(nodes.map(({ country, product }, index) => [nameOf(country, product), index]));
  return (country, product) => {
    const place = places.get(nameOf(country, product));
    if (place === undefined) throw new Error(`There is no ${product} of ${country} in the model.`);
    return place;
  };
}

/** Adds to the nodes what moves, what could be made besides and what is in stock, in the time of the stop. */
function addSupply(nodes: readonly Node[], placeOf: PlaceOf, input: DisruptionInput): void {
  const { flows, start, months, spareCapacity = [], stocks = [] } = input;
  const years = months / 12;
  for (const { product, from, to, tonnes } of flows) {
    at(nodes, placeOf(from, product)).sells += tonnes * years;
    at(nodes, placeOf(to, product)).gets += tonnes * years;
  }
  for (const { country, product, tonnesPerYear, from = start } of spareCapacity)
    at(nodes, placeOf(country, product)).spare += tonnesPerYear * years * availablePart(start, months, from);
  for (const { country, product, tonnes } of stocks) at(nodes, placeOf(country, product)).stock += tonnes;
}

/** Adds to the nodes of makers what they need, and to the nodes of that how much of it they use. */
function addInputs(nodes: readonly Node[], placeOf: PlaceOf, recipeOf: RecipeOf): void {
  for (const { country, product, sells, spare, inputs } of nodes) {
    if (sells === 0 && spare === 0) continue;
    for (const [input, tonnesPerTonne] of recipeOf(country, product)) {
      const node = placeOf(country, input);
      inputs.push({ node, tonnesPerTonne });
      at(nodes, node).inputUse += tonnesPerTonne * sells;
    }
  }
}

/** Adds to the nodes what is used as it is, what no flow accounts for, and the part of use that can do without. */
function addUse(nodes: readonly Node[], substitution: NonNullable<DisruptionInput['substitution']>): void {
  for (const node of nodes) {
    node.finalUse = Math.max(0, node.gets - node.inputUse);
    node.unknownSupply = Math.max(0, node.inputUse - node.gets);
    const ofProduct = substitution.filter(({ product }) => product === node.product);
    const own = ofProduct.find(({ country }) => country === node.country);
    const general = ofProduct.find(({ country }) => country === undefined);
    node.substitutable = ((own ?? general)?.share ?? 0) * (node.finalUse + node.inputUse);
  }
}

/** Deliveries of one supplier that are cut alike are one contract. */
function contractsOf({ flows, stops, months }: DisruptionInput, placeOf: PlaceOf): Contract[] {
  const years = months / 12;
  const byCut = new Map<string, { supplier: number; cut: number; deliveries: Map<number, number> }>();
  for (const { product, from, to, tonnes } of flows) {
    if (tonnes === 0) continue;
    const [supplier, user, cut] = [placeOf(from, product), placeOf(to, product), cutOf(stops, product, from, to)];
    const contract = byCut.get(`${supplier} ${cut}`) ?? { supplier, cut, deliveries: new Map<number, number>() };
    contract.deliveries.set(user, (contract.deliveries.get(user) ?? 0) + tonnes * years);
    byCut.set(`${supplier} ${cut}`, contract);
  }
  return [...byCut.values()]
    .sort((a, b) => a.supplier - b.supplier || a.cut - b.cut)
    .map(({ supplier, cut, deliveries: byUser }) => {
      const deliveries = [...byUser].sort(([a], [b]) => a - b).map(([to, tonnes]) => ({ to, tonnes }));
      return { supplier, cut, deliveries, tonnes: deliveries.reduce((sum, { tonnes }) => sum + tonnes, 0) };
    });
}

/** The part of a flow that stops: that of the strictest stop. What a country makes for itself is never cut. */
function cutOf(stops: readonly Stop[], product: string, from: string, to: string): number {
  if (from === to) return 0;
  const meeting = stops.filter((stop) => stopsProduct(stop, from, product) && (stop.to?.includes(to) ?? true));
  return meeting.reduce((most, { cut }) => Math.max(most, cut), 0);
}

const stopsProduct = (stop: Stop, country: string, product: string) =>
  stop.country === country && (stop.products?.includes(product) ?? true);

/** A supplier that is stopped can sell what it is left with only where it is not; all others sell to everyone. */
function poolsOf(nodes: readonly Node[], stops: readonly Stop[]): Pool[] {
  const own: Pool[] = [];
  const common = new Map<string, Pool>();
  nodes.forEach(({ product }, index) => {
    const pool = common.get(product) ?? { sellers: [], buyers: [] };
    pool.buyers.push(index);
    common.set(product, pool);
  });
  nodes.forEach(({ country, product, sells, spare }, index) => {
    if (sells === 0 && spare === 0) return;
    const mine = stops.filter((stop) => stop.cut > 0 && stopsProduct(stop, country, product));
    const pool = common.get(product) ?? { sellers: [], buyers: [] };
    if (mine.length === 0) pool.sellers.push(index);
    else {
      const free = ({ country: to }: Node) =>
        to === country || mine.every((stop) => stop.to !== undefined && !stop.to.includes(to));
      own.push({ sellers: [index], buyers: pool.buyers.filter((buyer) => free(at(nodes, buyer))) });
    }
  });
  return [...own, ...common.values()].filter(({ sellers, buyers }) => sellers.length > 0 && buyers.length > 0);
}
