import { z } from 'zod';
import { AmountBound } from '../../api/generated.ts';
import { cell, evidence, csvTable, type SeedModule, type CsvRow } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { relationshipRetraction, relationshipRow } from '../../loading/upsert.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { periodErrors } from '../../loading/period.ts';
import { storedBetween } from '../../loading/stored.ts';

const partyKinds = ['Supplier', 'Facility'] as const;

/** Who delivers what to whom: companies or single plants. */
export const supplyTable = csvTable(
  'supplier-supplies.csv',
  {
    fromKind: z.enum(partyKinds, 'is not Supplier or Facility'),
    from: cell.slug,
    toKind: z.enum(partyKinds, 'is not Supplier or Facility'),
    to: cell.slug,
    product: cell.slug,
    tonnes: z.union([z.literal('').transform(() => null), z.coerce.number().min(0, 'is below 0')]),
    bound: z
      .enum([...Object.values(AmountBound), ''], 'is not AT_LEAST, AT_MOST or ABOUT')
      .transform((text) => text || null),
    fromDate: cell.partialDate,
    toDate: cell.partialDate,
    kind: z
      .enum(['offtake', 'feed', 'customer'], 'is not offtake, feed or customer')
      .transform((kind) => kind.toUpperCase() as Uppercase<typeof kind>),
    note: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Supplier|Facility`, cypher`SUPPLIES`, cypher`Supplier|Facility`)}
RETURN rel {.*, fromKind: labels(start)[0], from: start.slug, toKind: labels(end)[0], to: end.slug,
  fromDate: rel.from, toDate: rel.to, kind: toLower(rel.kind)}
ORDER BY labels(start)[0], start.slug, labels(end)[0], end.slug, rel.product, rel.kind, rel.from`,
    key: (row) => [row.fromKind, row.from, row.toKind, row.to, row.product, row.kind, row.fromDate].join(' '),
    references: (row) => [
      [row.fromKind, row.from],
      [row.toKind, row.to],
      ['Product', row.product],
    ],
    claims: (row) => {
      const said = {
        subject: [row.fromKind, row.from],
        scope: `${row.to} ${row.product}`,
        validFrom: row.fromDate,
        validTo: row.toDate,
      } as const;
      const { tonnes } = row;
      const amount = {
        value: row.bound === 'AT_LEAST' || row.bound === 'AT_MOST' ? null : tonnes,
        low: row.bound === 'AT_LEAST' ? tonnes : null,
        high: row.bound === 'AT_MOST' ? tonnes : null,
      };
      return [
        { ...said, property: 'supplies', value: row.kind },
        ...(row.tonnes === null ? [] : [{ ...said, property: 'suppliesTonnes', ...amount, unit: 't a year' }]),
      ];
    },
    errors: (row) => [
      ...periodErrors(row.fromDate, row.toDate),
      ...(row.bound !== null && row.tonnes === null ? ['a bound needs tonnes'] : []),
      ...(row.fromKind === row.toKind && row.from === row.to ? ['nobody supplies itself'] : []),
    ],
  },
);
type SupplyRow = CsvRow<typeof supplyTable>;

const deliveriesOf = (kind: SupplyRow['fromKind']) =>
  upsertRelationshipsByKind(`supply.of${kind}`, nodeKinds[kind], cypher`SUPPLIES`, partyKinds, relationshipRetraction);
const loadDeliveries = { Supplier: deliveriesOf('Supplier'), Facility: deliveriesOf('Facility') };

const delivery = ({ from, to, toKind, fromKind: _, fromDate, toDate, ...terms }: SupplyRow) =>
  [
    toKind,
    relationshipRow(
      from,
      to,
      { ...terms, from: fromDate, to: toDate },
      [terms.product, terms.kind, ...(fromDate === null ? [] : [fromDate])].join(' '),
    ),
  ] as const;

export const supplySeed: SeedModule = {
  tables: [supplyTable],
  steps: (rows) =>
    partyKinds.flatMap((kind) =>
      stepsByKind(
        `deliveries of ${kind}`,
        loadDeliveries[kind],
        rows
          .of(supplyTable)
          .filter((row) => row.fromKind === kind)
          .map(delivery),
      ),
    ),
};
