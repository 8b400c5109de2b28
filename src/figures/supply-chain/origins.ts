import type { Basis, Confidence } from '../../api/generated.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Figure } from '../../entities/claim/figure.ts';
import { groupBy } from '../../lib/group-by.ts';
import { grossPerTonne } from './basis.ts';
import { followedMinerals } from './minerals.ts';
import {
  eachFlow,
  type ChainProduct,
  type ChainReading,
  type ChainTrade,
  type ProductContent,
  type WorldTable,
} from './record.ts';
import { figuresOfProduct, tablesInTonnes, worldTables } from './world-table.ts';

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
  confidence: Confidence;
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
  const confidence = lowestConfidence(codes.map((one) => one.confidence)) ?? 'LOW';
  return imports.size > 0 ? { imports, exports, sources, confidence } : null;
}

/** What is known of where one product comes from. */
export interface Origin {
  product: ChainProduct;
  trade: Trade | null;
  /** Who makes it: where there is trade, weighed as that is; none where what is made cannot be set beside it. */
  table: WorldTable | undefined;
  /** Who makes it, whatever the figures count; `table` where there is no trade. */
  world: WorldTable | undefined;
  /** Where its production is on record and counts something else than customs weigh, with no conversion: that table. */
  refused: WorldTable | undefined;
  /** Tables of tonnes that it is made in, of any year and basis, the preferred first. */
  made: readonly WorldTable[];
  /** How many sources compete. */
  sources: number;
}

/** Production of a product in tonnes as customs weigh it; none where it counts something else, with no conversion on record. */
function weighedAsTrade(figures: readonly Figure[], contents: readonly ProductContent[]): WorldTable | undefined {
  const comparable = figures.filter(
    ({ measure, basis }) => measure === 'PRODUCTION' && grossPerTonne(basis, contents) !== null,
  );
  const table = worldTables(comparable).find(({ parts }) => parts.some(({ tonnes }) => tonnes !== null));
  if (!table) return undefined;
  const gross = grossPerTonne(table.basis, contents) ?? 1;
  const parts = table.parts.map((part) => ({ ...part, tonnes: part.tonnes === null ? null : part.tonnes * gross }));
  return { ...table, parts };
}

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
  const minerals = followedMinerals(reading.products, reading.root);
  const originOf = (slug: string, product: ChainProduct): Origin => {
    const codes = bySource((reading.trade.get(slug) ?? []).filter(({ source }) => !without.has(source)));
    const choice = options.choice?.get(slug) ?? 0;
    const chosen = codes.flatMap((sources) => sources[Math.min(choice, sources.length - 1)] ?? []);
    const trade = tradeOf(chosen, basis);
    const own = figuresOfProduct(figures, product, minerals.get(slug) ?? []);
    const tables = worldTables(own);
    const made = tablesInTonnes(own);
    if (!trade) {
      const table = tables[choice];
      return { product, trade, table, world: table, refused: undefined, made, sources: tables.length };
    }
    const weighed = product.productionForm === null ? undefined : weighedAsTrade(own, product.contents);
    const refused = product.productionForm === null || weighed ? undefined : made[0];
    const sources = Math.max(...codes.map((of) => of.length));
    return { product, trade, table: weighed, world: tables[0], refused, made, sources };
  };
  return new Map([...reading.products].map(([slug, product]) => [slug, originOf(slug, product)]));
}
