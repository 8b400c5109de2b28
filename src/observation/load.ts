import { z } from 'zod';
import { atLeast } from '../../seed/expectation.ts';
import { cell, evidence, table, type LoadRoom } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import { int } from '../graph/graph.ts';
import { digestOf, loadOutcome, nodeRow, writeChanged, type LoadStatement, type NodeRow } from '../graph/load.ts';
import type { RetractionStatement } from '../graph/load.ts';
import { statement } from '../graph/statement.ts';
import type { Aggregate } from '../graphql/generated.ts';
import { sourceTable } from '../source/load.ts';
import { mainForms } from './choose.ts';
import { shareOf, tonnesOf } from './unit.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

const year = z.coerce
  .number('is not a year')
  .int('is not a whole year')
  .min(FIRST_YEAR, `is before ${FIRST_YEAR}`)
  .max(LAST_YEAR, `is after ${LAST_YEAR}`);
const none = z.literal('').transform(() => null);

/** Amounts that can be weighed, and parts of a whole. */
const masses = new Set(['PRODUCTION', 'RESERVES', 'CAPACITY', 'QUOTA']);
const parts = new Set(['NET_IMPORT_RELIANCE', 'IMPORT_SOURCE', 'STAGE_SHARE']);

const columns = {
  kind: z.enum(
    [
      'PRODUCTION',
      'RESERVES',
      'CAPACITY',
      'PRICE',
      'NET_IMPORT_RELIANCE',
      'IMPORT_SOURCE',
      'STAGE_SHARE',
      'SUPPLY_RISK',
      'ECONOMIC_IMPORTANCE',
      'QUOTA',
    ],
    'is not a kind of figure',
  ),
  mineral: cell.slug,
  product: cell.optional,
  country: cell.optional,
  partner: cell.optional,
  group: cell.optional,
  stage: z.union(
    [none, z.enum(['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT', 'RECYCLING'])],
    'is not a stage of the supply chain',
  ),
  year,
  yearTo: z.union([none, year]),
  value: cell.text,
  number: cell.number,
  low: cell.number,
  high: cell.number,
  unit: cell.text,
  basis: cell.optional,
  form: cell.optional,
  estimated: cell.flag,
  missing: z.union(
    [none, z.enum(['WITHHELD', 'NOT_AVAILABLE', 'NET_EXPORTER', 'BELOW_THRESHOLD', 'NOT_APPLICABLE', 'QUALITATIVE'])],
    'is not a reason why a figure is missing',
  ),
  note: cell.optional,
  ...evidence,
};

/** A row of the table of figures, as its columns are read. */
export type ObservationRow = z.output<z.ZodObject<typeof columns>>;

/** Published figures: production, reserves, prices, reliance, shares, scores. */
export const observationTable = table('observations.csv', columns, {
  key: (row) => subjectOf(row).join(' '),
  refers: (row) => [
    ['Mineral', row.mineral],
    ['Product', row.product],
    ['Country', row.country],
    ['Country', row.partner],
    ['Coalition', coalitionOf(row)],
  ],
  faults: (row) => [...valueFaults(row), ...unitFaults(row), ...subjectFaults(row)],
});

const aggregateOf = ({ group }: { group: string | null }): Aggregate | null =>
  group === 'WORLD' || group === 'OTHER' ? group : null;
const coalitionOf = ({ group }: { group: string | null }) => (group === 'WORLD' || group === 'OTHER' ? null : group);

/** What a row is about and who says so: everything but the value. */
const subjectOf = (row: ObservationRow) => [
  row.source,
  row.kind,
  row.mineral,
  row.product,
  row.country,
  row.partner,
  row.group,
  row.stage,
  row.year,
  row.yearTo,
  row.basis,
  row.form,
  row.unit,
];

function valueFaults({ value, number, low, high, missing }: ObservationRow): string[] {
  const bounded = low !== null || high !== null;
  const given = [number !== null && 'number', bounded && 'low or high', missing !== null && 'missing'].filter(Boolean);
  return [
    ...(given.length === 0 ? ['it has neither a number nor a bound nor a reason why it is missing'] : []),
    ...(given.length > 1 ? [`${given.join(' and ')} cannot both be given`] : []),
    ...(low !== null && high !== null && low > high ? [`low ${low} is above high ${high}`] : []),
    ...(number !== null && Number(value) !== number
      ? [`number ${number} is not the value as published, ${value}`]
      : []),
  ];
}

function unitFaults({ kind, unit, number, low, high }: ObservationRow): string[] {
  const amounts = [number, low, high].filter((amount) => amount !== null);
  const unknown =
    (masses.has(kind) && tonnesOf(1, unit) === null) || (parts.has(kind) && shareOf(1, unit) === null)
      ? [`unit "${unit}" is not one of ${kind}: add it to src/observation/unit.ts`]
      : [];
  return [
    ...unknown,
    ...amounts.flatMap((amount) => (amount < 0 ? [`${amount} is below 0`] : [])),
    ...amounts.flatMap((amount) => ((shareOf(amount, unit) ?? 0) > 1 ? [`${amount} ${unit} is above the whole`] : [])),
  ];
}

function subjectFaults({ kind, country, partner, group, year, yearTo }: ObservationRow): string[] {
  return [
    ...(yearTo !== null && yearTo < year ? [`the period ends in ${yearTo}, before it begins in ${year}`] : []),
    ...(partner !== null && kind !== 'IMPORT_SOURCE' ? [`only an IMPORT_SOURCE has a partner, not ${kind}`] : []),
    ...(country !== null && group !== null && kind !== 'IMPORT_SOURCE'
      ? ['a figure is about a country or a group, not both']
      : []),
    ...(country === null && group === null && kind !== 'PRICE' ? ['it is about no country and no group'] : []),
  ];
}

/**
 * Writes observations with their relationships. What an observation is about is part of its identifier, so that relationships
 * are made once, with the node.
 */
export const loadObservations: LoadStatement<NodeRow> = statement(
  'observation.load',
  cypher`UNWIND $rows AS row
MERGE (node:Observation {id: row.key})
WITH node, row
CALL (node, row) { MATCH (mineral:Mineral {slug: row.properties.mineral}) WHERE node.digest IS NULL CREATE (node)-[:OF]->(mineral) }
CALL (node, row) { MATCH (product:Product {slug: row.properties.product}) WHERE node.digest IS NULL CREATE (node)-[:OF]->(product) }
CALL (node, row) { MATCH (country:Country {iso3: row.properties.country}) WHERE node.digest IS NULL CREATE (node)-[:IN]->(country) }
CALL (node, row) { MATCH (coalition:Coalition {slug: row.properties.coalition}) WHERE node.digest IS NULL CREATE (node)-[:IN]->(coalition) }
CALL (node, row) { MATCH (origin:Country {iso3: row.properties.partner}) WHERE node.digest IS NULL CREATE (node)-[:FROM]->(origin) }
CALL (node, row) { MATCH (source:Source {id: row.properties.source}) WHERE node.digest IS NULL CREATE (node)-[:STATED_BY]->(source) }
${writeChanged(cypher`node`)}`,
  loadOutcome,
);

/** Retracts observations that the files no longer have: they stay visible to a `knownAt` before that. */
export const retractObservations: RetractionStatement = statement(
  'observation.retract',
  cypher`MATCH (item:Observation) WHERE item.id IS NOT NULL AND item.retractedAt IS NULL AND NOT item.id IN $keys
SET item.retractedAt = $now, item.digest = 'retracted'
RETURN count(item)`,
  ([count]) => count as number,
);

export const observationRoom: LoadRoom = {
  tables: [observationTable],
  expectations: [atLeast(observationTable, 5000)],
  steps: (rows) => {
    const sources = new Map(rows.of(sourceTable).map((source) => [source.id, source]));
    const figures = rows
      .of(observationTable)
      .map((row) => ({ ...row, measure: row.kind, aggregate: aggregateOf(row), coalition: coalitionOf(row) }));
    const mainForm = mainForms(figures);
    return [
      {
        name: 'observations',
        statement: loadObservations,
        rows: figures.map((figure) => {
          const { group: _, measure: __, ...properties } = figure;
          return nodeRow('id', {
            ...properties,
            id: digestOf([...subjectOf(figure), figure.value]),
            year: int(figure.year),
            yearTo: figure.yearTo === null ? null : int(figure.yearTo),
            estimated: figure.estimated === true,
            tonnes: figure.number === null ? null : tonnesOf(figure.number, figure.unit),
            mainForm: mainForm(figure) === figure.form,
            publisher: sources.get(figure.source)?.publisher ?? null,
            publishedOn: sources.get(figure.source)?.publishedOn ?? null,
          });
        }),
        retraction: retractObservations,
      },
    ];
  },
};
