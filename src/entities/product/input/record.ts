import type { Columns } from '../../../graph/statement.ts';
import { productRecord, type ProductRecord } from '../record.ts';

/** That one product is made from another. */
export interface ProductInputRecord {
  product: ProductRecord;
  input: ProductRecord;
  /** Tonnes of the input for a tonne of the product; null where the ratio is not known. */
  tonnesPerTonne: number | null;
  note: string | null;
  /** Key of the source. */
  source: string | null;
}

/** Columns `product, input, [tonnesPerTonne, note, source]`. */
export function productInputRecord([product, input, terms]: Columns): ProductInputRecord {
  const [tonnesPerTonne, note, source] = terms as [number | null, string | null, string | null];
  return {
    product: productRecord(product as Columns),
    input: productRecord(input as Columns),
    tonnesPerTonne,
    note,
    source,
  };
}
