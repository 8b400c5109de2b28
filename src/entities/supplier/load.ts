import { z } from 'zod';
import { Stage, SupplierStatus } from '../../api/generated.ts';
import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule, type CsvRow } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import {
  nodeRow,
  upsertRelationships,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { moreThanWhole } from '../../lib/share-sum.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { periodErrors } from '../../loading/period.ts';
import { keyOf, storedBetween, storedEnd, storedThings } from '../../loading/stored.ts';

/** The cell of a list of stages. */
const stages = cell.list.pipe(z.array(z.enum(Stage, 'is not a stage')));

/** Companies: miners, refiners, makers of metal and magnets, those who buy from them and those who hold them. */
export const supplierTable = csvTable(
  'suppliers.csv',
  {
    slug: cell.slug,
    name: cell.text,
    legalName: cell.optional,
    country: cell.iso3,
    aliases: cell.list,
    stages,
    status: z.enum(SupplierStatus, 'is not ACTIVE or INACTIVE'),
    description: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Supplier)}
RETURN thing {.*, country: ${storedEnd(cypher`BASED_IN`, nodeKinds.Country)}} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Supplier',
    references: (row) => [['Country', row.country]],
    names: (row) => [row.slug, row.name, row.legalName, ...row.aliases],
    claims: claimsOfCells('Supplier', (row) => row.slug, ['slug']),
  },
);

const ownerKinds = ['Supplier', 'Agency', 'Country'] as const;

/** Who holds which share of a company, from when until when. */
export const ownershipTable = csvTable(
  'supplier-ownership.csv',
  {
    supplier: cell.slug,
    ownerKind: z.enum(ownerKinds, 'is not Supplier, Agency or Country'),
    owner: cell.text,
    share: cell.share,
    kind: cell.optional,
    from: cell.partialDate,
    to: cell.partialDate,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Supplier`, cypher`OWNED_BY`, cypher`Supplier|Agency|Country`)}
RETURN rel {.*, supplier: start.slug, ownerKind: labels(end)[0], owner: ${keyOf(cypher`end`)}}
ORDER BY start.slug, labels(end)[0], ${keyOf(cypher`end`)}, rel.from`,
    key: (row) => [row.supplier, row.ownerKind, row.owner, row.from].join(' '),
    references: (row) => [
      ['Supplier', row.supplier],
      [row.ownerKind, row.owner],
    ],
    claims: (row) => [
      {
        subject: ['Supplier', row.supplier],
        property: 'ownedBy',
        scope: row.owner,
        value: row.share,
        unit: 'share',
        validFrom: row.from,
        validTo: row.to,
      },
    ],
    errors: (row) => [
      ...periodErrors(row.from, row.to),
      ...(row.ownerKind === 'Supplier' && row.owner === row.supplier ? ['a company cannot own itself'] : []),
      ...(row.share === 0 ? ['a share of 0 is no holding; leave the cell empty when it is not known'] : []),
    ],
    tableErrors: (rows) =>
      [...new Set(rows.map(({ row }) => row.supplier))].flatMap((supplier) => {
        const own = rows.filter(({ row }) => row.supplier === supplier);
        const over = moreThanWhole(own.map(({ line, row }) => ({ ...row, line })));
        const last = over?.held.at(-1);
        if (!over || !last) return [];
        return [
          { line: last.line, reason: `shares of ${supplier} held at the same time add up to ${over.sum.toFixed(4)}` },
        ];
      }),
  },
);
type OwnershipRow = CsvRow<typeof ownershipTable>;

const loadSuppliers = upsertThings('supplier', nodeKinds.Supplier);
const loadSeats = upsertRelationships('supplier.seat', nodeKinds.Supplier, cypher`BASED_IN`, nodeKinds.Country);
const removeSeats = relationshipRemoval('supplier.seat', nodeKinds.Supplier, cypher`BASED_IN`, nodeKinds.Country);

const loadHoldings = upsertRelationshipsByKind(
  'supplier.heldBy',
  nodeKinds.Supplier,
  cypher`OWNED_BY`,
  ownerKinds,
  relationshipRetraction,
);

const holding = ({ supplier, owner, ownerKind, ...terms }: OwnershipRow) =>
  [ownerKind, relationshipRow(supplier, owner, terms, terms.from ?? '')] as const;

export const supplierSeed: SeedModule = {
  tables: [supplierTable, ownershipTable],
  expectations: [atLeast(supplierTable, 130)],
  steps: (rows) => [
    {
      name: 'suppliers',
      ...loadSuppliers,
      rows: rows.of(supplierTable).map(({ country: _, ...row }) => nodeRow('slug', row)),
    },
    {
      name: 'seats of suppliers',
      statement: loadSeats,
      rows: rows.of(supplierTable).map((row) => relationshipRow(row.slug, row.country, { source: row.source })),
      retraction: removeSeats,
    },
    ...stepsByKind('holdings', loadHoldings, rows.of(ownershipTable).map(holding)),
  ],
};
