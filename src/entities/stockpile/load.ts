import { z } from 'zod';
import { AmountBound, StockpileState, StockpileUnit } from '../../api/generated.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { cypher } from '../../graph/cypher.ts';
import { cell, claimsOfCells, csvTable, evidence, type CsvRow, type SeedModule } from '../../loading/csv-table.ts';
import { cutDates, datePrecision } from '../../loading/date-precision.ts';
import { atLeast, each } from '../../loading/expectation.ts';
import { nodeRow, relationshipRemoval, relationshipRow, upsertThings } from '../../loading/upsert.ts';
import { stepsByKind, upsertRelationshipsByKind } from '../../loading/upsert-by-kind.ts';
import { storedEnd, storedThings } from '../../loading/stored.ts';

const none = z.literal('').transform(() => null);

const columns = {
  slug: cell.slug,
  name: cell.text,
  country: cell.iso3,
  agency: cell.optional,
  mineral: cell.optional,
  form: cell.optional,
  state: z.enum(StockpileState, 'is not HELD or PLANNED'),
  quantity: z.union([none, z.coerce.number().positive('is not above 0')]),
  unit: z.union([none, z.enum(StockpileUnit)], 'is not TONNES, DAYS_OF_USE or USD'),
  bound: z.union([none, z.enum(AmountBound)], 'is not AT_LEAST, AT_MOST or ABOUT'),
  quantityMissing: z.union([none, z.enum(['WITHHELD', 'NOT_AVAILABLE'])], 'is not WITHHELD or NOT_AVAILABLE'),
  statedOn: cell.partialDate,
  datePrecision,
  dueOn: cell.date,
  note: cell.optional,
  ...evidence,
};
type StockpileRow = z.output<z.ZodObject<typeof columns>>;

const saidInCells = claimsOfCells<StockpileRow>('Stockpile', (row) => row.slug, [
  ...(['slug', 'quantity', 'unit', 'bound', 'quantityMissing', 'datePrecision', 'note'] as const),
]);

/** The quantity in its unit; one that is a bound is stated as such. */
const quantityStated = ({ slug, unit, bound }: StockpileRow, quantity: number) => ({
  subject: ['Stockpile', slug] as const,
  property: 'quantity',
  value: bound === 'AT_LEAST' || bound === 'AT_MOST' ? null : quantity,
  low: bound === 'AT_LEAST' ? quantity : null,
  high: bound === 'AT_MOST' ? quantity : null,
  unit,
});

/** What states hold, or mean to hold, of minerals. */
const stockpileTable = csvTable('stockpiles.csv', columns, {
  stored: cypher`${storedThings(nodeKinds.Stockpile)}
RETURN thing {.*, country: ${storedEnd(cypher`HELD_BY`, nodeKinds.Country)}, agency: ${storedEnd(cypher`HELD_BY`, nodeKinds.Agency)},
  mineral: ${storedEnd(cypher`STOCK_OF`, nodeKinds.Mineral)}} ORDER BY thing.slug`,
  key: (row) => row.slug,
  defines: 'Stockpile',
  normalise: cutDates('statedOn'),
  references: (row) => [
    ['Country', row.country],
    ['Agency', row.agency],
    ['Mineral', row.mineral],
  ],
  names: (row) => [row.slug, row.name],
  claims: (row) => [...saidInCells(row), ...(row.quantity === null ? [] : [quantityStated(row, row.quantity)])],
  errors: (row) => [
    ...((row.quantity === null) === (row.quantityMissing === null)
      ? ['it has either a quantity or a reason why there is none']
      : []),
    ...((row.quantity === null) === (row.unit === null) ? [] : ['quantity and unit go together']),
    ...(row.bound !== null && row.quantity === null ? ['a bound needs a quantity'] : []),
    ...(row.mineral === null && row.form === null ? ['it names neither a mineral nor which ones together'] : []),
    ...(row.dueOn !== null && row.state !== 'PLANNED' ? ['only what is planned is due'] : []),
    ...(row.statedOn && row.dueOn && row.dueOn < row.statedOn ? ['it is due before it was planned'] : []),
  ],
});

const loadStockpiles = upsertThings('stockpile', nodeKinds.Stockpile);
const loadHeldBy = upsertRelationshipsByKind(
  'stockpile.heldBy',
  nodeKinds.Stockpile,
  cypher`HELD_BY`,
  ['Country', 'Agency'],
  relationshipRemoval,
);
const loadStockOf = upsertRelationshipsByKind(
  'stockpile.of',
  nodeKinds.Stockpile,
  cypher`STOCK_OF`,
  ['Mineral'],
  relationshipRemoval,
);

const lead = <Kind extends string>(kind: Kind, { slug, source }: CsvRow<typeof stockpileTable>, key: string | null) =>
  key === null ? [] : [[kind, relationshipRow(slug, key, { source })] as const];

export const stockpileSeed: SeedModule = {
  tables: [stockpileTable],
  expectations: [
    atLeast(stockpileTable, 34),
    each(stockpileTable, ({ quantity, note }) => quantity !== null || note !== null, 'has no quantity and no note why'),
  ],
  steps: (rows) => {
    const all = rows.of(stockpileTable);
    return [
      {
        name: 'stockpiles',
        ...loadStockpiles,
        rows: all.map(({ country: _, agency: __, mineral: ___, ...row }) =>
          nodeRow('slug', { ...row, since: row.statedOn ?? row.recordedAt }),
        ),
      },
      ...stepsByKind(
        'who holds stockpiles',
        loadHeldBy,
        all.flatMap((row) => [...lead('Country', row, row.country), ...lead('Agency', row, row.agency)]),
      ),
      ...stepsByKind(
        'what stockpiles are of',
        loadStockOf,
        all.flatMap((row) => lead('Mineral', row, row.mineral)),
      ),
    ];
  },
};
