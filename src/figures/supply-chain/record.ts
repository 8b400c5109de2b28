import type { KnownImports } from '../../analysis/imports.ts';
import type { SupplyChain, SupplyChainData } from '../../analysis/supply-chain.ts';
import type { View } from '../../api/context.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Confidence, OwnProduction, Stage, SupplyBasis } from '../../api/generated.ts';
import type { ImportTable } from '../../entities/trade-flow/reported-imports.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** What a product of a chain is made from. */
export interface ChainInput {
  /** Slug of the input. */
  input: string;
  /** Tonnes of the input for a tonne of the product; null where the ratio is not known. */
  tonnesPerTonne: number | null;
  /** Tonnes of what production of the input counts (such as the element in the ore) in a tonne of the product. */
  contentPerTonne: number | null;
  /** Key of the source that says so, and how far it can be relied on. */
  source: string | null;
  confidence: Confidence | null;
  /** Since when it is known. */
  recordedAt: string | null;
}

/** What production figures of a product may count, and how much of it is in a tonne as customs weigh it. */
export interface ProductContent {
  /** Basis of the figures, such as `copper content`. */
  basis: string;
  perTonne: number;
}

/** A product of a chain, with what says where it comes from. */
export interface ChainProduct {
  product: ProductRecord;
  /** The mineral whose figures stand for its stage; null: the minerals it contains. */
  followedMineral: string | null;
  /** The form of production figures that weigh this product itself; null when none do. */
  productionForm: string | null;
  /** Slugs of the minerals it contains. */
  minerals: string[];
  /** By mineral, the groups that it belongs to. */
  groups: ReadonlyMap<string, readonly string[]>;
  /** How its weight at customs and what figures count of it become each other; figures of another basis cannot be set beside its trade. */
  contents: readonly ProductContent[];
  /** Years with the full trade data, oldest first. */
  fullTradeYears: number[];
  inputs: ChainInput[];
}

/** All that the graph holds about the chain below one product in one year. */
export interface ChainReading {
  /** Slug of the product at its end. */
  root: string;
  /** The year of the trade; figures of production are the newest not later than it. */
  year: number;
  view: View;
  products: ReadonlyMap<string, ChainProduct>;
  /** By product, all that sources report of it, in the order in which they are preferred. */
  trade: ReadonlyMap<string, readonly ImportTable[]>;
  /** Production and stage shares of the chain's minerals, none later than the year. */
  figures: readonly Figure[];
}

/** What one country supplies of a product to a user; `from` itself = own production. */
export interface SupplyRow {
  country: string;
  product: string;
  from: string;
  /** Part of all that the user uses, 0..1. */
  share: number;
  /** In a year; null where only shares are known. */
  tonnes: number | null;
  basis: SupplyBasis;
  year: number;
  /** Keys of the sources. */
  sources: string[];
  /** The lowest among its figures. */
  confidence: Confidence;
  /** Since when the newest of its figures is known; null for always. */
  recordedAt: string | null;
}

/** Who makes a product in the world, by one table of production or of shares. */
export interface WorldTable {
  /** Last year of the figures. */
  year: number;
  source: string;
  publisher: string | null;
  mineral: string;
  /** Slug of the product that the figures name; null when they are of a stage as a whole. */
  product: string | null;
  stage: Stage | null;
  /** What is weighed; only amounts of the same source and basis compare. Null for shares. */
  basis: string | null;
  /** The lowest among its rows. */
  confidence: Confidence;
  /** Since when the newest of its rows is known; null for always. */
  recordedAt: string | null;
  /** Largest first. Together at most 1: the rest is named for no country. */
  parts: { country: string; share: number; tonnes: number | null }[];
  /** Countries whose figure is withheld: they make some. */
  withheld: readonly string[];
}

/** A chain made ready: who supplies whom with what, and from which figures that is known. */
export interface BuiltChain {
  reading: ChainReading;
  data: SupplyChainData;
  chain: SupplyChain;
  supply: readonly SupplyRow[];
  /** Whether the root's suppliers are known from trade (else from world production, the same for every user). */
  traded: boolean;
  /** Where all sources' keys come from: sorted, each once. */
  sources: string[];
  /**
   * Products whose suppliers several publishers state for the same year, with how many do; and choices of two where a maker's own part
   * of an input is known from above alone.
   */
  competing: ReadonlyMap<string, number>;
  /** The country under which a user of the root stands in the chain: itself, or `WORLD_USER` where all are alike. */
  user: (country: string) => string;
  /** What a country uses of the root, own production valued like imports: US$ or tonnes, as the basis has it. */
  used: (country: string) => number;
  /** What a country imports of the root, by the reports that count; undefined where no trade of it is known. */
  imports: (country: string) => KnownImports | undefined;
  /** Whether trade of the root tells of some of what a country imports, and not how much that is in all. */
  isPartial: (country: string) => boolean;
  /** How what a country makes of the root itself stands beside its imports; null where no trade of it is known. */
  ownProduction: (country: string) => OwnProduction | null;
  /** Who makes a product in the world, whatever its figures count. */
  world: (product: string) => WorldTable | undefined;
  /** What production of a traded product counts, and whose it is, where it cannot be set beside the trade; null where it can, or is not on record. */
  refused: (product: string) => { basis: string; countries: string[] } | null;
  /** Tonnes of a product that a country exports; null where no trade of it is loaded, or none of the country. */
  exported: (country: string, product: string) => number | null;
  /** Whether anything is known of who supplies a user with the root. */
  supplied: (country: string) => boolean;
  suppliersOf: (country: string, product: string) => readonly SupplyRow[];
  row: (country: string, product: string, from: string) => SupplyRow | undefined;
}

/** Stands for every user where all draw on the world's production alike. */
export const WORLD_USER = 'WORLD';

type HeldColumns = [minerals: [slug: string, groups: string[]][], contents: [basis: string, perTonne: number][]];
type InputColumns = [
  input: string,
  tonnesPerTonne: number | null,
  contentPerTonne: number | null,
  source: string | null,
  confidence: Confidence | null,
  recordedAt: string | null,
];

/** Columns `product, [followedMineral, productionForm, fullTradeYears], [minerals with their groups, contents], inputs`. */
export function chainProduct([product, own, held, inputs]: Columns): ChainProduct {
  const [followedMineral, productionForm, fullTradeYears] = own as [string | null, string | null, number[] | null];
  const [minerals, contents] = held as HeldColumns;
  return {
    product: productRecord(product as Columns),
    followedMineral,
    productionForm,
    minerals: minerals.map(([slug]) => slug),
    groups: new Map(minerals.map(([slug, groups]) => [slug, groups])),
    contents: contents.map(([basis, perTonne]) => ({ basis, perTonne })),
    fullTradeYears: fullTradeYears ?? [],
    inputs: (inputs as InputColumns[]).map(
      ([input, tonnesPerTonne, contentPerTonne, source, confidence, recordedAt]) => ({
        ...{ input, tonnesPerTonne, contentPerTonne, source, confidence, recordedAt },
      }),
    ),
  };
}
