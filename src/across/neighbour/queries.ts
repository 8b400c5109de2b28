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
import { ways } from './relationships.ts';

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

const link = cypher`CASE WHEN rel IS NOT NULL THEN
  [coalesce(rel.role, rel.kind, rel.status, rel.aspect), rel.product, rel.share, coalesce(rel.tonnes, rel.outputTonnes, rel.capacityTonnes),
  rel.capacityUnit, rel.tonnesPerTonne, coalesce(rel.year, rel.plannedFor), rel.from, rel.to, rel.confidence, rel.source, rel.locator] END`;

/** Earlier for a later day, of which perhaps the month or year alone is known; without a day after all. */
const newestFirst = (day: Cypher) => {
  const first = firstDayOf(day);
  return cypher`coalesce(-toInteger(left(${first}, 4) + substring(${first}, 5, 2) + substring(${first}, 8, 2)), 0)`;
};

/** Upwards, the most claims, the largest share or tonnage come first, or the newest act; what has none comes last. */
const place = cypher`CASE
  WHEN claims IS NOT NULL THEN -claims
  WHEN item:Agreement|Commitment|Event|Stockpile THEN ${newestFirst(cypher`item.since`)}
  WHEN item:ExportControl THEN ${newestFirst(cypher`item.firstOn`)}
  ELSE -coalesce(rel.share, rel.tonnes, rel.outputTonnes, rel.capacityTonnes, rel.tonnesPerTonne, -1) END`;

const joined = (of: readonly Cypher[], separator: Cypher) => of.reduce((all, one) => cypher`${all}${separator}${one}`);

/** What is asked about, whatever its kind. */
const things = joined(
  allKinds.map((kind) => {
    const { label, key } = nodeKinds[kind];
    return cypher`WITH key WHERE key.kind = '${label}'
MATCH (thing:${label} {${key}: key.key}) RETURN thing`;
  }),
  cypher`
UNION ALL
`,
);

const types = joined([...new Set(ways.map((way) => way.types))], cypher`|`);

/** What each relationship leads to; a word that is not asked for, or not known at this end, is null. */
const related = cypher`MATCH (thing)-[rel:${types}]-(item)
WITH key, rel, item, startNode(rel) = thing AS along
WITH rel, item, along, CASE WHEN along THEN key.out ELSE key.into END AS words
RETURN coalesce(words[type(rel) + ':' + head(labels(item))], words[type(rel)]) AS word, along, item, rel, null AS claims`;

const controlsOfCountry = cypher`WITH key, thing, 'CONTROLS_IMPOSED' AS word WHERE thing:Country AND word IN key.relationships
MATCH (thing)<-[:AGENCY_OF]-(:Agency)<-[rel:IMPOSED_BY]-(item:ExportControl)
RETURN word, false AS along, item, rel, null AS claims`;

const isHeld = cypher`(${recorded(cypher`claim`, cypher`key.knownAt`)})
  AND ${notRetracted(cypher`claim`, cypher`key.knownAt`)} AND (claim.validFrom IS NULL OR claim.validFrom <= key.asOf)`;

const subjects = cypher`WITH key, thing, 'SUBJECTS' AS word WHERE thing:Source AND word IN key.relationships
MATCH (thing)<-[:STATED_BY]-(claim:Claim)-[:ABOUT]->(item) WHERE ${isHeld}
RETURN word, false AS along, item, null AS rel, count(claim) AS claims`;

const sources = cypher`WITH key, 'SOURCES' AS word WHERE word IN key.relationships
MATCH (claim:Claim {subject: key.kind + ':' + key.key}) WHERE ${isHeld}
MATCH (item:Source {id: claim.source})
RETURN word, true AS along, item, null AS rel, count(claim) AS claims`;

/** The neighbours of a thing: rows `key, word, along, item, rel, claims`, one for each relationship. */
const neighbours = cypher`CALL (key) {
${things}
}
CALL (key, thing) {
${joined(
  [related, controlsOfCountry, subjects, sources],
  cypher`
UNION ALL
`,
)}
}
WITH key, word, along, item, rel, claims WHERE word IS NOT NULL AND (rel IS NULL OR ${isValid}) AND ${isThere}`;

/** What types of relationship are called at one end; with a kind behind a colon where others of the type are called otherwise. */
type Words = Readonly<Record<string, string>>;

interface CountsKey extends View {
  kind: NodeKind;
  key: string;
  relationships: readonly NeighbourRelationship[];
  /** Those among them that point away from the thing, and that point to it. */
  out: Words;
  into: Words;
}

/** What is asked of a thing of a kind, by the relationships that are wanted. */
export function asked(
  kind: NodeKind,
  relationships: readonly NeighbourRelationship[],
): Omit<CountsKey, 'key' | keyof View> {
  const own = ways.filter(({ from, word }) => from.includes(kind) && relationships.some((wanted) => wanted === word));
  const words = (out: boolean): Words =>
    Object.fromEntries(
      own
        .filter((way) => way.out === out)
        .flatMap(({ types, to, word }) => types.split('|').map((type) => [to ? `${type}:${to}` : type, word])),
    );
  return { kind, relationships, out: words(true), into: words(false) };
}

export interface GroupRow {
  relationship: NeighbourRelationship;
  out: boolean;
  total: number;
}

/** How many neighbours each relationship of a thing leads to. */
export const neighbourCounts = batchStatement<CountsKey, GroupRow>(
  'neighbour.counts',
  cypher`UNWIND $keys AS key
${neighbours}
RETURN key.i, word, along, count(DISTINCT item)`,
  ([relationship, out, total]) => ({ relationship, out, total }) as GroupRow,
);

export interface NeighboursKey extends CountsKey, PageBounds {}

export interface NeighbourRow extends NeighbourTerms {
  /** Kind and key. */
  id: string;
  position: [place: number, name: string];
}

const named = cypher`coalesce(item.name, item.title, '') + ':' + coalesce(item.iso3, item.slug, item.id)`;

/** The neighbours that one relationship leads to, cut to a page. */
export const neighbourPages = batchStatement<NeighboursKey, NeighbourRow[]>(
  'neighbour.pages',
  cypher`UNWIND $keys AS key
CALL (key) {
${neighbours}
WITH key, item, claims, ${link} AS link, ${place} AS place ORDER BY place, link[0], link[1], link[6], link[7]
WITH key, item, ${named} AS name, min(place) AS place, collect(link) AS links, max(claims) AS claims
WHERE ${withinPage(cypher`place`, cypher`name`, cypher`key.from`, cypher`key.to`, cypher`>`)}
WITH item, place, name, links, claims ORDER BY place, name LIMIT $max
RETURN collect([head(labels(item)) + ':' + coalesce(item.iso3, item.slug, item.id), place, name, links, claims]) AS page
}
RETURN key.i, page[0..key.limit]`,
  ([page]) => (page as Columns[]).map(neighbourRow),
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
