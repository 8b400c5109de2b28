import { z } from 'zod';
import { Stage } from '../../api/generated.ts';
import { atLeast, eachHas } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type Expectation, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { mineralListTable, mineralTradeTable } from '../mineral/load.ts';
import { namesOfCode } from './code-names.ts';
import {
  nodeRow,
  upsertRelationships,
  relationshipRemoval,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedBetween, storedThings } from '../../loading/stored.ts';

/** Forms in which minerals are traded or made. */
export const productTable = csvTable(
  'products.csv',
  {
    slug: cell.slug,
    name: cell.text,
    stage: z.enum(Stage, 'is not a stage'),
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
    stored: cypher`${storedThings(nodeKinds.Product)} RETURN thing {.*} ORDER BY thing.slug`,
    key: (row) => row.slug,
    references: (row) => [
      ['Mineral', row.followedMineral],
      ['Product', row.partOf],
    ],
    defines: 'Product',
    names: (row) => [row.slug, row.name, ...row.hsCodes.flatMap(namesOfCode), ...row.aliases],
    claims: claimsOfCells('Product', (row) => row.slug, ['slug']),
    errors: (row) =>
      row.hsCodes
        .filter((code) => !/^\d{4}(\d{2})?$/.test(code))
        .map((code) => `HS code "${code}" has neither four nor six digits`),
  },
);

/** Which minerals a product contains. */
export const containsTable = csvTable(
  'product-minerals.csv',
  { product: cell.slug, mineral: cell.slug, note: cell.optional, ...evidence },
  {
    stored: cypher`${storedBetween(cypher`Product`, cypher`CONTAINS`, cypher`Mineral`)}
RETURN rel {.*, product: start.slug, mineral: end.slug} ORDER BY start.slug, end.slug`,
    key: (row) => [row.product, row.mineral].join(' '),
    references: (row) => [
      ['Product', row.product],
      ['Mineral', row.mineral],
    ],
    claims: (row) => [{ subject: ['Product', row.product], property: 'contains', scope: row.mineral, value: true }],
  },
);

/** How production figures of a product and its weight at customs become each other: only those named here, or of gross weight, compare. */
const productContentTable = csvTable(
  'product-contents.csv',
  {
    product: cell.slug,
    mineral: cell.slug,
    basis: cell.text,
    contentPerTonne: z.coerce.number().positive('is not above 0').max(1, 'is above 1'),
    note: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Product`, cypher`COUNTED_AS`, cypher`Mineral`)}
RETURN rel {.*, product: start.slug, mineral: end.slug} ORDER BY start.slug, end.slug`,
    key: (row) => [row.product, row.mineral].join(' '),
    references: (row) => [
      ['Product', row.product],
      ['Mineral', row.mineral],
    ],
    claims: (row) => [
      {
        subject: ['Product', row.product],
        property: 'contentPerTonne',
        scope: row.basis,
        value: row.contentPerTonne,
        unit: 't/t',
      },
    ],
  },
);

export const loadProducts = upsertThings('product', nodeKinds.Product);
const loadContents = upsertRelationships('product.contents', nodeKinds.Product, cypher`CONTAINS`, nodeKinds.Mineral);
const retractContents = relationshipRemoval('product.contents', nodeKinds.Product, cypher`CONTAINS`, nodeKinds.Mineral);

const loadCounted = upsertRelationships('product.counted', nodeKinds.Product, cypher`COUNTED_AS`, nodeKinds.Mineral);
const retractCounted = relationshipRemoval('product.counted', nodeKinds.Product, cypher`COUNTED_AS`, nodeKinds.Mineral);
/** The list of which each mineral has a product with a code, or a sentence why none can be had. */
const TRADED_LIST = 'us-critical-2025';

const eachMineralIsTraded: Expectation = (rows) => {
  const coded = new Set(rows.of(productTable).flatMap(({ row }) => (row.hsCodes.length > 0 ? [row.slug] : [])));
  const known = new Set([
    ...rows.of(containsTable).flatMap(({ row }) => (coded.has(row.product) ? [row.mineral] : [])),
    ...rows.of(mineralTradeTable).map(({ row }) => row.mineral),
  ]);
  const reason =
    'is on a list of critical minerals, and no product with a code contains it, nor does mineral-trade.csv say why';
  return rows
    .of(mineralListTable)
    .filter(({ row }) => row.list === TRADED_LIST && !known.has(row.mineral))
    .map(({ line, row }) => ({
      file: mineralListTable.file,
      line,
      reason: `"${mineralListTable.key(row)}" ${reason}`,
    }));
};

export const productSeed: SeedModule = {
  tables: [productTable, containsTable, productContentTable],
  expectations: [
    eachMineralIsTraded,
    atLeast(productTable, 98),
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
    {
      name: 'what production of products counts',
      statement: loadCounted,
      rows: rows
        .of(productContentTable)
        .map(({ product, mineral, ...terms }) => relationshipRow(product, mineral, terms)),
      retraction: retractCounted,
    },
  ],
};
