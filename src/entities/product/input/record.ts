import type { Confidence } from '../../../api/generated.ts';
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
  confidence: Confidence | null;
}

/** Columns `product, input, [tonnesPerTonne, note, source, confidence]`. */
export function productInputRecord([product, input, terms]: Columns): ProductInputRecord {
  const [tonnesPerTonne, note, source, confidence] = terms as [
    number | null,
    string | null,
    string | null,
    Confidence | null,
  ];
  return {
    product: productRecord(product as Columns),
    input: productRecord(input as Columns),
    tonnesPerTonne,
    note,
    source,
    confidence,
  };
}
