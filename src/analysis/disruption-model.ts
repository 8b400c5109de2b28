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

/**
 * Reads a what-if into nodes, contracts and pools, with the amounts of the time it lasts. Everything is sorted by name,
 * so that the order of the rows changes nothing.
 *
 * @throws RangeError when an amount is negative, a cut or share outside 0..1, `months` not a whole number above 0, or a
 *   date is not one
 */
export function disruptionModel(input: DisruptionInput): DisruptionModel {
  const { flows, inputs, stops, start, months, spareCapacity = [], stocks = [], substitution = [] } = input;
  checkCount('months', months, 1);
  day('start', start);
  for (const { cut } of stops) checkWithin('cut', cut, 0, 1);
  for (const { tonnes } of flows) if (!(tonnes >= 0)) checkWithin('tonnes of a flow', tonnes, 0);
  for (const { tonnesPerYear } of spareCapacity) checkWithin('tonnesPerYear of spare capacity', tonnesPerYear, 0);
  for (const { tonnes } of stocks) checkWithin('tonnes of a stock', tonnes, 0);
  for (const { share } of substitution) checkWithin('share of a substitution', share, 0, 1);
  for (const { tonnesPerTonne } of inputs) checkWithin('tonnesPerTonne of an input', tonnesPerTonne, 0);
  for (const weight of input.weights?.values() ?? []) checkWithin('weight of a product', weight, Number.MIN_VALUE);
  const years = months / 12;

  const recipes = new Map<string, Map<string, number>>();
  for (const { product, input: needed, tonnesPerTonne, country = '' } of inputs) {
    const recipe = recipes.get(`${product}\n${country}`) ?? new Map<string, number>();
    recipes.set(`${product}\n${country}`, recipe.set(needed, (recipe.get(needed) ?? 0) + tonnesPerTonne));
  }
  const recipeOf = (country: string, product: string) => [
    ...(recipes.get(`${product}\n${country}`) ?? recipes.get(`${product}\n`) ?? []),
  ];

  const names = new Set<string>();
  const makers = new Set<string>();
  const name = (country: string, product: string) => `${product}\n${country}`;
  const addMaker = (country: string, product: string) => {
    if (makers.has(name(country, product))) return;
    makers.add(name(country, product));
    names.add(name(country, product));
    for (const [needed] of recipeOf(country, product)) names.add(name(country, needed));
  };
  for (const { product, from, to } of flows) {
    names.add(name(to, product));
    addMaker(from, product);
  }
  for (const { country, product } of spareCapacity) addMaker(country, product);
  for (const { country, product } of stocks) names.add(name(country, product));
  const sorted = [...names].sort();
  const places = new Map(sorted.map((text, index) => [text, index]));
  const place = (country: string, product: string) => {
    const index = places.get(name(country, product));
    if (index === undefined) throw new Error(`There is no ${product} of ${country} in the model.`);
    return index;
  };

  const nodes = sorted.map((text): Node => {
    const [product = '', country = ''] = text.split('\n');
    const zero = {
      sells: 0,
      gets: 0,
      inputUse: 0,
      finalUse: 0,
      unknownSupply: 0,
      spare: 0,
      stock: 0,
      substitutable: 0,
    };
    return { country, product, ...zero, inputs: [], contracts: [] };
  });
  const cutOf = (from: string, to: string, product: string) =>
    from === to
      ? 0
      : stops
          .filter(
            (stop) =>
              stop.country === from && (stop.products?.includes(product) ?? true) && (stop.to?.includes(to) ?? true),
          )
          .reduce((most, { cut }) => Math.max(most, cut), 0);
  const byCut = new Map<string, { supplier: number; cut: number; deliveries: Map<number, number> }>();
  for (const { product, from, to, tonnes } of flows) {
    if (tonnes === 0) continue;
    const [supplier, user, cut] = [place(from, product), place(to, product), cutOf(from, to, product)];
    at(nodes, supplier).sells += tonnes * years;
    at(nodes, user).gets += tonnes * years;
    const contract = byCut.get(`${supplier} ${cut}`) ?? { supplier, cut, deliveries: new Map<number, number>() };
    contract.deliveries.set(user, (contract.deliveries.get(user) ?? 0) + tonnes * years);
    byCut.set(`${supplier} ${cut}`, contract);
  }
  const contracts = [...byCut.values()]
    .sort((a, b) => a.supplier - b.supplier || a.cut - b.cut)
    .map(({ supplier, cut, deliveries }, index): Contract => {
      at(nodes, supplier).contracts.push(index);
      const list = [...deliveries].sort(([a], [b]) => a - b).map(([to, tonnes]) => ({ to, tonnes }));
      return { supplier, cut, deliveries: list, tonnes: list.reduce((sum, { tonnes }) => sum + tonnes, 0) };
    });
  for (const { country, product, tonnesPerYear, from = start } of spareCapacity) {
    at(nodes, place(country, product)).spare += tonnesPerYear * years * availablePart(start, months, from);
  }
  for (const { country, product, tonnes } of stocks) at(nodes, place(country, product)).stock += tonnes;
  for (const node of nodes) {
    if (node.sells === 0 && node.spare === 0) continue;
    for (const [needed, tonnesPerTonne] of recipeOf(node.country, node.product)) {
      const index = place(node.country, needed);
      node.inputs.push({ node: index, tonnesPerTonne });
      at(nodes, index).inputUse += tonnesPerTonne * node.sells;
    }
  }
  for (const node of nodes) {
    node.finalUse = Math.max(0, node.gets - node.inputUse);
    node.unknownSupply = Math.max(0, node.inputUse - node.gets);
    const own = substitution.find(({ product, country }) => product === node.product && country === node.country);
    const general = substitution.find(({ product, country }) => product === node.product && country === undefined);
    node.substitutable = (own ?? general)?.share ?? 0;
    node.substitutable *= node.finalUse + node.inputUse;
  }
  return { nodes, contracts, pools: poolsOf(nodes, stops) };
}

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
    const mine = stops.filter(
      (stop) => stop.country === country && stop.cut > 0 && (stop.products?.includes(product) ?? true),
    );
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
