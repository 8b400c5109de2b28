import { z } from 'zod';
import { atLeast, eachHas } from '../../loading/expectation.ts';
import { cell, evidence, statesCells, table, type LoadRoom } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { namesOfCode } from './code-names.ts';
import { nodeRow, relationshipLoad, relationshipRemoval, relationshipRow, thingLoad } from '../../loading/upsert.ts';
import { ends } from '../../graph/kinds.ts';

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
    followedMineral: cell.optional,
    productionForm: cell.optional,
    partOf: cell.optional,
    ...evidence,
  },
  {
    key: (row) => row.slug,
    refers: (row) => [
      ['Mineral', row.followedMineral],
      ['Product', row.partOf],
    ],
    defines: 'Product',
    names: (row) => [row.slug, row.name, ...row.hsCodes.flatMap(namesOfCode), ...row.aliases],
    states: statesCells('Product', (row) => row.slug, ['slug']),
    faults: (row) =>
      row.hsCodes
        .filter((code) => !/^\d{4}(\d{2})?$/.test(code))
        .map((code) => `HS code "${code}" has neither four nor six digits`),
  },
);

/** Which minerals a product contains. */
export const containsTable = table(
  'product-minerals.csv',
  { product: cell.slug, mineral: cell.slug, note: cell.optional, ...evidence },
  {
    key: (row) => [row.product, row.mineral].join(' '),
    refers: (row) => [
      ['Product', row.product],
      ['Mineral', row.mineral],
    ],
    states: (row) => [{ subject: ['Product', row.product], property: 'contains', scope: row.mineral, value: true }],
  },
);

export const loadProducts = thingLoad('product', ends.Product);
const loadContents = relationshipLoad('product.contents', ends.Product, cypher`CONTAINS`, ends.Mineral);
const retractContents = relationshipRemoval('product.contents', ends.Product, cypher`CONTAINS`, ends.Mineral);

export const productRoom: LoadRoom = {
  tables: [productTable, containsTable],
  expectations: [
    atLeast(productTable, 70),
    eachHas(
      productTable,
      containsTable,
      (row) => row.product,
      'has HS codes but contains no mineral',
      ({ hsCodes }) => hsCodes.length > 0,
    ),
  ],
  steps: (rows) => [
    { name: 'products', ...loadProducts, rows: rows.of(productTable).map((row) => nodeRow('slug', row)) },
    {
      name: 'contents of products',
      statement: loadContents,
      rows: rows.of(containsTable).map(({ product, mineral, ...terms }) => relationshipRow(product, mineral, terms)),
      retraction: retractContents,
    },
  ],
};
