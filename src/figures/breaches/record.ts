import type { Confidence } from '../../api/generated.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { ProductRecord } from '../../entities/product/record.ts';

/** What some countries buy too much of from one country. */
export interface BreachesRecord {
  threshold: number;
  /** How many imports were tested: of one country and product each. */
  tested: number;
  /** The largest share first. */
  breaches: BreachRecord[];
  untested: UntestedProductRecord[];
}

/** One country's imports of one product of which too much comes from one third country. */
export interface BreachRecord {
  importer: CountryRecord;
  product: ProductRecord;
  year: number;
  /** Alpha-3 code. */
  supplier: string;
  share: number;
  valueUsd: number;
  tonnes: number | null;
  importsUsd: number;
  importsTonnes: number | null;
  confidence: Confidence | null;
  /** Keys. */
  sources: string[];
}

/** A product of which nothing can be said in the year asked. */
export interface UntestedProductRecord {
  product: ProductRecord;
  nearestYear: number | null;
  explanation: string;
}
