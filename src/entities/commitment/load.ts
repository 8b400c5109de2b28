import { z } from 'zod';
import { AmountBound, CommitmentState, Instrument } from '../../api/generated.ts';
import { atLeast, each } from '../../loading/expectation.ts';
import {
  cell,
  evidence,
  claimsOfCells,
  csvTable,
  type SeedModule,
  type Placed,
  type Reference,
} from '../../loading/csv-table.ts';
import { isDecimal } from '../../lib/exact-decimal.ts';
import { cypher } from '../../graph/cypher.ts';
import {
  nodeRow,
  upsertRelationships,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { partyKinds } from '../party/record.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { cutDates, datePrecision } from '../../loading/date-precision.ts';
import { keyOf, storedEnd, storedThings } from '../../loading/stored.ts';

const partyKind = z.enum([...partyKinds, ''], `is not one of ${partyKinds.join(', ')}`);

const columns = {
  id: cell.slug,
  agreement: cell.optional,
  programme: cell.optional,
  description: cell.text,
  instrument: z.enum(Instrument, 'is not an instrument'),
  state: z.enum(CommitmentState, 'is not a state of money'),
  amount: cell.optional,
  currency: cell.optional,
  bound: z
    .enum([...Object.values(AmountBound), ''], 'is not AT_LEAST, AT_MOST or ABOUT')
    .transform((text) => text || null),
  madeByKind: partyKind,
  madeBy: cell.list,
  madeToKind: partyKind,
  madeTo: cell.list,
  facility: cell.optional,
  announcedOn: cell.partialDate,
  datePrecision,
  dueOn: cell.date,
  scope: cell.optional,
  partOf: cell.optional,
  supersedes: cell.optional,
  ...evidence,
};
type CommitmentRow = z.output<z.ZodObject<typeof columns>>;
type PartyKind = (typeof partyKinds)[number];

const parties = (kind: PartyKind | '', keys: readonly string[]): Reference[] =>
  kind === '' ? [] : keys.map((key) => [kind, key]);

const saidInCells = claimsOfCells<CommitmentRow>('Commitment', (row) => row.id, [
  'id',
  'amount',
  'currency',
  'bound',
  'datePrecision',
  'madeByKind',
  'madeToKind',
]);

/** The amount with its currency as unit; one that is a bound is stated as such. */
const amountStated = ({ id, currency, bound }: CommitmentRow, amount: string) => ({
  subject: ['Commitment', id] as const,
  property: 'amount',
  value: bound === 'AT_LEAST' || bound === 'AT_MOST' ? null : amount,
  low: bound === 'AT_LEAST' ? Number(amount) : null,
  high: bound === 'AT_MOST' ? Number(amount) : null,
  unit: currency,
});

/** Rows that lead back to themselves from one commitment to the next, such as one that is part of its own part. */
const inCircles = (rows: readonly Placed<CommitmentRow>[], column: 'partOf' | 'supersedes', sentence: string) => {
  const next = new Map(rows.map(({ row }) => [row.id, row[column]]));
  const returns = (id: string) => {
    const passed = new Set<string>();
    let at = next.get(id) ?? null;
    for (; at !== null && at !== id && !passed.has(at); at = next.get(at) ?? null) passed.add(at);
    return at === id;
  };
  return rows.flatMap(({ line, row }) => (returns(row.id) ? [{ line, reason: `"${row.id}" ${sentence}` }] : []));
};

/** Money promised, intended, committed or paid. */
export const commitmentTable = csvTable('commitments.csv', columns, {
  stored: cypher`${storedThings(nodeKinds.Commitment)}
RETURN thing {.*, agreement: head(COLLECT {
    MATCH (agreement:Agreement)-[rel:HAS]->(thing) WHERE rel.retractedAt IS NULL RETURN agreement.slug
  }), programme: ${storedEnd(cypher`UNDER`, nodeKinds.Programme)}, facility: ${storedEnd(cypher`FUNDS`, nodeKinds.Facility)},
  madeByKind: head(COLLECT {
    MATCH (thing)-[rel:MADE_BY]->(end) WHERE rel.retractedAt IS NULL AND rel.origin IS NULL RETURN labels(end)[0] LIMIT 1
  }), madeBy: COLLECT {
    MATCH (thing)-[rel:MADE_BY]->(end) WHERE rel.retractedAt IS NULL AND rel.origin IS NULL
    RETURN ${keyOf(cypher`end`)} ORDER BY rel.position
  }, madeToKind: head(COLLECT {
    MATCH (thing)-[rel:MADE_TO]->(end) WHERE rel.retractedAt IS NULL AND rel.origin IS NULL RETURN labels(end)[0] LIMIT 1
  }), madeTo: COLLECT {
    MATCH (thing)-[rel:MADE_TO]->(end) WHERE rel.retractedAt IS NULL AND rel.origin IS NULL
    RETURN ${keyOf(cypher`end`)} ORDER BY rel.position
  }} ORDER BY thing.id`,
  key: (row) => row.id,
  defines: 'Commitment',
  normalise: cutDates('announcedOn'),
  references: (row) => [
    ['Agreement', row.agreement],
    ['Programme', row.programme],
    ['Facility', row.facility],
    ['Commitment', row.partOf],
    ['Commitment', row.supersedes],
    ...parties(row.madeByKind, row.madeBy),
    ...parties(row.madeToKind, row.madeTo),
  ],
  claims: (row) => [...saidInCells(row), ...(row.amount === null ? [] : [amountStated(row, row.amount)])],
  errors: (row) => [
    ...(row.amount !== null && !isDecimal(row.amount)
      ? [`amount "${row.amount}" is not an exact decimal without separators`]
      : []),
    ...((row.amount === null) === (row.currency === null) ? [] : ['amount and currency go together']),
    ...(row.currency !== null && !/^[A-Z]{3}$/.test(row.currency)
      ? [`currency "${row.currency}" is not three capitals`]
      : []),
    ...(row.bound !== null && row.amount === null ? ['a bound needs an amount'] : []),
    ...((row.madeByKind === '') === (row.madeBy.length === 0) ? [] : ['madeByKind and madeBy go together']),
    ...((row.madeToKind === '') === (row.madeTo.length === 0) ? [] : ['madeToKind and madeTo go together']),
    ...(row.announcedOn && row.dueOn && row.dueOn < row.announcedOn ? ['it is due before it was announced'] : []),
  ],
  tableErrors: (rows) => [
    ...inCircles(rows, 'partOf', 'is part of itself'),
    ...inCircles(rows, 'supersedes', 'supersedes itself'),
  ],
});

const loadCommitments = upsertThings('commitment', nodeKinds.Commitment);
const loadHas = upsertRelationships('commitment.ofAgreement', nodeKinds.Agreement, cypher`HAS`, nodeKinds.Commitment);
const retractHas = relationshipRetraction(
  'commitment.ofAgreement',
  nodeKinds.Agreement,
  cypher`HAS`,
  nodeKinds.Commitment,
);
const loadUnder = upsertRelationshipsByKind(
  'commitment.under',
  nodeKinds.Commitment,
  cypher`UNDER`,
  ['Programme'],
  relationshipRetraction,
);
const loadFunds = upsertRelationshipsByKind(
  'commitment.funds',
  nodeKinds.Commitment,
  cypher`FUNDS`,
  ['Facility'],
  relationshipRetraction,
);
const loadMadeBy = upsertRelationshipsByKind(
  'commitment.madeBy',
  nodeKinds.Commitment,
  cypher`MADE_BY`,
  partyKinds,
  relationshipRetraction,
);
const loadMadeTo = upsertRelationshipsByKind(
  'commitment.madeTo',
  nodeKinds.Commitment,
  cypher`MADE_TO`,
  partyKinds,
  relationshipRetraction,
);
const loadPartOf = upsertRelationshipsByKind(
  'commitment.partOf',
  nodeKinds.Commitment,
  cypher`PART_OF`,
  ['Commitment'],
  relationshipRemoval,
);
const loadSupersedes = upsertRelationshipsByKind(
  'commitment.supersedes',
  nodeKinds.Commitment,
  cypher`SUPERSEDES`,
  ['Commitment'],
  relationshipRemoval,
);

const terms = ({ source, locator, confidence, recordedAt }: CommitmentRow) => ({
  source,
  locator,
  confidence,
  recordedAt,
});

const partyRows = (row: CommitmentRow, kind: PartyKind | '', keys: readonly string[]) =>
  kind === ''
    ? []
    : keys.map((key, position) => [kind, relationshipRow(row.id, key, { ...terms(row), position })] as const);

export const commitmentSeed: SeedModule = {
  tables: [commitmentTable],
  expectations: [
    atLeast(commitmentTable, 87),
    each(
      commitmentTable,
      ({ amount, description }) => amount !== null || /\bno (amount|total)\b/i.test(description),
      'has no amount and its description does not say so',
    ),
  ],
  steps: (rows) => {
    const all = rows.of(commitmentTable);
    const to = <K extends 'Programme' | 'Facility' | 'Commitment'>(
      kind: K,
      end: (row: CommitmentRow) => string | null,
    ) =>
      all.flatMap((row) => {
        const key = end(row);
        return key === null ? [] : [[kind, relationshipRow(row.id, key, terms(row))] as const];
      });
    return [
      {
        name: 'commitments',
        ...loadCommitments,
        rows: all.map(
          ({ agreement: _, programme: __, facility: ___, madeByKind, madeBy, madeToKind, madeTo, ...row }) =>
            nodeRow('id', { ...row, since: row.announcedOn ?? row.recordedAt }),
        ),
      },
      {
        name: 'commitments of agreements',
        statement: loadHas,
        rows: all.flatMap((row) => (row.agreement ? [relationshipRow(row.agreement, row.id, terms(row))] : [])),
        retraction: retractHas,
      },
      ...stepsByKind(
        'programmes of commitments',
        loadUnder,
        to('Programme', (row) => row.programme),
      ),
      ...stepsByKind(
        'facilities of commitments',
        loadFunds,
        to('Facility', (row) => row.facility),
      ),
      ...stepsByKind(
        'who makes commitments',
        loadMadeBy,
        all.flatMap((row) => partyRows(row, row.madeByKind, row.madeBy)),
      ),
      ...stepsByKind(
        'who receives commitments',
        loadMadeTo,
        all.flatMap((row) => partyRows(row, row.madeToKind, row.madeTo)),
      ),
      ...stepsByKind(
        'what commitments are part of',
        loadPartOf,
        to('Commitment', (row) => row.partOf),
      ),
      ...stepsByKind(
        'what commitments supersede',
        loadSupersedes,
        to('Commitment', (row) => row.supersedes),
      ),
    ];
  },
};
