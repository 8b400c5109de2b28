import { at } from './at.ts';
import { leastUnmet, leastUnmetProgram } from './disruption-least-unmet.ts';
import {
  disruptionModel,
  type DisruptionInput,
  type DisruptionModel,
  type Plan,
  type SharingRule,
} from './disruption-model.ts';
import { proRata } from './disruption-pro-rata.ts';

/** Where a replacement comes from; `by` is the country that makes it, null for what needs no maker. */
interface Replacement {
  kind: 'OTHER_SUPPLIER' | 'STOCK' | 'SUBSTITUTE';
  by: string | null;
  tonnes: number;
}

/**
 * What keeps a shortage from being smaller:
 * NO_OTHER_SUPPLIER: no other maker may sell there. CAPACITY: all who may sell there make what they can.
 * INPUT: `country` could make more, but lacks `product`. NOT_NEEDED: more could be had, but would lie unused, since what
 * is made of it is held back: for want of `product` in `country`, or, where those are null, because it may not be sold.
 * SHARING_RULE: more could be had, but the rule leaves it elsewhere.
 */
interface Binding {
  constraint: 'NO_OTHER_SUPPLIER' | 'CAPACITY' | 'INPUT' | 'NOT_NEEDED' | 'SHARING_RULE';
  country: string | null;
  product: string | null;
}

/**
 * One country's supply of one product while the stop lasts, in tonnes. It balances:
 * baseline - lostDirectly - lostAtSuppliers + all of replaced = (finalUse - unmet) + usedAsInput + unused.
 */
export interface SupplyOutcome {
  country: string;
  product: string;
  /** What it would have, its own production and supply of unknown origin included. */
  baseline: number;
  /** Of `baseline`, the supply that no flow accounts for; taken to go on. */
  unknownSupply: number;
  /** What the stopped countries do not deliver because of the stop. */
  lostDirectly: number;
  /** What other suppliers do not deliver because they make less themselves or sell elsewhere. */
  lostAtSuppliers: number;
  /** Largest first. */
  replaced: Replacement[];
  /** What it has less than `baseline`. */
  short: number;
  /** `short` as a share of `baseline`; null when that is 0. */
  shortShare: number | null;
  /** What it would use as it is, and the part of that which goes without. */
  finalUse: number;
  unmet: number;
  /** What goes into other products. */
  usedAsInput: number;
  /** What it has and cannot use, since another input is missing. */
  unused: number;
  /** What keeps `short` from being smaller; null when nothing is short. */
  binding: Binding | null;
}

/** What one country makes of one product while the stop lasts, in tonnes. */
interface OutputOutcome {
  country: string;
  product: string;
  baseline: number;
  made: number;
  capacity: number;
}

export interface Disruption {
  rule: SharingRule;
  /** All countries and products of the input, shortest first, then by product and country. */
  supply: SupplyOutcome[];
  /** All makers, by product and country. */
  output: OutputOutcome[];
  /** Final use of each product, in all countries together, by product. */
  demand: { product: string; finalUse: number; unmet: number; unmetShare: number | null }[];
}

/** Tonnes below this are the solver's noise. */
const noise = 1e-5;
const clean = (tonnes: number) => (Math.abs(tonnes) < noise ? 0 : tonnes);

/**
 * How large a what-if is, before it is computed: variables and conditions of its linear programme.
 *
 * @throws RangeError as `disruption`
 *
 * @example
 * disruptionSize(input).variables > 100_000; // too large to answer in a request
 */
export function disruptionSize(input: DisruptionInput): { variables: number; conditions: number } {
  const { columns, rows } = leastUnmetProgram(disruptionModel(input), input.weights);
  return { variables: columns.length, conditions: rows.length };
}

/**
 * What happens when countries stop supplying, wholly or in part, for some months: what each country loses at each
 * stage, who replaces it, what stays short and why.
 *
 * Each maker needs its inputs in fixed proportions; what cannot be made is missing further down. Who has spare capacity
 * can replace, as far as the inputs for it are there. Supply of unknown origin goes on. The whole time is one period:
 * stocks and late capacity count as if spread over it, so a gap that closes before the end is smoothed. Prices, quality
 * and the time ships take are left out.
 *
 * @param input flows of an undisturbed year and what stops; see `DisruptionInput`
 * @returns outcomes for every country and product of the input; nothing is created or lost in them (to 1e-5 of a tonne
 *   or 1e-7 of all that moves). A stop by a country that supplies nothing changes nothing
 * @throws RangeError when an amount is negative, a cut or share is outside 0..1, `months` is not a whole number above 0
 *   or a date is not one
 *
 * @example
 * // CHN sells JPN 60 t of magnets a year and AUS 40 t; AUS could make 30 t more; CHN stops for a year.
 * await disruption({ flows, inputs: [], stops: [{ country: 'CHN', cut: 1 }], start: '2026-01-01', months: 12, spareCapacity });
 * // JPN: lostDirectly 60, replaced 30 by AUS, short 30 (0.3 of 100), binding CAPACITY
 */
export async function disruption(input: DisruptionInput): Promise<Disruption> {
  const model = disruptionModel(input);
  const rule = input.rule ?? 'LEAST_UNMET';
  const plan = rule === 'PRO_RATA' ? proRata(model) : await leastUnmet(model, input.weights);
  const made = madeBy(model, plan);
  const supply = outcomes(model, plan, rule, made);
  const demand = [...new Set(model.nodes.map(({ product }) => product))].map((product) => {
    const ofProduct = supply.filter((outcome) => outcome.product === product);
    const finalUse = ofProduct.reduce((sum, outcome) => sum + outcome.finalUse, 0);
    const unmet = ofProduct.reduce((sum, outcome) => sum + outcome.unmet, 0);
    return { product, finalUse, unmet, unmetShare: finalUse > 0 ? unmet / finalUse : null };
  });
  const output = model.nodes.flatMap(({ country, product, sells, spare }, index): OutputOutcome[] =>
    sells + spare > 0 ? [{ country, product, baseline: sells, made: at(made, index), capacity: sells + spare }] : [],
  );
  return { rule, supply: [...supply].sort((a, b) => b.short - a.short), output, demand };
}

function madeBy({ nodes, contracts, pools }: DisruptionModel, plan: Plan): number[] {
  const made = nodes.map(() => 0);
  contracts.forEach(
    ({ supplier, cut, tonnes }, index) =>
      (made[supplier] = at(made, supplier) + tonnes * (1 - cut) * at(plan.kept, index)),
  );
  pools.forEach(({ sellers }, pool) => {
    sellers.forEach((seller, place) => (made[seller] = at(made, seller) + at(at(plan.sold, pool), place)));
  });
  return made;
}

/** What each node buys from each maker in the pools: every buyer draws on all sellers of a pool in proportion. */
function purchases({ nodes, pools }: DisruptionModel, plan: Plan): Map<string, number>[] {
  const from = nodes.map(() => new Map<string, number>());
  pools.forEach(({ sellers, buyers }, pool) => {
    const sales = at(plan.sold, pool);
    const sum = sales.reduce((total, tonnes) => total + tonnes, 0);
    if (sum <= noise) return;
    buyers.forEach((buyer, place) => {
      const tonnes = at(at(plan.bought, pool), place);
      if (tonnes <= noise) return;
      const ofBuyer = at(from, buyer);
      sellers.forEach((seller, index) => {
        const { country } = at(nodes, seller);
        const part = (tonnes * at(sales, index)) / sum;
        if (part > 0) ofBuyer.set(country, (ofBuyer.get(country) ?? 0) + part);
      });
    });
  });
  return from;
}

function outcomes(model: DisruptionModel, plan: Plan, rule: SharingRule, made: readonly number[]): SupplyOutcome[] {
  const { nodes, contracts } = model;
  const lostDirectly = nodes.map(() => 0);
  const lostAtSuppliers = nodes.map(() => 0);
  contracts.forEach(({ cut, deliveries }, index) => {
    for (const { to, tonnes } of deliveries) {
      lostDirectly[to] = at(lostDirectly, to) + tonnes * cut;
      lostAtSuppliers[to] = at(lostAtSuppliers, to) + tonnes * (1 - cut) * (1 - at(plan.kept, index));
    }
  });
  const usedAsInput = nodes.map(() => 0);
  nodes.forEach(({ inputs }, index) => {
    for (const { node, tonnesPerTonne } of inputs)
      usedAsInput[node] = at(usedAsInput, node) + tonnesPerTonne * at(made, index);
  });
  const bought = purchases(model, plan);
  const balances = nodes.map((node, index) => {
    const { country, product, gets, unknownSupply, finalUse } = node;
    const bySupplier = [...at(bought, index)].map(([by, tonnes]): Replacement => ({
      kind: 'OTHER_SUPPLIER',
      by,
      tonnes,
    }));
    const replaced: Replacement[] = [
      ...bySupplier,
      { kind: 'STOCK' as const, by: null, tonnes: clean(at(plan.fromStock, index)) },
      { kind: 'SUBSTITUTE' as const, by: null, tonnes: clean(at(plan.substituted, index)) },
    ].filter(({ tonnes }) => tonnes > 0);
    replaced.sort((a, b) => b.tonnes - a.tonnes);
    const baseline = gets + unknownSupply;
    const lost = at(lostDirectly, index) + at(lostAtSuppliers, index);
    const has = baseline - lost + replaced.reduce((sum, { tonnes }) => sum + tonnes, 0);
    const unmet = clean(at(plan.unmet, index));
    const short = Math.max(0, clean(baseline - has));
    return {
      country,
      product,
      baseline,
      unknownSupply,
      lostDirectly: at(lostDirectly, index),
      lostAtSuppliers: clean(at(lostAtSuppliers, index)),
      replaced,
      short,
      shortShare: baseline > 0 ? short / baseline : null,
      finalUse,
      unmet,
      usedAsInput: at(usedAsInput, index),
      unused: Math.max(0, clean(has - (finalUse - unmet) - at(usedAsInput, index))),
    };
  });
  const find = bindings(model, plan, rule, made, balances);
  return balances.map((balance, index) => ({ ...balance, binding: find(index) }));
}

/** Names what binds: a shortage could be relieved by stock, substitutes, or any supplier with capacity and inputs left. */
function bindings(
  { nodes, pools }: DisruptionModel,
  plan: Plan,
  rule: SharingRule,
  made: readonly number[],
  balances: readonly Omit<SupplyOutcome, 'binding'>[],
): (index: number) => Binding | null {
  const slack = 1e-5;
  const idle = (maker: number) => at(nodes, maker).sells + at(nodes, maker).spare - at(made, maker);
  const hasMore = nodes.map(
    ({ stock, substitutable }, index) =>
      at(balances, index).unused > slack ||
      stock - at(plan.fromStock, index) > slack ||
      substitutable - at(plan.substituted, index) > slack,
  );
  /** The first input of a maker of which no more can be had. */
  const lacking = (maker: number): number | null =>
    at(nodes, maker).inputs.find(({ node, tonnesPerTonne }) => tonnesPerTonne > 0 && !at(hasMore, node))?.node ?? null;
  // More of a product can be had where a seller could make more: found from the mine down, in as many rounds as stages.
  for (let changed = true; changed;) {
    changed = false;
    for (const { sellers, buyers } of pools) {
      if (!sellers.some((maker) => idle(maker) > slack && lacking(maker) === null)) continue;
      for (const buyer of buyers) {
        if (at(hasMore, buyer)) continue;
        hasMore[buyer] = true;
        changed = true;
      }
    }
  }
  const named = (constraint: Binding['constraint'], index: number | null = null): Binding => {
    const node = index === null ? null : at(nodes, index);
    return { constraint, country: node?.country ?? null, product: node?.product ?? null };
  };
  return (index) => {
    const { short, country, unmet } = at(balances, index);
    if (short <= slack) return null;
    if (at(hasMore, index)) {
      if (rule === 'PRO_RATA' || unmet > slack) return named('SHARING_RULE');
      const makers = nodes.flatMap((node, place) =>
        node.country === country && node.inputs.some((input) => input.node === index) ? [place] : [],
      );
      return named('NOT_NEEDED', makers.map(lacking).find((input) => input !== null) ?? null);
    }
    const sellers = pools.flatMap((pool) => (pool.buyers.includes(index) ? pool.sellers : []));
    const limited = sellers.filter((maker) => idle(maker) > slack).sort((a, b) => idle(b) - idle(a))[0];
    if (limited !== undefined) return named('INPUT', lacking(limited));
    return named(sellers.length > 0 ? 'CAPACITY' : 'NO_OTHER_SUPPLIER');
  };
}
