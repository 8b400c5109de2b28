import { at } from './at.ts';
import type { DisruptionModel, Node, Plan } from './disruption-model.ts';

/** What sellers offer and buyers ask for in each pool, beside the lists of the pool. */
interface Orders {
  offered: number[][];
  asked: number[][];
}

/** The most passes to a standstill; a chain without circles needs as many as it has stages. */
const sweeps = 10_000;
const add = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);

/**
 * Shares what a disruption leaves by a plain rule, without anybody who oversees it all:
 * 1. Each supplier delivers to all the customers it may deliver to the same part of what they are used to. Who lacks an
 *    input makes less in proportion; in each country all usual uses of a product get the same part of what there is.
 * 2. By what they would lose, users place one round of orders: with a stopped supplier for what it may not sell
 *    elsewhere, then with suppliers that have spare capacity, which in turn order the inputs for it. What there is goes to those
 *    who asked in proportion to what they asked for. Usual use is not cut to make additional offers.
 * 3. What is still missing comes from a country's own stock, then from substitutes.
 */
export function proRata(model: DisruptionModel): Plan {
  const none: Orders = {
    offered: model.pools.map(({ sellers }) => sellers.map(() => 0)),
    asked: model.pools.map(({ buyers }) => buyers.map(() => 0)),
  };
  return settle(model, placeOrders(model, settle(model, none).kept, none));
}

/** What each node gets under its contracts. */
function delivered({ nodes, contracts }: DisruptionModel, kept: readonly number[]): number[] {
  const gets = nodes.map(() => 0);
  contracts.forEach(({ cut, deliveries }, index) => {
    for (const { to, tonnes } of deliveries) gets[to] = at(gets, to) + tonnes * (1 - cut) * at(kept, index);
  });
  return gets;
}

/** What each node needs: its use undisturbed, and what the offers of its country take besides. */
function needs({ nodes, pools }: DisruptionModel, offered: readonly number[][]): number[] {
  const need = nodes.map(({ finalUse, inputUse }) => finalUse + inputUse);
  pools.forEach(({ sellers }, pool) => {
    sellers.forEach((seller, place) => {
      for (const { node, tonnesPerTonne } of at(nodes, seller).inputs) {
        need[node] = at(need, node) + tonnesPerTonne * at(at(offered, pool), place);
      }
    });
  });
  return need;
}

/** Orders by what is missing once nothing is replaced; offers grow with the orders until neither changes. */
function placeOrders(model: DisruptionModel, kept: readonly number[], none: Orders): Orders {
  const { nodes, contracts, pools } = model;
  const gets = delivered(model, kept);
  const free = nodes.map(({ sells, spare, contracts: own }) =>
    own.reduce((rest, index) => rest - at(contracts, index).tonnes * (1 - at(contracts, index).cut), sells + spare),
  );
  let orders = none;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const need = needs(model, orders.offered);
    const missing = nodes.map(({ unknownSupply }, index) =>
      Math.max(0, at(need, index) - unknownSupply - at(gets, index)),
    );
    const next: Orders = { offered: [], asked: [] };
    for (const { sellers, buyers } of pools) {
      const most = sellers.map((seller) => Math.max(0, at(free, seller)));
      const asked = buyers.map((buyer) => at(missing, buyer));
      const drawn = add(most) > 0 ? Math.min(1, add(asked) / add(most)) : 0;
      const met = add(asked) > 0 ? Math.min(1, add(most) / add(asked)) : 0;
      buyers.forEach((buyer) => (missing[buyer] = at(missing, buyer) * (1 - met)));
      next.offered.push(most.map((tonnes) => tonnes * drawn));
      next.asked.push(asked);
    }
    const before = orders;
    orders = next;
    if (next.offered.flat().every((tonnes, index) => tonnes <= at(before.offered.flat(), index) + 1e-9)) break;
  }
  return orders;
}

/** Follows shortages down the chain until no maker has to make less: outputs only fall, so it comes to rest. */
function settle(model: DisruptionModel, { offered, asked }: Orders): Plan {
  const { nodes, contracts, pools } = model;
  const need = needs(model, offered);
  // Of each node, the part it can make of what it sells under contract, and of what it offers besides.
  let usual = nodes.map(() => 1);
  let besides = nodes.map(() => 1);
  for (let sweep = 0; ; sweep++) {
    const kept = contracts.map(({ supplier }) => at(usual, supplier));
    const has = delivered(model, kept).map((tonnes, index) => tonnes + at(nodes, index).unknownSupply);
    const take = (index: number, most: number) => {
      const taken = Math.max(0, Math.min(most, at(need, index) - at(has, index)));
      has[index] = at(has, index) + taken;
      return taken;
    };
    const trade = pools.map(({ sellers, buyers }, pool) => {
      const offers = sellers.map((seller, place) => at(at(offered, pool), place) * at(besides, seller));
      const asks = at(asked, pool);
      const met = add(asks) > 0 ? Math.min(1, add(offers) / add(asks)) : 0;
      const bought = buyers.map((buyer, place) => take(buyer, at(asks, place) * met));
      const used = add(offers) > 0 ? add(bought) / add(offers) : 0;
      return { bought, sold: offers.map((tonnes) => tonnes * used) };
    });
    const fromStock = nodes.map(({ stock }, index) => take(index, stock));
    const substituted = nodes.map(({ substitutable }, index) => take(index, substitutable));
    // The usual use comes first; what is offered besides is made of what that leaves.
    const met = nodes.map(({ finalUse, inputUse }, index) => part(at(has, index), finalUse + inputUse));
    const left = nodes.map(({ finalUse, inputUse }, index) => {
      const usualUse = finalUse + inputUse;
      return part(Math.max(0, at(has, index) - usualUse), at(need, index) - usualUse);
    });
    const least = (inputs: Node['inputs'], parts: readonly number[]) =>
      inputs.reduce((low, { node, tonnesPerTonne }) => (tonnesPerTonne > 0 ? Math.min(low, at(parts, node)) : low), 1);
    const nextUsual = nodes.map(({ inputs }, index) => Math.min(at(usual, index), least(inputs, met)));
    const nextBesides = nodes.map(({ inputs }, index) => Math.min(at(besides, index), least(inputs, left)));
    const still = nodes.every(
      (_, index) =>
        at(nextUsual, index) >= at(usual, index) - 1e-12 && at(nextBesides, index) >= at(besides, index) - 1e-12,
    );
    if (still || sweep >= sweeps) {
      return {
        kept,
        sold: trade.map(({ sold }) => sold),
        bought: trade.map(({ bought }) => bought),
        fromStock,
        substituted,
        unmet: nodes.map(({ finalUse }, index) => finalUse * (1 - at(met, index))),
      };
    }
    usual = nextUsual;
    besides = nextBesides;
  }
}

/** The part (0..1) of a need that is met; all of no need. */
const part = (has: number, need: number) => (need > 1e-12 ? Math.min(1, has / need) : 1);
