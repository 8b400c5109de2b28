import type { Basis } from '../../api/generated.ts';
import { groupBy } from '../../lib/group-by.ts';
import { eachFlow, type ChainProduct, type ChainReading, type ChainTrade, type WorldTable } from './record.ts';
import { figuresOfProduct, worldTables } from './world-table.ts';

/** What one importer, or several together, import of one product. */
export class Imports {
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
export interface Trade {
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
export interface Origin {
  trade: Trade | null;
  /** Who makes it, weighed as its trade is where there is trade. */
  table: WorldTable | undefined;
  /** Countries on record as makers of it, however their output is measured. */
  makers: ReadonlySet<string>;
  /** Where there is trade: who makes it in the world, in whatever measure. */
  world?: WorldTable | undefined;
  /** How many sources compete. */
  sources: number;
}

/** The minerals whose figures stand for a product of a chain. */
export const mineralsOf = ({ followedMineral, minerals }: ChainProduct, ofRoot: string | null): string[] => {
  const followed = ofRoot ?? followedMineral;
  return followed === null ? minerals : [followed];
};

/** Which figures of a chain to use. */
export interface OriginOptions {
  basis: Basis;
  /** Keys of sources to leave out. */
  without?: ReadonlySet<string>;
  /** By product, which of the sources that compete for it to use; default the first. */
  choice?: ReadonlyMap<string, number>;
}

/** What is known of where each product of a chain comes from, by slug. */
export function originsOf(reading: ChainReading, options: OriginOptions): Map<string, Origin> {
  const { basis, without = new Set<string>() } = options;
  const figures = reading.figures.filter(({ source }) => !without.has(source));
  const followed = reading.products.get(reading.root)?.followedMineral ?? null;
  const originOf = (slug: string, product: ChainProduct): Origin => {
    const codes = bySource((reading.trade.get(slug) ?? []).filter(({ source }) => !without.has(source)));
    const choice = options.choice?.get(slug) ?? 0;
    const chosen = codes.flatMap((sources) => sources[Math.min(choice, sources.length - 1)] ?? []);
    const trade = tradeOf(chosen, basis);
    const tables = worldTables(figuresOfProduct(figures, product, mineralsOf(product, followed)));
    const makers = new Set(tables.flatMap(({ parts }) => parts.map(({ country }) => country)));
    if (!trade) return { trade, table: tables[choice], makers, sources: tables.length };
    // Only what is weighed as its trade is can be compared with it.
    const weighed = tables.find(({ parts }) => parts.some(({ tonnes }) => tonnes !== null));
    const table = product.productionForm === null ? undefined : weighed;
    return { trade, table, makers, world: tables[0], sources: Math.max(...codes.map((sources) => sources.length)) };
  };
  return new Map([...reading.products].map(([slug, product]) => [slug, originOf(slug, product)]));
}
