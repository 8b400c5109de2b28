import type { View } from '../../api/context.ts';
import type { NeighbourRelationship } from '../../api/generated.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../graph/kinds.ts';
import { withinPage, type PageBounds } from '../../graph/page.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import {
  firstDayOf,
  inEffectInKeysView,
  notRetracted,
  notRetractedInKeysView,
  recorded,
  recordedBy,
  recordedInKeysView,
} from '../../graph/validity.ts';
import type { NeighbourLinkRecord, NeighbourTerms } from './record.ts';
import { ways, type Way } from './relationships.ts';

// What says what things are made of holds whenever it was recorded; a suspension that has ended still tells of the control.
const isValid = cypher`((rel.from IS NULL OR rel.from <= key.asOf) AND (rel.to IS NULL OR rel.to > key.asOf OR rel:SUSPENDS)
  AND ${recordedInKeysView} OR rel:CONTAINS|MADE_FROM|PART_OF|SUPERSEDES)`;

/** Whether the neighbour `item` is there on the day and at the moment asked, by the rules of its own lists. */
const isThere = cypher`CASE
  WHEN item:Agreement|Commitment|Event|Stockpile THEN ${inEffectInKeysView}
  WHEN item:ExportControl THEN item.firstOn <= key.asOf AND ${notRetractedInKeysView}
    AND EXISTS { (item)-[imposed:IMPOSED_BY {jointly: false}]->(:Agency) WHERE ${recordedBy(cypher`imposed`, cypher`key.knownAt`)} }
  WHEN item:Source THEN true
  ELSE ${notRetractedInKeysView} END`;

const link = cypher`[coalesce(rel.role, rel.kind, rel.status, rel.aspect), rel.product, rel.share, coalesce(rel.tonnes, rel.outputTonnes, rel.capacityTonnes),
  rel.capacityUnit, rel.tonnesPerTonne, coalesce(rel.year, rel.plannedFor), rel.from, rel.to, rel.confidence, rel.source, rel.locator]`;

/** Earlier for a later day, of which perhaps the month or year alone is known; without a day after all. */
const newestFirst = (day: Cypher) => {
  const first = firstDayOf(day);
  return cypher`coalesce(-toInteger(left(${first}, 4) + substring(${first}, 5, 2) + substring(${first}, 8, 2)), 0)`;
};

/** Upwards, the largest share or tonnage comes first, or the newest act; what has neither comes last. */
const place = cypher`CASE
  WHEN item:Agreement|Commitment|Event|Stockpile THEN ${newestFirst(cypher`item.since`)}
  WHEN item:ExportControl THEN ${newestFirst(cypher`item.firstOn`)}
  ELSE -coalesce(rel.share, rel.tonnes, rel.outputTonnes, rel.capacityTonnes, rel.tonnesPerTonne, -1) END`;

const isAsked = cypher`(key.relationships IS NULL OR word IN key.relationships)`;

const joined = (of: readonly Cypher[], separator: Cypher) => of.reduce((all, one) => cypher`${all}${separator}${one}`);

const wordOf = ({ types, out, to, word }: Way) =>
  cypher`WHEN rel:${types} AND ${out ? cypher`along` : cypher`NOT along`}${to ? cypher` AND item:${to}` : cypher``} THEN '${word}'`;

/** Rows `word, along, item, link, place, claims` of what the relationships of a thing lead to; none where its kind has none. */
function related(kind: NodeKind): Cypher[] {
  const own = ways.filter(({ from }) => from.includes(kind));
  if (own.length === 0) return [];
  const types = joined([...new Set(own.map((way) => way.types))], cypher`|`);
  return [
    cypher`MATCH (thing)-[rel:${types}]-(item)
WITH key, rel, item, startNode(rel) = thing AS along
WITH key, rel, item, along, CASE ${joined(own.map(wordOf), cypher` `)} END AS word
WHERE word IS NOT NULL AND ${isAsked} AND ${isValid} AND ${isThere}
RETURN word, along, item, ${link} AS link, ${place} AS place, null AS claims`,
  ];
}

const controlsOfCountry = cypher`WITH key, thing, 'CONTROLS_IMPOSED' AS word WHERE ${isAsked}
MATCH (thing)<-[:AGENCY_OF]-(:Agency)<-[rel:IMPOSED_BY]-(item:ExportControl)
WHERE ${isValid} AND ${isThere}
RETURN word, false AS along, item, ${link} AS link, ${place} AS place, null AS claims`;

const isHeld = cypher`(${recorded(cypher`claim`, cypher`key.knownAt`)})
  AND ${notRetracted(cypher`claim`, cypher`key.knownAt`)} AND (claim.validFrom IS NULL OR claim.validFrom <= key.asOf)`;

const subjects = cypher`WITH key, thing, 'SUBJECTS' AS word WHERE ${isAsked}
MATCH (thing)<-[:STATED_BY]-(claim:Claim)-[:ABOUT]->(item) WHERE ${isHeld}
WITH key, word, item, count(claim) AS claims WHERE ${isThere}
RETURN word, false AS along, item, null AS link, -claims AS place, claims`;

const sources = (kind: NodeKind) => cypher`WITH key, thing, 'SOURCES' AS word WHERE ${isAsked}
MATCH (claim:Claim {subject: '${nodeKinds[kind].label}' + ':' + key.key}) WHERE ${isHeld}
MATCH (item:Source {id: claim.source})
WITH word, item, count(claim) AS claims
RETURN word, true AS along, item, null AS link, -claims AS place, claims`;

/** All neighbours of a thing of a kind: a row for each relationship. */
function neighboursOf(kind: NodeKind): Cypher {
  const { label, key } = nodeKinds[kind];
  const parts = [
    ...related(kind),
    ...(kind === 'Country' ? [controlsOfCountry] : []),
    ...(kind === 'Source' ? [subjects] : []),
    sources(kind),
  ];
  return cypher`MATCH (thing:${label} {${key}: key.key})
CALL (key, thing) {
${joined(
  parts,
  cypher`
UNION ALL
`,
)}
}`;
}

/** A statement for each kind: one for all would be long, and Neo4j would try each kind for each relationship. */
const ofEachKind = <One>(make: (kind: NodeKind) => One) =>
  Object.fromEntries(allKinds.map((kind) => [kind, make(kind)])) as Record<NodeKind, One>;

interface CountsKey extends View {
  key: string;
  /** Null for all. */
  relationships: readonly NeighbourRelationship[] | null;
}

export interface GroupRow {
  relationship: NeighbourRelationship;
  out: boolean;
  total: number;
}

/** How many neighbours each relationship of a thing leads to. */
export const neighbourCounts = ofEachKind((kind) =>
  batchStatement<CountsKey, GroupRow>(
    `neighbour.counts.${kind}`,
    cypher`UNWIND $keys AS key
${neighboursOf(kind)}
RETURN key.i, word, along, count(DISTINCT item)`,
    ([relationship, out, total]) => ({ relationship, out, total }) as GroupRow,
  ),
);

export interface NeighboursKey extends CountsKey, PageBounds {}

export interface NeighbourRow extends NeighbourTerms {
  /** Kind and key. */
  id: string;
  position: [place: number, name: string];
}

const named = cypher`coalesce(item.name, item.title, '') + ':' + coalesce(item.iso3, item.slug, item.id)`;

/** The neighbours that one relationship leads to, cut to a page. */
export const neighbourPages = ofEachKind((kind) =>
  batchStatement<NeighboursKey, NeighbourRow[]>(
    `neighbour.pages.${kind}`,
    cypher`UNWIND $keys AS key
CALL (key) {
${neighboursOf(kind)}
WITH key, item, link, place, claims ORDER BY place, link[0], link[1], link[6], link[7]
WITH key, item, ${named} AS name, min(place) AS place, collect(link) AS links, max(claims) AS claims
WHERE ${withinPage(cypher`place`, cypher`name`, cypher`key.from`, cypher`key.to`, cypher`>`)}
WITH item, place, name, links, claims ORDER BY place, name LIMIT $max
RETURN collect([head(labels(item)) + ':' + coalesce(item.iso3, item.slug, item.id), place, name, links, claims]) AS page
}
RETURN key.i, page[0..key.limit]`,
    ([page]) => (page as Columns[]).map(neighbourRow),
  ),
);

function neighbourRow([id, at, name, links, claims]: Columns): NeighbourRow {
  return {
    id: id as string,
    position: [at as number, name as string],
    links: (links as Columns[]).map(linkRecord),
    claims: claims as number | null,
  };
}

function linkRecord(columns: Columns): NeighbourLinkRecord {
  const [detail, product, share, tonnes, unit, tonnesPerTonne, year, from, to, confidence, source, locator] = columns;
  const tonnesUnit = tonnes == null ? null : (unit ?? 't');
  return {
    ...{ detail, product, share, tonnes, tonnesUnit, tonnesPerTonne, year, from, to, confidence, source, locator },
  } as NeighbourLinkRecord;
}
