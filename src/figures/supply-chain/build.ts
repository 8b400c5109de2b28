import { supplyChain } from '../../analysis/supply-chain.ts';
import type { Basis } from '../../api/generated.ts';
import {
  eachFlow,
  WORLD_USER,
  type BuiltChain,
  type ChainProduct,
  type ChainReading,
  type ChainTrade,
  type SupplyRow,
  type WorldTable,
} from './record.ts';
import { inputWeights } from './weights.ts';
import { figuresOfProduct, worldTables } from './world-table.ts';
import { groupBy } from '../../lib/group-by.ts';

/** How a chain is to be built. */
export interface BuildOptions {
  basis: Basis;
  /** Keys of sources to leave out. */
  without?: ReadonlySet<string>;
  /** Only what reaches these users of the root; default all there are. */
  users?: readonly string[];
  /** Countries that use the root together, under one name; what they buy of each other does not count. */
  group?: { name: string; members: readonly string[] };
  /** By product, which of the sources that compete for it to use; default the first. */
  choice?: ReadonlyMap<string, number>;
}

/** What one importer, or several together, import of one product. */
class Imports {
  /** By exporter: the amount in the unit of the basis, and tonnes where the weight of some of it is published. */
  readonly from = new Map<string, { amount: number; tonnes: number | null }>();

  add(exporter: string, amount: number, tonnes: number | null): void {
    const before = this.from.get(exporter);
    this.from.set(exporter, {
      amount: (before?.amount ?? 0) + amount,
      tonnes: tonnes === null ? (before?.tonnes ?? null) : (before?.tonnes ?? 0) + tonnes,
    });
  }
}

/** The trade in one product: one source for each code. */
interface Trade {
  imports: Map<string, Imports>;
  /** Tonnes, by country. */
  exports: Map<string, number>;
  sources: string[];
}

/** For each code its sources, the one to use first. */
const bySource = (trade: readonly ChainTrade[]): ChainTrade[][] => [...groupBy(trade, ({ hs }) => hs).values()];

/** The trade of one source for each code, never a mixture. */
function tradeOf(codes: readonly ChainTrade[], basis: Basis): Trade | null {
  const imports = new Map<string, Imports>();
  const exports = new Map<string, number>();
  for (const { flows } of codes) {
    for (const [exporter, importer, valueUsd, tonnes] of eachFlow(flows)) {
      exports.set(exporter, (exports.get(exporter) ?? 0) + (tonnes ?? 0));
      const amount = basis === 'VALUE' ? valueUsd : tonnes;
      if (amount === null || amount <= 0) continue;
      const own = imports.get(importer) ?? new Imports();
      imports.set(importer, own);
      own.add(exporter, amount, tonnes);
    }
  }
  const sources = [...new Set(codes.map(({ source }) => source))].sort();
  return imports.size > 0 ? { imports, exports, sources } : null;
}

/** What is known of where one product comes from. */
interface Origin {
  trade: Trade | null;
  /** Who makes it. */
  table: WorldTable | undefined;
  /** How many sources compete. */
  sources: number;
}

/**
 * Who supplies whom with a product and with all that it is made from.
 *
 * - Where trade is loaded for the year: imports by exporter, and what a country makes and does not export, where its production
 *   is weighed as its trade is (production - exports, not below 0; total use is production + imports - exports).
 * - Where it is not: everyone draws on the world's production in proportion to it. A maker draws on its own country's output
 *   first where the two can be compared: min(1, input made / input needed), the need being what the same source says it makes of
 *   the input in the same content, or the content of what it exports.
 * - What no country is named for is left open, and so stays unknown.
 *
 * @param reading what the graph holds
 * @throws RangeError when the figures make shares that pass 1
 */
export function buildSupplyChain(reading: ChainReading, options: BuildOptions): BuiltChain {
  const { basis, without = new Set<string>(), group } = options;
  const { products, root } = reading;
  const kept = reading.figures.filter(({ source }) => !without.has(source));
  const followed = products.get(root)?.followedMineral ?? null;

  const origins = new Map<string, Origin>();
  for (const [slug, product] of products) {
    const codes = bySource((reading.trade.get(slug) ?? []).filter(({ source }) => !without.has(source)));
    const choice = options.choice?.get(slug) ?? 0;
    const trade = tradeOf(
      codes.flatMap((sources) => sources[Math.min(choice, sources.length - 1)] ?? []),
      basis,
    );
    const tables = worldTables(figuresOfProduct(kept, product, mineralsOf(product, followed)));
    if (trade) {
      // Only what is weighed as its trade is can be set beside it.
      const own = tables.find(({ parts }) => parts.some(({ tonnes }) => tonnes !== null));
      const table = product.productionForm === null ? undefined : own;
      origins.set(slug, { trade, table, sources: Math.max(...codes.map((sources) => sources.length)) });
    } else origins.set(slug, { trade, table: tables[choice], sources: tables.length });
  }
  const traded = (origins.get(root)?.trade ?? null) !== null;
  const inputs = inputWeights(products.values());
  const inputsOf = groupBy(inputs, ({ product }) => product);
  const usesOf = (slug: string): Use[] =>
    [...products.values()].flatMap(({ product, inputs: madeFrom }) => {
      const origin = origins.get(product.slug);
      const found = madeFrom.find(({ input }) => input === slug);
      return found && origin ? [{ origin, contentPerTonne: found.contentPerTonne }] : [];
    });

  const supply: SupplyRow[] = [];
  /** By product and user; a user is there as soon as it is reached. */
  const suppliers = new Map([...products.keys()].map((slug) => [slug, new Map<string, SupplyRow[]>()]));
  const open: { country: string; product: string; members: readonly string[] }[] = [];
  const reach = (country: string, product: string, members: readonly string[] = [country]) => {
    const users = suppliers.get(product);
    if (!users || users.has(country)) return;
    users.set(country, []);
    open.push({ country, product, members });
  };
  for (const country of traded && options.users ? options.users : rootUsers(origins.get(root))) reach(country, root);
  if (group) reach(group.name, root, group.members);

  for (let next = open.pop(); next; next = open.pop()) {
    const { country, product, members } = next;
    const origin = origins.get(product);
    if (!origin) continue;
    const found = origin.trade
      ? fromTrade(origin.trade, origin.table, members, reading.year)
      : fromWorld(origin.table, country, ownPart(country, origin.table, usesOf(product)));
    const rows = found.map((one) => ({ country, product, ...one }));
    suppliers.get(product)?.set(country, rows);
    for (const row of rows) supply.push(row);
    for (const { input } of inputsOf.get(product) ?? []) for (const { from } of rows) reach(from, input);
  }

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

/** Imports, and what is made at home valued like them. */
function usedOf(trade: Trade | null | undefined, rows: readonly SupplyRow[], country: string): number {
  const imported = [...(trade?.imports.get(country)?.from.values() ?? [])].reduce((sum, { amount }) => sum + amount, 0);
  const part = rows.reduce((sum, { basis, share }) => sum + (basis === 'TRADE' ? share : 0), 0);
  return part > 0 ? imported / part : 0;
}

/** The minerals whose figures stand for a product of a chain. */
export const mineralsOf = ({ followedMineral, minerals }: ChainProduct, ofRoot: string | null): string[] => {
  const followed = ofRoot ?? followedMineral;
  return followed === null ? minerals : [followed];
};

function rootUsers(origin: Origin | undefined): string[] {
  if (!origin?.trade) return [WORLD_USER];
  const makers = origin.table?.parts.map(({ country }) => country) ?? [];
  return [...new Set([...origin.trade.imports.keys(), ...makers])];
}

type Found = Omit<SupplyRow, 'country' | 'product'>;

/** Imports of some countries together, from outside them, beside what they make and do not export. */
function fromTrade(trade: Trade, table: WorldTable | undefined, members: readonly string[], year: number): Found[] {
  const imports = new Imports();
  for (const member of members) {
    for (const [exporter, { amount, tonnes }] of trade.imports.get(member)?.from ?? []) {
      if (members.length === 1 || !members.includes(exporter)) imports.add(exporter, amount, tonnes);
    }
  }
  const suppliers = [...imports.from];
  const amount = suppliers.reduce((sum, [, one]) => sum + one.amount, 0);
  const imported = suppliers.reduce((sum, [, one]) => sum + (one.tonnes ?? 0), 0);
  // Imports without a weight cannot be set beside production.
  const comparable = imported > 0 || amount === 0;
  const own = (comparable ? (table?.parts ?? []) : []).flatMap(({ country, tonnes }) => {
    const kept = members.includes(country) ? (tonnes ?? 0) - (trade.exports.get(country) ?? 0) : 0;
    return kept > 0 ? [{ country, tonnes: kept }] : [];
  });
  const made = own.reduce((sum, { tonnes }) => sum + tonnes, 0);
  // Production has no customs value: its part is one of tonnes, and imports share out the rest by value or by tonnes.
  const ownShare = made > 0 ? made / (made + imported) : 0;
  return [
    ...suppliers.map(([from, one]): Found => ({
      from,
      share: (1 - ownShare) * (one.amount / amount),
      tonnes: one.tonnes,
      basis: 'TRADE',
      year,
      sources: trade.sources,
    })),
    ...own.map(({ country, tonnes }): Found => ({
      from: country,
      share: ownShare * (tonnes / made),
      tonnes,
      basis: 'OWN_PRODUCTION',
      year: table?.year ?? year,
      sources: table ? [table.source] : [],
    })),
  ];
}

/** What an input goes into. */
interface Use {
  origin: Origin;
  contentPerTonne: number | null;
}

/**
 * The part of a maker's need of an input that its own country's output covers, where the two can be compared: with what the same
 * source says it makes of the input, or with the content of what it exports.
 */
function ownPart(country: string, table: WorldTable | undefined, uses: readonly Use[]): number {
  const made = table ? amountOf(country, table) : 0;
  if (!table || made === 0) return 0;
  const needed = uses.flatMap(({ origin, contentPerTonne }) => {
    if (origin.trade) {
      const weighed = contentPerTonne !== null && table.basis !== null;
      return weighed ? [(origin.trade.exports.get(country) ?? 0) * contentPerTonne] : [];
    }
    return origin.table && comparable(origin.table, table) ? [amountOf(country, origin.table)] : [];
  });
  const need = Math.max(0, ...needed);
  return need > 0 ? Math.min(1, made / need) : 0;
}

/** Amounts of one source and one content compare; shares only with those of the same table. */
const comparable = (a: WorldTable, b: WorldTable) =>
  a.source === b.source && a.basis === b.basis && (a.basis !== null || (a.mineral === b.mineral && a.year === b.year));

function amountOf(country: string, { parts }: WorldTable): number {
  const part = parts.find((one) => one.country === country);
  return part ? (part.tonnes ?? part.share) : 0;
}

/** The world's production in proportion, after the part (0..1) that the user's own country covers. */
function fromWorld(table: WorldTable | undefined, country: string, own: number): Found[] {
  if (!table) return [];
  const { parts, year, source } = table;
  const home = own > 0 ? (parts.find((one) => one.country === country)?.share ?? 0) : 0;
  const elsewhere = home < 1 ? (1 - own) / (1 - home) : 0;
  const found = (from: string, share: number, basis: SupplyRow['basis']): Found[] =>
    share > 0 ? [{ from, share, tonnes: null, basis, year, sources: [source] }] : [];
  return [
    ...found(country, home < 1 ? own : 1, 'OWN_PRODUCTION'),
    ...parts.flatMap((part) =>
      own > 0 && part.country === country ? [] : found(part.country, part.share * elsewhere, 'WORLD_PRODUCTION'),
    ),
  ];
}
