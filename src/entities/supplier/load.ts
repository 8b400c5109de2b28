import { z } from 'zod';
import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, statesCells, table, type LoadRoom, type Row } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { loadByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import {
  nodeRow,
  relationshipLoad,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  thingLoad,
} from '../../loading/upsert.ts';
import { moreThanWhole } from '../../lib/share-sum.ts';
import { ends } from '../../graph/kinds.ts';

/** The cell of a list of stages. */
const stages = cell.list.pipe(
  z.array(z.enum(['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT', 'RECYCLING'], 'is not a stage')),
);

/** Companies: miners, refiners, makers of metal and magnets, those who buy from them and those who hold them. */
export const supplierTable = table(
  'suppliers.csv',
  {
    slug: cell.slug,
    name: cell.text,
    legalName: cell.optional,
    country: cell.iso3,
    aliases: cell.list,
    stages,
    status: z.enum(['ACTIVE', 'INACTIVE'], 'is not ACTIVE or INACTIVE'),
    description: cell.optional,
    ...evidence,
  },
  {
    key: (row) => row.slug,
    defines: 'Supplier',
    refers: (row) => [['Country', row.country]],
    names: (row) => [row.slug, row.name, row.legalName, ...row.aliases],
    states: statesCells('Supplier', (row) => row.slug, ['slug']),
  },
);

const ownerKinds = ['Supplier', 'Agency', 'Country'] as const;

/** Who holds which share of a company, from when until when. */
export const ownershipTable = table(
  'supplier-ownership.csv',
  {
    supplier: cell.slug,
    ownerKind: z.enum(ownerKinds, 'is not Supplier, Agency or Country'),
    owner: cell.text,
    share: cell.share,
    kind: cell.optional,
    from: cell.date,
    to: cell.date,
    ...evidence,
  },
  {
    key: (row) => [row.supplier, row.ownerKind, row.owner, row.from].join(' '),
    refers: (row) => [
      ['Supplier', row.supplier],
      [row.ownerKind, row.owner],
    ],
    states: (row) => [
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
    faults: (row) => [
      ...(row.from && row.to && row.from >= row.to ? ['it ends before it begins'] : []),
      ...(row.ownerKind === 'Supplier' && row.owner === row.supplier ? ['a company cannot own itself'] : []),
      ...(row.share === 0 ? ['a share of 0 is no holding; leave the cell empty when it is not known'] : []),
    ],
    faultsAmong: (rows) =>
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
type OwnershipRow = Row<typeof ownershipTable>;

const loadSuppliers = thingLoad('supplier', ends.Supplier);
const loadSeats = relationshipLoad('supplier.seat', ends.Supplier, cypher`BASED_IN`, ends.Country);
const removeSeats = relationshipRemoval('supplier.seat', ends.Supplier, cypher`BASED_IN`, ends.Country);

const loadHoldings = loadByKind('supplier.heldBy', ends.Supplier, cypher`OWNED_BY`, ownerKinds, relationshipRetraction);

const holding = ({ supplier, owner, ownerKind, ...terms }: OwnershipRow) =>
  [ownerKind, relationshipRow(supplier, owner, terms, terms.from ?? '')] as const;

export const supplierRoom: LoadRoom = {
  tables: [supplierTable, ownershipTable],
  expectations: [atLeast(supplierTable, 80)],
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
