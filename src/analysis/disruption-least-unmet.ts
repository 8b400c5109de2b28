import { at } from './at.ts';
import type { Contract, DisruptionModel, Plan } from './disruption-model.ts';
import { minimize, type Column, type LinearProgram, type Constraint } from './linear-program.ts';

/**
 * What one tonne counts beside a tonne of unmet demand (1). Contracts are broken only where that meets more demand;
 * what is missing comes from other suppliers, else from stock, else from substitutes.
 */
const cost = { brokenContract: 1e-4, replacement: 1e-5, stock: 3e-5, substitute: 4e-5 };

/**
 * Contracts are broken, and spare capacity is used, in this many steps, each dearer than the one before: of several
 * plans that meet the same demand, the one that burdens all of them alike is the cheapest.
 */
const steps = 5;

type Entries = [column: number, coefficient: number][];

/** Which column of the programme stands for what, beside the lists of the model; null where there is nothing to decide. */
interface Variables {
  kept: (number | null)[];
  sold: number[][];
  bought: number[][];
  fromStock: (number | null)[];
  substituted: (number | null)[];
  unmet: (number | null)[];
}

interface Program extends LinearProgram, Variables {
  columns: Column[];
}

/** Columns of a programme as they are added; each is named by its place. */
class Columns {
  readonly columns: Column[] = [];
  /** What holds between them. */
  readonly rows: Constraint[] = [];

  add(price: number, upper = Infinity): number {
    return this.columns.push({ cost: price, upper }) - 1;
  }

  addIfAny(price: number, upper: number): number | null {
    return upper > 0 ? this.add(price, upper) : null;
  }

  /** A variable that is the sum of equal steps, each dearer (or worth less) than the one before, up to a limit or `beyond` it. */
  addStepped(price: number, dearer: number, limit: number, beyond: number | null = null): number {
    const sum = this.add(0);
    const parts = Array.from({ length: steps }, (_, step) =>
      this.add(price * (1 + (dearer * step) / steps), limit / steps),
    );
    if (beyond !== null) parts.push(this.add(beyond));
    this.rows.push({ lower: 0, upper: 0, entries: [[sum, 1], ...each(parts, -1)] });
    return sum;
  }
}

const each = (columns: readonly number[], coefficient: number): Entries =>
  columns.map((column) => [column, coefficient]);

/** What the cut leaves of a contract. */
const left = ({ tonnes, cut }: Contract) => tonnes * (1 - cut);

/**
 * The linear programme of a disruption: least unmet final demand, each product at its weight, so that what each country
 * has of each product equals what it uses, output stays within capacity, and what is sold beside contracts is bought.
 */
export function leastUnmetProgram(model: DisruptionModel, weights: ReadonlyMap<string, number> = new Map()): Program {
  const columns = new Columns();
  const variables = addVariables(columns, model, weights);
  const rows = [...columns.rows, ...poolRows(model, variables), ...nodeRows(model, variables)];
  return { columns: columns.columns, rows: rows.filter(({ entries }) => entries.length > 0), ...variables };
}

function addVariables(
  columns: Columns,
  { nodes, contracts, pools }: DisruptionModel,
  weights: ReadonlyMap<string, number>,
): Variables {
  const weight = (product: string) => weights.get(product) ?? 1;
  const lightest = Math.min(...nodes.map(({ product }) => weight(product)));
  const dearest = 2 * cost.replacement * lightest;
  const sale = (seller: number) => {
    const { sells, spare, contracts: own } = at(nodes, seller);
    const free = own.reduce((rest, index) => rest - left(at(contracts, index)), sells + spare);
    return free > 0 ? columns.addStepped(cost.replacement * lightest, 1, free, dearest) : columns.add(dearest);
  };
  return {
    kept: contracts.map((contract) =>
      contract.cut < 1 ? columns.addStepped(-2 * cost.brokenContract * lightest * left(contract), -0.5, 1) : null,
    ),
    sold: pools.map(({ sellers }) => sellers.map(sale)),
    bought: pools.map(({ buyers }) => buyers.map(() => columns.add(0))),
    fromStock: nodes.map(({ stock }) => columns.addIfAny(cost.stock * lightest, stock)),
    substituted: nodes.map(({ substitutable }) => columns.addIfAny(cost.substitute * lightest, substitutable)),
    unmet: nodes.map(({ product, finalUse }) => columns.addIfAny(weight(product), finalUse)),
  };
}

/** What is sold in each pool is bought there. */
const poolRows = ({ pools }: DisruptionModel, { sold, bought }: Variables): Constraint[] =>
  pools.map((_, pool) => ({
    lower: 0,
    upper: 0,
    entries: [...each(at(sold, pool), 1), ...each(at(bought, pool), -1)],
  }));

/** Nobody makes more than capacity; what each country has of each product, less what goes into others, covers final use. */
function nodeRows(model: DisruptionModel, { fromStock, substituted, unmet, ...moved }: Variables): Constraint[] {
  const { made, has } = movedEntries(model, moved);
  return model.nodes.flatMap(({ inputs, sells, spare, unknownSupply, finalUse }, index) => {
    const output = at(made, index);
    for (const { node, tonnesPerTonne } of inputs)
      at(has, node).push(...output.map(([column, amount]): [number, number] => [column, -amount * tonnesPerTonne]));
    for (const column of [fromStock[index], substituted[index], unmet[index]])
      if (column != null) at(has, index).push([column, 1]);
    const capacity = { lower: -Infinity, upper: sells + spare, entries: output };
    // More may lie unused.
    const use = { lower: finalUse - unknownSupply, upper: Infinity, entries: at(has, index) };
    return [capacity, use];
  });
}

/** What each node makes and gets, under contracts and in pools. */
function movedEntries(
  { nodes, contracts, pools }: DisruptionModel,
  { kept, sold, bought }: Pick<Variables, 'kept' | 'sold' | 'bought'>,
): { made: Entries[]; has: Entries[] } {
  const made: Entries[] = nodes.map(() => []);
  const has: Entries[] = nodes.map(() => []);
  contracts.forEach((contract, index) => {
    const share = kept[index];
    if (share == null) return;
    at(made, contract.supplier).push([share, left(contract)]);
    for (const { to, tonnes } of contract.deliveries) at(has, to).push([share, tonnes * (1 - contract.cut)]);
  });
  pools.forEach(({ sellers, buyers }, pool) => {
    sellers.forEach((seller, place) => at(made, seller).push([at(at(sold, pool), place), 1]));
    buyers.forEach((buyer, place) => at(has, buyer).push([at(at(bought, pool), place), 1]));
  });
  return { made, has };
}

/**
 * Shares what a disruption leaves so that the least final demand stays unmet, as one planner who knows everything would
 * and may redirect whatever the stop does not keep from it. Of all plans that do so, the one that breaks fewest
 * contracts, that uses spare capacity before stocks before substitutes, that burdens makers alike (to a fifth of their
 * output), and in which the countries that buy outside contracts go short by the same part of their final use.
 *
 * Unmet demand exceeds the least there can be by no more than 1/4 000 of all that moves: breaking contracts for less is
 * not worth it.
 */
export async function leastUnmet(model: DisruptionModel, weights?: ReadonlyMap<string, number>): Promise<Plan> {
  const program = leastUnmetProgram(model, weights);
  const solution = await minimize(program);
  if (!solution)
    throw new Error('The disruption has no balanced plan: some amounts of its flows contradict each other.');
  return level(model, readPlan(model, program, solution));
}

/** Shares each pool's sales anew so that the parts of final use that go without are as equal as they can be. */
function level({ nodes, pools }: DisruptionModel, plan: Plan): Plan {
  const unmet = [...plan.unmet];
  const bought = plan.bought.map((purchases, pool) => {
    const { buyers } = at(pools, pool);
    // What each could go without if it bought nothing here for its final use.
    const wants = buyers.map((buyer, place) => {
      const { finalUse } = at(nodes, buyer);
      return {
        buyer,
        finalUse,
        most: Math.min(finalUse, at(unmet, buyer) + at(purchases, place)),
        before: at(unmet, buyer),
      };
    });
    const part = levelPart(
      wants,
      wants.reduce((sum, { before }) => sum + before, 0),
    );
    return wants.map(({ buyer, finalUse, most, before }, place) => {
      const now = Math.min(most, part * finalUse);
      unmet[buyer] = now;
      return Math.max(0, at(purchases, place) + before - now);
    });
  });
  return { ...plan, bought, unmet };
}

/** The part of final use at which all that go without add up to a total: those who want less than it go without that. */
function levelPart(wants: readonly { finalUse: number; most: number }[], total: number): number {
  const order = wants.filter(({ finalUse }) => finalUse > 0).sort((a, b) => a.most / a.finalUse - b.most / b.finalUse);
  let uses = order.reduce((sum, { finalUse }) => sum + finalUse, 0);
  let rest = total;
  for (const { finalUse, most } of order) {
    if (rest / uses <= most / finalUse) return rest / uses;
    rest -= most;
    uses -= finalUse;
  }
  return 1;
}

function readPlan({ nodes }: DisruptionModel, program: Program, solution: readonly number[]): Plan {
  // The solver meets bounds to 1e-7.
  const read = (place: number | null | undefined) =>
    place == null ? 0 : Math.max(0, Math.min(at(program.columns, place).upper, at(solution, place)));
  return {
    kept: program.kept.map(read),
    sold: program.sold.map((places) => places.map(read)),
    bought: program.bought.map((places) => places.map(read)),
    fromStock: program.fromStock.map(read),
    substituted: program.substituted.map(read),
    unmet: nodes.map((_, index) => read(program.unmet[index])),
  };
}
