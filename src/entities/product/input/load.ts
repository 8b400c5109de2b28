import { z } from 'zod';
import { cell, evidence, table, type LoadRoom } from '../../../loading/csv-table.ts';
import { cypher } from '../../../graph/cypher.ts';
import { relationshipLoad, relationshipRemoval, relationshipRow } from '../../../loading/upsert.ts';
import { ends } from '../../../graph/kinds.ts';

const ratio = z.union([z.literal('').transform(() => null), z.coerce.number().positive('is not above 0')]);

/** What a product is made from, and how much of it goes into a tonne. */
export const productInputTable = table(
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
    key: (row) => [row.product, row.input].join(' '),
    refers: (row) => [
      ['Product', row.product],
      ['Product', row.input],
    ],
    states: (row) => [
      {
        subject: ['Product', row.product],
        property: 'madeFrom',
        scope: row.input,
        value: row.tonnesPerTonne,
        unit: 't/t',
      },
    ],
    faults: (row) => (row.product === row.input ? ['a product cannot be made from itself'] : []),
  },
);

const loadProductInputs = relationshipLoad('productInput', ends.Product, cypher`MADE_FROM`, ends.Product);
const removeProductInputs = relationshipRemoval('productInput', ends.Product, cypher`MADE_FROM`, ends.Product);

export const productInputRoom: LoadRoom = {
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
