import { supplyChain } from '../analysis/supply-chain.ts';
import type { Basis } from '../graphql/generated.ts';
import { groupBy } from '../observation/choose.ts';
import {
  WORLD_USER,
  type BuiltChain,
  type ChainFlow,
  type ChainProduct,
  type ChainReading,
  type SupplyRow,
  type WorldTable,
} from './record.ts';
import { inputWeights } from './weights.ts';
import { worldTables } from './world-table.ts';

/** How a chain is to be built. */
export interface BuildOptions {
  basis: Basis;
  /** Keys of sources to leave out. */
  without?: ReadonlySet<string>;
  /** Countries that use the root together, under one name; what they buy of each other does not count. */
  group?: { name: string; members: readonly string[] };
  /** By product, which of its competing tables to use; default the first. */
  tables?: ReadonlyMap<string, number>;
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

/**
 * The flows of one source for each code, never a mixture: full data before a series of the largest partners, then the later
 * source by name.
 */
function ofOneSource(flows: readonly ChainFlow[]): ChainFlow[] {
  return [...groupBy(flows, ({ hs }) => hs).values()].flatMap((ofCode) => {
    const rank = ({ confidence, source }: ChainFlow) => `${confidence === 'HIGH' ? 1 : 0} ${source}`;
    const [best] = [...groupBy(ofCode, rank)].sort(([a], [b]) => (a < b ? 1 : -1));
    return best?.[1] ?? [];
  });
}

function tradeOf(flows: readonly ChainFlow[], basis: Basis): Trade | null {
  const imports = new Map<string, Imports>();
  const exports = new Map<string, number>();
  const sources = new Set<string>();
  for (const { exporter, importer, valueUsd, tonnes, source } of flows) {
    sources.add(source);
    exports.set(exporter, (exports.get(exporter) ?? 0) + (tonnes ?? 0));
    const amount = basis === 'VALUE' ? valueUsd : tonnes;
    if (amount === null || amount <= 0) continue;
    const own = imports.get(importer) ?? new Imports();
    imports.set(importer, own);
    own.add(exporter, amount, tonnes);
  }
  return imports.size > 0 ? { imports, exports, sources: [...sources].sort() } : null;
}

/** What is known of where one product comes from. */
interface Origin {
  trade: Trade | null;
  /** Who makes it; the first is used. */
  tables: WorldTable[];
  table: WorldTable | undefined;
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
    const flows = (reading.flows.get(slug) ?? []).filter(({ source }) => !without.has(source));
    const trade = tradeOf(ofOneSource(flows), basis);
    const tables =
      trade && product.productionForm === null ? [] : worldTables(kept, product, mineralsOf(product, followed));
    // Shares of the world say nothing of tonnes that could be set beside trade.
    const usable = trade ? tables.filter(({ parts }) => parts.some(({ tonnes }) => tonnes !== null)) : tables;
    origins.set(slug, { trade, tables: usable, table: usable[options.tables?.get(slug) ?? 0] });
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
  const rows = new Map<string, SupplyRow>();
  const reached = new Set<string>();
  const open: { country: string; product: string; members: readonly string[] }[] = [];
  const reach = (country: string, product: string, members: readonly string[] = [country]) => {
    const name = `${country} ${product}`;
    if (reached.has(name)) return;
    reached.add(name);
    open.push({ country, product, members });
  };
  for (const country of rootUsers(origins.get(root))) reach(country, root);
  if (group) reach(group.name, root, group.members);

  for (let user = open.pop(); user; user = open.pop()) {
    const { country, product, members } = user;
    const origin = origins.get(product);
    if (!origin) continue;
    const found = origin.trade
      ? fromTrade(origin.trade, origin.table, members, reading.year)
      : fromWorld(origin.table, country, ownPart(country, origin.table, usesOf(product)));
    for (const one of found) {
      const row = { country, product, ...one };
      supply.push(row);
      rows.set(`${country} ${product} ${row.from}`, row);
      for (const { input } of inputsOf.get(product) ?? []) reach(row.from, input);
    }
  }

  const data = {
    supply: supply.map(({ country, product, from, share }) => ({ country, product, from, share })),
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
    competing: new Map([...origins].flatMap(([slug, { tables }]) => (tables.length > 1 ? [[slug, tables]] : []))),
    user: (country) => (traded ? country : WORLD_USER),
    row: (country, product, from) => rows.get(`${country} ${product} ${from}`),
  };
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
