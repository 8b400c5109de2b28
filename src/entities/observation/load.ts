import { z } from 'zod';
import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { int, type Write } from '../../graph/graph.ts';
import {
  loadOutcome,
  nodeRow,
  nodesOf,
  writeChanged,
  type LoadStatement,
  type NodeRow,
  type Outcome,
} from '../../loading/upsert.ts';
import type { RetractionStatement } from '../../loading/upsert.ts';
import { statement } from '../../graph/statement.ts';
import { type Aggregate, MissingReason, ObservationKind, Stage } from '../../api/generated.ts';
import { sourceTable } from '../source/load.ts';
import { formChoices, type Formed } from './choose.ts';
import { currentForms, type Worded } from './wording.ts';
import { isQuantity, shareOf, tonnesOf } from './unit.ts';
import { digestOf } from '../../lib/digest.ts';
import { FIRST_YEAR, LAST_YEAR } from '../../lib/years.ts';

const year = z.coerce
  .number('is not a year')
  .int('is not a whole year')
  .min(FIRST_YEAR, `is before ${FIRST_YEAR}`)
  .max(LAST_YEAR, `is after ${LAST_YEAR}`);
const none = z.literal('').transform(() => null);

/** Amounts that can be weighed, and parts of a whole. */
const masses = new Set<ObservationKind>(['PRODUCTION', 'RESERVES', 'CAPACITY', 'QUOTA']);
const parts = new Set<ObservationKind>(['NET_IMPORT_RELIANCE', 'IMPORT_SOURCE', 'STAGE_SHARE', 'END_USE_SHARE']);

const columns = {
  kind: z.enum(ObservationKind, 'is not a kind of figure'),
  mineral: cell.slug,
  product: cell.optional,
  country: cell.optional,
  partner: cell.optional,
  group: cell.optional,
  stage: z.union([none, z.enum(Stage)], 'is not a stage of the supply chain'),
  year,
  yearTo: z.union([none, year]),
  value: cell.text,
  number: cell.number,
  low: cell.number,
  high: cell.number,
  unit: cell.text,
  basis: cell.optional,
  form: cell.optional,
  /** The industry that an end use belongs to; the curated table has none. */
  sector: cell.text.optional(),
  estimated: cell.flag,
  missing: z.union([none, z.enum(MissingReason)], 'is not a reason why a figure is missing'),
  note: cell.optional,
  ...evidence,
};

/** A row of the table of figures, as its columns are read. */
export type ObservationRow = z.output<z.ZodObject<typeof columns>>;

/** Published figures: production, reserves, prices, reliance, shares, scores. */
export const observationTable = csvTable('observations.csv', columns, {
  stored: cypher`MATCH (thing:Observation) WHERE thing.origin = 'seed' AND thing.retractedAt IS NULL
RETURN thing {.*, group: coalesce(thing.aggregate, thing.coalition)}
ORDER BY thing.source, thing.mineral, thing.kind, thing.country, thing.year, thing.id`,
  key: (row) => subjectOf(row).join(' '),
  references: (row) => [
    ['Mineral', row.mineral],
    ['Product', row.product],
    ['Country', row.country],
    ['Country', row.partner],
    ['Coalition', coalitionOf(row)],
  ],
  errors: (row) => [...valueFaults(row), ...unitFaults(row), ...subjectFaults(row)],
});

const aggregateOf = ({ group }: { group: string | null }): Aggregate | null =>
  group === 'WORLD' || group === 'OTHER' ? group : null;
const coalitionOf = ({ group }: { group: string | null }) => (group === 'WORLD' || group === 'OTHER' ? null : group);

/** What a row is about and who says so (first): everything but the value. */
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
  ...(row.sector === undefined ? [] : [row.sector]),
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
    (masses.has(kind) && !isQuantity(unit)) || (parts.has(kind) && shareOf(1, unit) === null)
      ? [`unit "${unit}" is not one of ${kind}: add it to src/entities/observation/unit.ts`]
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
const writeObservations = statement<{ rows: readonly NodeRow[] }, Outcome>(
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
export const loadObservations: LoadStatement<NodeRow> = { ...writeObservations, writes: nodesOf('Observation') };

/** Retracts observations that the curated table no longer has: they stay visible to a `knownAt` before that. */
const retractObservations: RetractionStatement = statement(
  'observation.retract',
  cypher`MATCH (item:Observation {origin: 'seed'}) WHERE item.retractedAt IS NULL AND NOT item.id IN $keys
SET item.retractedAt = $now, item.digest = 'retracted'
RETURN count(item)`,
  ([count]) => count as number,
);

/** The same for some of an import's. */
export const retractFigures = statement<{ ids: readonly string[]; now: string }, number>(
  'observation.figures.retract',
  cypher`UNWIND $ids AS id
MATCH (item:Observation {id: id})
SET item.retractedAt = $now, item.digest = 'retracted'
RETURN count(item)`,
  ([count]) => count as number,
);

/** What an import needs to know of a figure that is there: what it is about without who says so, and whose it is. */
export interface KnownFigure {
  id: string;
  digest: string;
  /** `seed`, or the data set that an import read it from. */
  origin: string;
  source: string;
  publisher: string | null;
  publishedOn: string | null;
  value: string;
  /** See `subjectOf`, without the source. */
  subject: string;
}

/** The figures about some minerals that are not retracted. */
export const knownFigures = statement<{ minerals: readonly string[] }, KnownFigure>(
  'observation.known',
  cypher`UNWIND $minerals AS mineral
MATCH (item:Observation) WHERE item.mineral = mineral AND item.kind IS NOT NULL AND item.year IS NOT NULL AND item.retractedAt IS NULL
RETURN item.id, item.digest, item.origin, item.source, item.publisher, item.publishedOn, item.value,
  [item.kind, item.mineral, item.product, item.country, item.partner, coalesce(item.aggregate, item.coalition), item.stage, item.year, item.yearTo,
    item.basis, item.form, item.unit]`,
  ([id, digest, origin, source, publisher, publishedOn, value, subject]) =>
    ({ id, digest, origin, source, publisher, publishedOn, value, subject: JSON.stringify(subject) }) as KnownFigure,
);

/** The figures that an import of a data set wrote and that are not retracted, with the mineral that each is about. */
export const figuresOfOrigin = statement<{ origin: string }, { id: string; mineral: string }>(
  'observation.ofOrigin',
  cypher`MATCH (item:Observation {origin: $origin}) WHERE item.retractedAt IS NULL
RETURN item.id, item.mineral`,
  ([id, mineral]) => ({ id, mineral }) as { id: string; mineral: string },
);

/** What is derived of a figure from all others. */
interface Derived {
  currentForm: string | null;
  mainForm: boolean | null;
  formReason: string | null;
}
type FormedFigure = Formed & Worded & Derived & { id: string };

const formedNames = [
  ...(['id', 'measure', 'mineral', 'stage', 'country', 'coalition', 'partner', 'form', 'basis', 'unit'] as const),
  ...(['year', 'yearTo', 'aggregate', 'value', 'number', 'missing', 'source', 'publisher', 'publishedOn'] as const),
  ...(['currentForm', 'mainForm', 'formReason'] as const),
];

/** The figures about some minerals, as far as their main form depends on them. */
const formedFigures = statement<{ minerals: readonly string[] }, FormedFigure>(
  'observation.formed',
  cypher`UNWIND $minerals AS mineral
MATCH (item:Observation) WHERE item.mineral = mineral AND item.kind IS NOT NULL AND item.year IS NOT NULL AND item.retractedAt IS NULL
RETURN item.id, item.kind, item.mineral, item.stage, item.country, item.coalition, item.partner, item.form, item.basis, item.unit,
  item.year, item.yearTo, item.aggregate, item.value, item.number, item.missing, item.source, item.publisher, item.publishedOn,
  item.currentForm, item.mainForm, item.formReason`,
  (columns) =>
    Object.fromEntries(formedNames.map((name, at) => [name, columns[at] ?? null])) as unknown as FormedFigure,
);

const changeMainForms = statement<{ rows: readonly ({ id: string } & Derived)[] }, number>(
  'observation.mainForm.change',
  cypher`UNWIND $rows AS row
MATCH (item:Observation {id: row.id})
SET item.currentForm = row.currentForm, item.mainForm = row.mainForm, item.formReason = row.formReason
RETURN count(item)`,
  ([count]) => count as number,
);

/**
 * Finds out anew in which words the newest edition has each figure's form, and which form of each series is shown when none is asked
 * for, since both depend on all figures there are, from any load. Only what differs is written.
 *
 * @param minerals slugs of those whose figures changed
 */
export async function deriveMainForms(write: Write, minerals: readonly string[]): Promise<void> {
  const figures = await write(formedFigures, { minerals });
  const currentForm = currentForms(figures);
  const current = figures.map((figure) => ({ ...figure, form: currentForm(figure) }));
  const choice = formChoices(current);
  const rows = figures.flatMap((figure, at): ({ id: string } & Derived)[] => {
    const now = current[at];
    if (!now) return [];
    const { form, reason } = choice(now);
    const derived = {
      currentForm: now.form === figure.form ? null : now.form,
      mainForm: form === null ? null : form === (now.form ?? ''),
      formReason: reason,
    };
    const isSame = (['currentForm', 'mainForm', 'formReason'] as const).every((name) => derived[name] === figure[name]);
    return isSame ? [] : [{ id: figure.id, ...derived }];
  });
  if (rows.length > 0) await write(changeMainForms, { rows });
}

/** Identifier of a figure: SHA-1 over what it is about, who says so and what the value is. */
export const figureId = (row: ObservationRow): string => digestOf([...subjectOf(row), row.value]);

/** What is about the same, from any source: comparable with that of `knownFigures`. */
export const subjectOfAnySource = (row: ObservationRow): string => JSON.stringify(subjectOf(row).slice(1));

/**
 * A row as the node that it becomes, without `mainForm` (see `deriveMainForms`).
 * @param origin `seed`, or the data set that an import read it from
 */
export function observationNode(
  row: ObservationRow,
  source: { publisher: string; publishedOn: string | null } | undefined,
  origin: string,
): NodeRow {
  const { group: _, ...properties } = row;
  return nodeRow('id', {
    ...properties,
    aggregate: aggregateOf(row),
    coalition: coalitionOf(row),
    id: figureId(row),
    origin,
    year: int(row.year),
    yearTo: row.yearTo === null ? null : int(row.yearTo),
    estimated: row.estimated === true,
    tonnes: row.number === null ? null : tonnesOf(row.number, row.unit),
    publisher: source?.publisher ?? null,
    publishedOn: source?.publishedOn ?? null,
  });
}

export const observationSeed: SeedModule = {
  tables: [observationTable],
  expectations: [atLeast(observationTable, 7500)],
  steps: (rows) => {
    const sources = new Map(rows.of(sourceTable).map((source) => [source.id, source]));
    return [
      {
        name: 'observations',
        statement: loadObservations,
        rows: rows.of(observationTable).map((row) => observationNode(row, sources.get(row.source), 'seed')),
        retraction: retractObservations,
      },
    ];
  },
};
