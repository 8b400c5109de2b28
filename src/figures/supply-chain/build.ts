import { unitOf } from '../../entities/trade-flow/record.ts';
import { supplyChain } from '../../analysis/supply-chain.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { OwnProduction } from '../../api/generated.ts';
import { originsOf, type Origin, type OriginOptions, type Trade } from './origins.ts';
import { WORLD_USER, type BuiltChain, type ChainReading, type SupplyRow } from './record.ts';
import { fromTrade, fromWorld, isSameTable, ownPart, type Found, type OwnPart, type Use } from './suppliers.ts';
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
 *   is weighed as its trade is or converted to that (production - exports, not below 0; total use is production + imports - exports).
 * - Where it is not: everyone draws on the world's production in proportion to it, a maker first on its own country's output where
 *   the two can be compared (`ownPart`).
 * - A maker whose country makes an input too, in figures that cannot be set beside its trade, does not live on imports alone: it draws
 *   on that input as where no trade is loaded.
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
  const { supply, suppliers, ownAtMost } = reachSuppliers(
    reading,
    origins,
    groupBy(inputs, ({ product }) => product),
    options,
  );

  const importsOfRoot = (country: string) => origins.get(root)?.trade?.importsOf([country]);
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
    competing: new Map([
      ...[...origins].flatMap(([slug, { sources }]): [string, number][] => (sources > 1 ? [[slug, sources]] : [])),
      ...[...ownAtMost].map((slug): [string, number] => [poolOf(slug), 2]),
    ]),
    user,
    used: (country) => usedOf(origins.get(root)?.trade, suppliersOf(country, root), country, options.basis),
    imports: importsOfRoot,
    isPartial: (country) => {
      const imports = importsOfRoot(country);
      return (imports?.flows ?? 0) > 0 && imports?.whole[unitOf[options.basis]] === null;
    },
    ownProduction: (country) => ownProductionOf(origins.get(root), country),
    world: (product) => origins.get(product)?.world,
    refused: (product) => {
      const table = origins.get(product)?.refused;
      return table ? { basis: table.basis ?? '', countries: table.parts.map(({ country }) => country) } : null;
    },
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
  options: BuildOptions,
): { supply: SupplyRow[]; suppliers: Suppliers; ownAtMost: Set<string> } {
  const { users, group, choice, basis } = options;
  const { products, root } = reading;
  const ownAtMost = new Set<string>();
  /** A maker's own part of an input; none of it where it can be none and that is the choice to be tried. */
  const ownOf = (country: string, product: string, origin: Origin, uses: readonly Use[]): OwnPart => {
    const own = ownPart(country, origin.world, uses);
    if (!own.isMost) return own;
    ownAtMost.add(product);
    return (choice?.get(poolOf(product)) ?? 0) === 0 ? own : { ...own, part: 0 };
  };
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
    const uses = usesOf(reading, origins, product);
    const found: Found[] =
      origin.trade && (product === root || !hidesOwnOutput(origin, country, uses))
        ? fromTrade(origin.trade, origin.table, members, { year: reading.year, basis })
        : fromWorld(origin.world, country, ownOf(country, product, origin, uses));
    const rows = found.map((one) => ({ country, product, ...one }));
    suppliers.get(product)?.set(country, rows);
    for (const row of rows) supply.push(row);
    for (const { input } of inputsOf.get(product) ?? []) for (const { from } of rows) reach(from, input);
  }
  return { supply, suppliers, ownAtMost };
}

/** The name under which it is chosen whether makers of which only exports are known draw on their own country's output of a product. */
const poolOf = (product: string) => `${product} of the world`;

/**
 * Whether imports tell a part alone of what a maker draws on: its country is on record as a maker of the input, in figures that cannot
 * be set beside the trade. China buys a few hundred tonnes of the rare-earth metals of which it makes nine tenths. Shares of the
 * stage that the maker itself is known from say nothing of what it makes of the input.
 */
function hidesOwnOutput({ table, world }: Origin, country: string, uses: readonly Use[]): boolean {
  if (table || !world?.parts.some((part) => part.country === country)) return false;
  const isOfMaker = uses.some(({ origin }) => origin.world !== undefined && isSameTable(origin.world, world));
  return !isOfMaker || world.parts.some(({ tonnes }) => tonnes !== null);
}

/** How what a country makes of a traded product itself stands beside its imports; null where no trade of it is known. */
function ownProductionOf(origin: Origin | undefined, country: string): OwnProduction | null {
  if (!origin?.trade) return null;
  const { table, refused, world, made } = origin;
  const makes = (one: typeof table) => one?.parts.some((part) => part.country === country) ?? false;
  if (makes(table)) return 'COUNTED';
  if (makes(refused)) return 'NOT_COMPARABLE';
  const tables = table || refused ? [table, refused] : made.slice(0, 1);
  if (tables.some((one) => one?.withheld.includes(country))) return 'WITHHELD';
  if (table) return 'NOT_ON_RECORD';
  return makes(world) ? 'NOT_WEIGHED' : 'NOT_ON_RECORD';
}

/** What a product goes into. */
function usesOf({ products }: ChainReading, origins: ReadonlyMap<string, Origin>, slug: string): Use[] {
  return [...products.values()].flatMap(({ product, inputs }) => {
    const origin = origins.get(product.slug);
    const found = inputs.find(({ input }) => input === slug);
    return found && origin ? [{ origin, contentPerTonne: found.contentPerTonne }] : [];
  });
}

/** Imports, and what is made at home valued like them; 0 where nothing is known of who supplies them. */
function usedOf(
  trade: Trade | null | undefined,
  rows: readonly SupplyRow[],
  country: string,
  basis: BuildOptions['basis'],
): number {
  const imported = trade?.importsOf([country]).named[unitOf[basis]] ?? 0;
  const part = rows.reduce((sum, row) => sum + (row.basis === 'TRADE' ? row.share : 0), 0);
  return part > 0 ? imported / part : 0;
}

function rootUsers(origin: Origin | undefined): string[] {
  if (!origin?.trade) return [WORLD_USER];
  const makers = origin.table?.parts.map(({ country }) => country) ?? [];
  return [...new Set([...origin.trade.importers, ...makers])];
}
