import { importsOf, type KnownImports } from '../../analysis/imports.ts';
import type { Basis } from '../../api/generated.ts';
import type { Figure } from '../../entities/claim/figure.ts';
import { groupBy } from '../../lib/group-by.ts';
import { grossPerTonne } from './basis.ts';
import { followedMinerals } from './minerals.ts';
import {
  importReports,
  importersIn,
  type ImportTable,
  type TableReport,
} from '../../entities/trade-flow/reported-imports.ts';
import type { ChainProduct, ChainReading, ProductContent, WorldTable } from './record.ts';
import { figuresOfProduct, tablesInTonnes, worldTables } from './world-table.ts';

/** The trade in one product, as its publishers give it: for each importer one table of each code, never a mixture. */
export interface Trade {
  /** Those of whom anything is on record. */
  importers: string[];
  /** What some countries import together, from outside themselves, and how much of that has a named partner. */
  importsOf: (members: readonly string[]) => KnownImports<TableReport>;
  /** Tonnes, by country. */
  exports: Map<string, number>;
}

/** What each source has of a product: of each code those to use, the one to use first. */
function tradeOf(product: ChainProduct, tables: readonly ImportTable[]): Trade | null {
  const importers = importersIn(tables);
  if (importers.length === 0) return null;
  // One that holds every flow says of a country that it does not name that it imports none.
  const reportsOf = (importer: string) => importReports(tables, importer);
  const known = new Map<string, KnownImports<TableReport>>();
  const codes = product.product.hsCodes;
  const ofOne = (importer: string): KnownImports<TableReport> => {
    const found = known.get(importer) ?? importsOf(codes, reportsOf, [importer]);
    known.set(importer, found);
    return found;
  };
  const exports = new Map<string, number>();
  for (const importer of importers)
    for (const [exporter, { tonnes }] of ofOne(importer).from)
      exports.set(exporter, (exports.get(exporter) ?? 0) + (tonnes ?? 0));
  return {
    importers,
    importsOf: (members) => {
      const [only] = members;
      return members.length === 1 && only !== undefined ? ofOne(only) : importsOf(codes, reportsOf, members);
    },
    exports,
  };
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
  const { without = new Set<string>() } = options;
  const figures = reading.figures.filter(({ source }) => !without.has(source));
  const minerals = followedMinerals(reading.products, reading.root);
  const originOf = (slug: string, product: ChainProduct): Origin => {
    const reported = (reading.trade.get(slug) ?? []).filter(({ source }) => !without.has(source));
    const codes = [...groupBy(reported, ({ hs }) => hs).values()];
    const choice = options.choice?.get(slug) ?? 0;
    // With another choice than the first, one source of each code alone is to be tried.
    const chosen = codes.flatMap((some) => (choice === 0 ? some : (some[Math.min(choice, some.length - 1)] ?? [])));
    const trade = tradeOf(product, chosen);
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
