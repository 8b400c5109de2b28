import { coalitionColumns } from '../coalition/queries.ts';
import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord } from '../country/record.ts';
import { cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, recordedInKeysView, recorded } from '../../graph/validity.ts';
import type { ObservationKind } from '../../api/generated.ts';
import { mineralColumns } from '../mineral/queries.ts';
import { mineralRecord, type MineralRecord } from '../mineral/record.ts';
import { productColumns } from '../product/queries.ts';
import { figureRecord, observationRecord, type ObservationRecord, type PlacedFigure } from './record.ts';
import type { Figure } from '../claim/figure.ts';

// See wording.ts: the newest edition's words, and its own where these are others.
const form = cypher`coalesce(item.currentForm, item.form)`;
const wording = cypher`CASE WHEN item.currentForm IS NOT NULL THEN item.form END`;

/** In the order of `figureNames` (record.ts). */
export const figureColumns = cypher`[item.id, item.kind, item.mineral, item.product, item.country, item.partner, item.aggregate, item.coalition, item.stage,
  item.year, item.yearTo, item.value, item.number, item.low, item.high, item.unit, item.basis, ${form}, ${wording},
  item.formReason, item.sector, item.mainForm, item.estimated, item.missing,
  item.note, item.source, item.locator, item.confidence, item.recordedAt, item.retractedAt, item.publisher, item.publishedOn]`;

const observationColumns = cypher`[${figureColumns},
  head([(item)-[:OF]->(mineral:Mineral) | ${mineralColumns(cypher`mineral`)}]),
  head([(item)-[:OF]->(product:Product) | ${productColumns(cypher`product`)}]),
  head([(item)-[:IN]->(country:Country) | ${countryColumns(cypher`country`)}]),
  head([(item)-[:FROM]->(origin:Country) | ${countryColumns(cypher`origin`)}]),
  head([(item)-[:IN]->(coalition:Coalition) | ${coalitionColumns(cypher`coalition`)}])]`;

/** Recorded by the moment asked, and about a year that had begun on the day asked. */
export const seen = cypher`(${recorded(cypher`item`, cypher`key.knownAt`)}) AND ${notRetractedInKeysView}
  AND item.year <= toInteger(left(key.asOf, 4))`;

export const observationByKey = batchStatement<View & { key: string }, ObservationRecord>(
  'observation.byKey',
  cypher`UNWIND $keys AS key
MATCH (item:Observation {id: key.key}) WHERE ${seen}
RETURN key.i, ${observationColumns}`,
  ([columns]) => observationRecord(columns as Columns),
);

/** A figure as the claim that it is, once it was recorded: it may be retracted, or be of a year that had not begun. */
export const figureByKey = batchStatement<View & { key: string }, Figure>(
  'observation.figureByKey',
  cypher`UNWIND $keys AS key
MATCH (item:Observation {id: key.key}) WHERE ${recorded(cypher`item`, cypher`key.knownAt`)}
RETURN key.i, ${figureColumns}`,
  ([columns]) => figureRecord(columns as Columns),
);

/** `mineral` is a folded name, `country` an alpha-3 code. */
export interface FiguresOfCountryKey extends View {
  country: string;
  mineral: string;
  kind: ObservationKind;
}

/** What is published of one kind about a mineral in a country: all years, forms and sources. No mineral where none is so called. */
export const figuresOfCountry = batchStatement<
  FiguresOfCountryKey,
  { mineral: MineralRecord | null; figures: Figure[] }
>(
  'observation.ofCountry',
  cypher`UNWIND $keys AS key
OPTIONAL MATCH (:Spelling {kind: 'Mineral', text: key.mineral})-[rel:NAMES]->(mineral:Mineral) WHERE ${recordedInKeysView}
CALL (key, mineral) {
  MATCH (item:Observation) WHERE item.country = key.country AND item.mineral = mineral.slug AND item.kind = key.kind AND ${seen}
  RETURN collect(${figureColumns}) AS figures
}
RETURN key.i, CASE WHEN mineral IS NULL THEN null ELSE ${mineralColumns(cypher`mineral`)} END, figures`,
  ([mineral, figures]) => ({
    mineral: mineral ? mineralRecord(mineral as Columns) : null,
    figures: (figures as Columns[]).map(figureRecord),
  }),
);

/** What is published of one kind about a mineral, with the country that each figure names. `mineral` is a slug. */
export const figuresOfMineral = batchStatement<View & { mineral: string; kind: ObservationKind }, PlacedFigure>(
  'observation.ofMineral',
  cypher`UNWIND $keys AS key
MATCH (item:Observation) WHERE item.mineral = key.mineral AND item.kind = key.kind AND ${seen}
OPTIONAL MATCH (place:Country {iso3: coalesce(item.partner, item.country)})
RETURN key.i, ${figureColumns}, CASE WHEN place IS NULL THEN null ELSE ${countryColumns(cypher`place`)} END`,
  ([figure, place]) => ({
    figure: figureRecord(figure as Columns),
    place: place ? countryRecord(place as Columns) : null,
  }),
);

const seenInList = cypher`(${recorded(cypher`item`, cypher`$knownAt`)}) AND item.year <= toInteger(left($asOf, 4))`;

const list = {
  key: cypher`id`,
  candidate: cypher`{kind: [item.kind], mineral: [item.mineral], product: [item.product], country: [item.country], partner: [item.partner],
    aggregate: [item.aggregate], coalition: [item.coalition], stage: [item.stage], year: [item.year], unit: [item.unit], basis: [item.basis],
    form: [${form}], tonnes: [item.tonnes], missing: [item.missing], source: [item.source], confidence: [item.confidence]}`,
  columns: observationColumns,
  record: observationRecord,
  orderBy: { YEAR: 'year', KIND: 'kind', MINERAL: 'mineral', SOURCE: 'source' },
};

/** All observations, by way of the index on their identifiers. */
export const observationList = listStatements({
  ...list,
  name: 'observation.list',
  match: cypher`MATCH (item:Observation) WHERE item.id IS NOT NULL AND ${seenInList}`,
});

/** Those of one mineral: the view carries its slug as `mineral`. */
export const observationListOfMineral = listStatements({
  ...list,
  name: 'observation.listOfMineral',
  match: cypher`MATCH (item:Observation) WHERE item.mineral = $mineral AND item.kind IS NOT NULL AND item.year IS NOT NULL AND ${seenInList}`,
});
