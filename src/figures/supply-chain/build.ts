import { supplyChain } from '../../analysis/supply-chain.ts';
import { groupBy } from '../../lib/group-by.ts';
import { originsOf, type Origin, type OriginOptions, type Trade } from './origins.ts';
import { WORLD_USER, type BuiltChain, type ChainReading, type SupplyRow } from './record.ts';
import { fromTrade, fromWorld, ownPart, type Use } from './suppliers.ts';
import { inputWeights } from './weights.ts';

/** How a chain is to be built. */
export interface BuildOptions extends OriginOptions {
  /** Only what reaches these users of the root; default all there are. */
  users?: readonly string[];
  /** Countries that use the root together, under one name; what they buy of each other does not count. */
  group?: { name: string; members: readonly string[] };
}

/**
 * Who supplies whom with a product and with all that it is made from.
 *
 * - Where trade is loaded for the year: imports by exporter, and what a country makes and does not export, where its production
 *   is weighed as its trade is (production - exports, not below 0; total use is production + imports - exports).
 * - Of an input that a maker's own country makes too, in figures that are not weighed as the trade is: as where no trade is loaded.
 * - Where it is not: everyone draws on the world's production in proportion to it. A maker draws on its own country's output
 *   first where the two can be compared: min(1, input made / input needed), the need being what the same source says it makes of
 *   the input in the same content, or the content of what it exports.
 * - What no country is named for is left open, and so stays unknown.
 *
 * @param reading what the graph holds
 * @throws RangeError when the figures make shares that pass 1
 */
export function buildSupplyChain(reading: ChainReading, options: BuildOptions): BuiltChain {
  const { products, root } = reading;
  const origins = originsOf(reading, options);
  const traded = (origins.get(root)?.trade ?? null) !== null;
  const inputs = inputWeights(products.values());
  const { supply, suppliers } = reachSuppliers(
    reading,
    origins,
    groupBy(inputs, ({ product }) => product),
    options,
  );

  const user = (country: string) => (traded ? country : WORLD_USER);
  const suppliersOf = (country: string, product: string) => suppliers.get(product)?.get(country) ?? [];
  const data = {
    supply,
    inputs,
    origins: [...products.values()].flatMap(({ product, inputs: madeFrom }) =>
      madeFrom.length === 0 && product.stage === 'EXTRACTION' ? [product.slug] : [],
    ),
  };
  return {
    reading,
    data,
    chain: supplyChain(data),
    supply,
    traded,
    sources: [...new Set(supply.flatMap(({ sources }) => sources))].sort(),
    competing: new Map([...origins].flatMap(([slug, { sources }]) => (sources > 1 ? [[slug, sources]] : []))),
    user,
    used: (country) => usedOf(origins.get(root)?.trade, suppliersOf(country, root), country),
    exported: (country, product) => origins.get(product)?.trade?.exports.get(country) ?? null,
    supplied: (country) => suppliersOf(user(country), root).length > 0,
    suppliersOf,
    row: (country, product, from) => suppliersOf(country, product).find((row) => row.from === from),
  };
}

/** By product and user, who supplies it; a user is there as soon as it is reached. */
type Suppliers = Map<string, Map<string, SupplyRow[]>>;

/** Follows a chain from the users of its root to all that they and their suppliers draw on. */
function reachSuppliers(
  reading: ChainReading,
  origins: ReadonlyMap<string, Origin>,
  inputsOf: ReadonlyMap<string, readonly { input: string }[]>,
  { users, group }: BuildOptions,
): { supply: SupplyRow[]; suppliers: Suppliers } {
  const { products, root } = reading;
  const supply: SupplyRow[] = [];
  const suppliers: Suppliers = new Map([...products.keys()].map((slug) => [slug, new Map<string, SupplyRow[]>()]));
  const open: { country: string; product: string; members: readonly string[] }[] = [];
  const reach = (country: string, product: string, members: readonly string[] = [country]) => {
    const known = suppliers.get(product);
    if (!known || known.has(country)) return;
    known.set(country, []);
    open.push({ country, product, members });
  };
  const traded = (origins.get(root)?.trade ?? null) !== null;
  for (const country of traded && users ? users : rootUsers(origins.get(root))) reach(country, root);
  if (group) reach(group.name, root, group.members);

  for (let next = open.pop(); next; next = open.pop()) {
    const { country, product, members } = next;
    const origin = origins.get(product);
    if (!origin) continue;
    const world = origin.world ?? origin.table;
    const found =
      origin.trade && (product === root || !hidesOwnOutput(origin, members))
        ? fromTrade(origin.trade, origin.table, members, reading.year)
        : fromWorld(world, country, ownPart(country, world, usesOf(reading, origins, product)));
    const rows = found.map((one) => ({ country, product, ...one }));
    suppliers.get(product)?.set(country, rows);
    for (const row of rows) supply.push(row);
    for (const { input } of inputsOf.get(product) ?? []) for (const { from } of rows) reach(from, input);
  }
  return { supply, suppliers };
}

/**
 * Whether imports tell only a part of what a maker draws on: its country makes the input itself, and the output is not weighed as
 * the trade is. China imports some hundred tonnes of the rare-earth metals of which it makes nine tenths.
 */
const hidesOwnOutput = ({ table, makers }: Origin, members: readonly string[]): boolean =>
  table === undefined && members.some((country) => makers.has(country));

/** What a product goes into. */
function usesOf({ products }: ChainReading, origins: ReadonlyMap<string, Origin>, slug: string): Use[] {
  return [...products.values()].flatMap(({ product, inputs }) => {
    const origin = origins.get(product.slug);
    const found = inputs.find(({ input }) => input === slug);
    return found && origin ? [{ origin, contentPerTonne: found.contentPerTonne }] : [];
  });
}

/** Imports, and what is made at home valued like them. */
function usedOf(trade: Trade | null | undefined, rows: readonly SupplyRow[], country: string): number {
  const imported = [...(trade?.imports.get(country)?.from.values() ?? [])].reduce((sum, { amount }) => sum + amount, 0);
  const part = rows.reduce((sum, { basis, share }) => sum + (basis === 'TRADE' ? share : 0), 0);
  return part > 0 ? imported / part : 0;
}

function rootUsers(origin: Origin | undefined): string[] {
  if (!origin?.trade) return [WORLD_USER];
  const makers = origin.table?.parts.map(({ country }) => country) ?? [];
  return [...new Set([...origin.trade.imports.keys(), ...makers])];
}
