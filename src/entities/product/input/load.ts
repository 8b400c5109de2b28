import { z } from 'zod';
import { cell, evidence, csvTable, type SeedModule } from '../../../loading/csv-table.ts';
import { cypher } from '../../../graph/cypher.ts';
import { upsertRelationships, relationshipRemoval, relationshipRow } from '../../../loading/upsert.ts';
import { nodeKinds } from '../../../graph/kinds.ts';
import { storedBetween } from '../../../loading/stored.ts';

const ratio = z.union([z.literal('').transform(() => null), z.coerce.number().positive('is not above 0')]);

/** What a product is made from, and how much of it goes into a tonne. */
export const productInputTable = csvTable(
  'product-inputs.csv',
  {
    product: cell.slug,
    input: cell.slug,
    tonnesPerTonne: ratio,
    contentPerTonne: ratio,
    note: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Product`, cypher`MADE_FROM`, cypher`Product`)}
RETURN rel {.*, product: start.slug, input: end.slug} ORDER BY start.slug, end.slug`,
    key: (row) => [row.product, row.input].join(' '),
    references: (row) => [
      ['Product', row.product],
      ['Product', row.input],
    ],
    claims: (row) => [
      {
        subject: ['Product', row.product],
        property: 'madeFrom',
        scope: row.input,
        value: row.tonnesPerTonne,
        unit: 't/t',
      },
    ],
    errors: (row) => (row.product === row.input ? ['a product cannot be made from itself'] : []),
  },
);

const loadProductInputs = upsertRelationships('productInput', nodeKinds.Product, cypher`MADE_FROM`, nodeKinds.Product);
const removeProductInputs = relationshipRemoval(
  'productInput',
  nodeKinds.Product,
  cypher`MADE_FROM`,
  nodeKinds.Product,
);

export const productInputSeed: SeedModule = {
  tables: [productInputTable],
  steps: (rows) => [
    {
      name: 'inputs of products',
      statement: loadProductInputs,
      rows: rows.of(productInputTable).map(({ product, input, ...terms }) => relationshipRow(product, input, terms)),
      retraction: removeProductInputs,
    },
  ],
};
