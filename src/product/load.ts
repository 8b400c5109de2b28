import { z } from 'zod';
import { cell, evidence, table, type Row } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import {
  mineralEnd,
  nodeLoad,
  nodeRow,
  productEnd,
  relationshipLoad,
  relationshipRetraction,
  relationshipRow,
  type Step,
} from '../graph/load.ts';

/** Forms in which minerals are traded or made. */
export const productTable = table(
  'products.csv',
  {
    slug: cell.slug,
    name: cell.text,
    stage: z.enum(['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT', 'RECYCLING'], 'is not a stage'),
    hsCodes: cell.list,
    hsRevision: cell.optional,
    hsText: cell.optional,
    aliases: cell.list,
    note: cell.optional,
    ...evidence,
  },
  (row) => row.slug,
);
export type ProductRow = Row<typeof productTable>;

/** Which minerals a product contains. */
export const containsTable = table(
  'product-minerals.csv',
  { product: cell.slug, mineral: cell.slug, note: cell.optional, ...evidence },
  (row) => [row.product, row.mineral].join(' '),
);
export type ContainsRow = Row<typeof containsTable>;

export const loadProducts = nodeLoad('product', cypher`Product`, cypher`slug`);
export const loadContents = relationshipLoad('product.contents', productEnd, cypher`CONTAINS`, mineralEnd);
export const retractContents = relationshipRetraction('product.contents', productEnd, cypher`CONTAINS`, mineralEnd);

export const productNames = ({ slug, name, hsCodes, aliases }: ProductRow) => [slug, name, ...hsCodes, ...aliases];

export const productSteps = (products: readonly ProductRow[], contents: readonly ContainsRow[]): Step[] => [
  { name: 'products', statement: loadProducts, rows: products.map((row) => nodeRow('slug', row)) },
  {
    name: 'contents of products',
    statement: loadContents,
    rows: contents.map(({ product, mineral, ...terms }) => relationshipRow(product, mineral, terms)),
    retraction: retractContents,
  },
];
