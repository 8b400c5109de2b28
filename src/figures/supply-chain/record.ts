import type { SupplyChain, SupplyChainData } from '../../analysis/supply-chain.ts';
import type { View } from '../../api/context.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Confidence, SupplyBasis } from '../../api/generated.ts';
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
  /** Years with the full trade data, oldest first. */
  fullTradeYears: number[];
  inputs: ChainInput[];
}

/** A trade flow. */
export type ChainFlow = readonly [exporter: string, importer: string, valueUsd: number | null, tonnes: number | null];

/** Trade flows, a list for each thing that is known of them: thousands go to another thread, and a list of lists takes thrice as long. */
export interface ChainFlows {
  /** Alpha-3 codes. */
  exporters: readonly string[];
  importers: readonly string[];
  /** Current US$. */
  valuesUsd: readonly (number | null)[];
  tonnes: readonly (number | null)[];
}

/** The same, one after the other. */
export const eachFlow = ({ exporters, importers, valuesUsd, tonnes }: ChainFlows): ChainFlow[] =>
  exporters.map((exporter, i) => [exporter, importers[i] ?? '', valuesUsd[i] ?? null, tonnes[i] ?? null]);

/** The flows of one code that one source gives for a year. */
export interface ChainTrade {
  hs: string;
  /** Key of the source. */
  source: string;
  confidence: Confidence;
  flows: ChainFlows;
}

/** All that the graph holds about the chain below one product in one year. */
export interface ChainReading {
  /** Slug of the product at its end. */
  root: string;
  /** The year of the trade; figures of production are the newest not later than it. */
  year: number;
  view: View;
  products: ReadonlyMap<string, ChainProduct>;
  /** By product. */
  trade: ReadonlyMap<string, readonly ChainTrade[]>;
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
  /** What is weighed; only amounts of the same source and basis compare. Null for shares. */
  basis: string | null;
  /** Largest first. Together at most 1: the rest is named for no country. */
  parts: { country: string; share: number; tonnes: number | null }[];
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
  /** Products whose suppliers several publishers state for the same year, with how many do. */
  competing: ReadonlyMap<string, number>;
  /** The country under which a user of the root stands in the chain: itself, or `WORLD_USER` where all are alike. */
  user: (country: string) => string;
  /** What a country uses of the root, own production valued like imports: US$ or tonnes, as the basis has it. */
  used: (country: string) => number;
  /** Tonnes of a product that a country exports; null where no trade of it is loaded, or none of the country. */
  exported: (country: string, product: string) => number | null;
  /** Whether anything is known of who supplies a user with the root. */
  supplied: (country: string) => boolean;
  suppliersOf: (country: string, product: string) => readonly SupplyRow[];
  row: (country: string, product: string, from: string) => SupplyRow | undefined;
}

/** Stands for every user where all draw on the world's production alike. */
export const WORLD_USER = 'WORLD';

/** Columns `product, [followedMineral, productionForm, fullTradeYears], minerals, inputs`. */
export function chainProduct([product, own, minerals, inputs]: Columns): ChainProduct {
  const [followedMineral, productionForm, fullTradeYears] = own as [string | null, string | null, number[] | null];
  return {
    product: productRecord(product as Columns),
    followedMineral,
    productionForm,
    minerals: minerals as string[],
    fullTradeYears: fullTradeYears ?? [],
    inputs: (inputs as [string, number | null, number | null][]).map(([input, tonnesPerTonne, contentPerTonne]) => ({
      input,
      tonnesPerTonne,
      contentPerTonne,
    })),
  };
}

/** Columns `hs, source, confidence, exporters, importers, valuesUsd, tonnes`. */
export function chainTrade([hs, source, confidence, ...flows]: Columns): ChainTrade {
  const [exporters, importers, valuesUsd, tonnes] = flows as [string[], string[], (number | null)[], (number | null)[]];
  return {
    hs: hs as string,
    source: source as string,
    confidence: confidence as Confidence,
    flows: { exporters, importers, valuesUsd, tonnes },
  };
}
