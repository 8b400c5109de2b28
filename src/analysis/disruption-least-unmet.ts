import { at } from './at.ts';
import type { DisruptionModel, Plan } from './disruption-model.ts';
import { minimize, type Column, type LinearProgram, type Row } from './linear-program.ts';

/**
 * What one tonne counts beside a tonne of unmet demand (1). Contracts are broken only where that meets more demand;
 * what is missing comes from other suppliers, else from stock, else from substitutes.
 */
const cost = { brokenContract: 1e-5, replacement: 1e-6, stock: 2e-6, substitute: 3e-6 };

type Entries = [column: number, coefficient: number][];

/** The programme of a disruption, and which column stands for what. */
interface Program extends LinearProgram {
  columns: Column[];
  rows: Row[];
  /** Places of columns, beside the lists of the model. */
  kept: (number | null)[];
  sold: number[][];
  bought: number[][];
  fromStock: (number | null)[];
  substituted: (number | null)[];
  unmet: (number | null)[];
}

/**
 * The linear programme of a disruption: least unmet final demand, each product at its weight, so that what each country
 * has of each product equals what it uses, nobody makes more than capacity, and what is sold beside contracts is bought.
 */
export function leastUnmetProgram(model: DisruptionModel, weights: ReadonlyMap<string, number> = new Map()): Program {
  const { nodes, contracts, pools } = model;
  const columns: Column[] = [];
  const column = (price: number, upper = Infinity) => columns.push({ cost: price, upper }) - 1;
  const optional = (price: number, upper: number) => (upper > 0 ? column(price, upper) : null);
  const weight = (product: string) => weights.get(product) ?? 1;
  const heaviest = Math.min(...nodes.map(({ product }) => weight(product)));

  const kept = contracts.map(({ cut, tonnes }) =>
    optional(-cost.brokenContract * heaviest * tonnes * (1 - cut), cut < 1 ? 1 : 0),
  );
  const sold = pools.map(({ sellers }) => sellers.map(() => column(cost.replacement * heaviest)));
  const bought = pools.map(({ buyers }) => buyers.map(() => column(0)));
  const fromStock = nodes.map(({ stock }) => optional(cost.stock * heaviest, stock));
  const substituted = nodes.map(({ substitutable }) => optional(cost.substitute * heaviest, substitutable));
  const unmet = nodes.map(({ product, finalUse }) => optional(weight(product), finalUse));

  const made: Entries[] = nodes.map(() => []);
  const has: Entries[] = nodes.map(() => []);
  contracts.forEach(({ supplier, cut, deliveries, tonnes }, index) => {
    const share = kept[index];
    if (share == null) return;
    at(made, supplier).push([share, tonnes * (1 - cut)]);
    for (const { to, tonnes: delivered } of deliveries) at(has, to).push([share, delivered * (1 - cut)]);
  });
  const rows: Row[] = pools.map(({ sellers, buyers }, index) => {
    const sales = at(sold, index);
    const purchases = at(bought, index);
    sellers.forEach((seller, place) => at(made, seller).push([at(sales, place), 1]));
    buyers.forEach((buyer, place) => at(has, buyer).push([at(purchases, place), 1]));
    const entries: Entries = [
      ...sales.map((sale): [number, number] => [sale, 1]),
      ...purchases.map((purchase): [number, number] => [purchase, -1]),
    ];
    return { lower: 0, upper: 0, entries };
  });
  nodes.forEach(({ inputs, sells, spare, unknownSupply, finalUse }, index) => {
    const output = at(made, index);
    if (output.length > 0) rows.push({ lower: -Infinity, upper: sells + spare, entries: output });
    for (const { node, tonnesPerTonne } of inputs) {
      at(has, node).push(...output.map(([place, amount]): [number, number] => [place, -amount * tonnesPerTonne]));
    }
    for (const place of [fromStock[index], substituted[index], unmet[index]]) {
      if (place != null) at(has, index).push([place, 1]);
    }
    // What it has, less what goes into other products, covers final use; more may lie unused.
    rows.push({ lower: finalUse - unknownSupply, upper: Infinity, entries: at(has, index) });
  });
  return {
    columns,
    rows: rows.filter(({ entries }) => entries.length > 0),
    kept,
    sold,
    bought,
    fromStock,
    substituted,
    unmet,
  };
}

/**
 * Shares what a disruption leaves so that the least final demand stays unmet, as one hand would that knows everything
 * and may redirect what is not kept from it by the stop. Of all plans that do so, the one that breaks fewest contracts
 * and uses spare capacity before stocks before substitutes; of those, the one in which no country goes shorter, and no
 * supplier is used more fully, than need be.
 *
 * It is solved twice: for the least unmet demand, then with that fixed for the evenest plan. Both are linear programmes
 * (see `linear-program.ts`). Unmet demand is within one part in 100 000 of the least there can be.
 */
export async function leastUnmet(model: DisruptionModel, weights?: ReadonlyMap<string, number>): Promise<Plan> {
  const program = leastUnmetProgram(model, weights);
  const first = await minimize(program);
  if (!first) throw new Error('The disruption has no balanced plan: some amounts of its flows contradict each other.');
  return readPlan(model, program, (await minimize(evenly(model, program, first))) ?? first);
}

/** The programme that keeps what the first solution reached and asks for the least largest shortage and use of sellers. */
function evenly(model: DisruptionModel, program: Program, first: readonly number[]): LinearProgram {
  const { nodes, contracts, pools } = model;
  const columns: Column[] = program.columns.map(({ upper }) => ({ cost: 0, upper }));
  const rows = [...program.rows];
  // Three sums may not grow: unmet demand, broken contracts, and the cost of the rest.
  const kinds = [program.unmet, program.kept, [...program.sold.flat(), ...program.fromStock, ...program.substituted]];
  for (const places of kinds) {
    const entries = places.flatMap((place): Entries =>
      place === null ? [] : [[place, at(program.columns, place).cost]],
    );
    const scale = Math.max(...entries.map(([, price]) => Math.abs(price)));
    if (entries.length === 0 || scale === 0) continue;
    const scaled = entries.map(([place, price]): [number, number] => [place, price / scale]);
    const reached = scaled.reduce((sum, [place, price]) => sum + price * at(first, place), 0);
    rows.push({ lower: -Infinity, upper: reached, entries: scaled });
  }
  const largest = new Map<string, number>();
  nodes.forEach(({ product, finalUse }, index) => {
    const unmet = program.unmet[index];
    if (unmet == null || finalUse <= 0) return;
    const ratio = largest.get(product) ?? columns.push({ cost: 1, upper: 1 }) - 1;
    largest.set(product, ratio);
    rows.push({
      lower: -Infinity,
      upper: 0,
      entries: [
        [unmet, 1 / finalUse],
        [ratio, -1],
      ],
    });
  });
  pools.forEach(({ sellers }, pool) => {
    const ratio = columns.push({ cost: 0.01, upper: 1 }) - 1;
    sellers.forEach((seller, place) => {
      const { sells, spare, contracts: own } = at(nodes, seller);
      // What a broken contract sets free comes on top of what was free before.
      const entries: Entries = [[at(at(program.sold, pool), place), 1]];
      let free = sells + spare;
      let freed = 0;
      for (const index of own) {
        const { cut, tonnes } = at(contracts, index);
        free -= tonnes * (1 - cut);
        const kept = program.kept[index];
        if (kept != null) entries.push([kept, tonnes * (1 - cut)]);
        if (kept != null) freed += tonnes * (1 - cut);
      }
      rows.push({ lower: -Infinity, upper: freed, entries: [...entries, [ratio, -Math.max(0, free)]] });
    });
  });
  return { columns, rows };
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
