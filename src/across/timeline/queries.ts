import { cypher, type Cypher } from '../../graph/cypher.ts';
import { statement, type Statement } from '../../graph/statement.ts';
import { firstDayOf, recordedBy } from '../../graph/validity.ts';
import type { TimelineKind } from '../../api/generated.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../graph/kinds.ts';

/** Days `YYYY-MM-DD`, both inclusive; `key` is that of the thing asked about. */
export interface TimelineParameters {
  key: string | null;
  /** Null for all. */
  kinds: readonly TimelineKind[] | null;
  from: string | null;
  to: string | null;
  knownAt: string;
}
export interface TimelineRow {
  on: string;
  kind: TimelineKind;
  /** Global identifier of what it happened to. */
  node: string;
  /** Tells apart what is of one day. */
  key: string;
}

const dated = cypher`ExportControl|Agreement|Commitment|Event|Facility`;

// What lies behind a country or a mineral concerns others: only the thing itself may be one.
const around = cypher`CALL (about) {
  WITH about WHERE about:${dated}
  RETURN about AS thing
  UNION
  MATCH path = (about)-[:IMPOSED_BY|AGENCY_OF|RESTRICTS|AGAINST|SUSPENDS|BETWEEN|COVERS|HAS|MADE_BY|MADE_TO|MADE_AT|MEETING_OF|ATTENDED_BY|INVOLVES|LOCATED_IN|OPERATED_BY|PRODUCES*1..2]-(thing:${dated})
  WHERE none(between IN nodes(path)[1..-1] WHERE between:Country|Coalition|Mineral|Product)
  RETURN DISTINCT thing
}`;

const entries = cypher`WITH DISTINCT thing
WHERE ${recordedBy(cypher`thing`, cypher`$knownAt`)}
UNWIND CASE
  WHEN thing:ExportControl THEN [['CONTROL_ANNOUNCED', thing.announcedOn], ['CONTROL_IN_EFFECT', thing.effectiveFrom], ['CONTROL_ENDED', thing.effectiveTo]]
    + [(thing)<-[rel:SUSPENDS]-(:ExportControl) WHERE ${recordedBy(cypher`rel`, cypher`$knownAt`)} | ['CONTROL_SUSPENDED', rel.from]]
    + [(thing)<-[rel:SUSPENDS]-(:ExportControl) WHERE ${recordedBy(cypher`rel`, cypher`$knownAt`)} | ['SUSPENSION_ENDED', rel.to]]
  WHEN thing:Agreement THEN [['AGREEMENT_SIGNED', thing.signedOn], ['AGREEMENT_IN_EFFECT', thing.effectiveOn], ['AGREEMENT_DEADLINE', thing.deadline], ['AGREEMENT_ENDED', thing.endedOn]]
  WHEN thing:Commitment THEN [['COMMITMENT_ANNOUNCED', thing.announcedOn], ['COMMITMENT_DUE', thing.dueOn]]
  WHEN thing:Facility THEN [['FACILITY_OPENED', thing.openedOn]]
  ELSE [['EVENT_BEGAN', thing.startOn]]
END AS entry
WITH thing, entry[0] AS kind, entry[1] AS on
WHERE on IS NOT NULL AND ($kinds IS NULL OR kind IN $kinds) AND ($from IS NULL OR ${firstDayOf(cypher`on`)} >= $from) AND ($to IS NULL OR on <= $to)
WITH DISTINCT on, kind, head(labels(thing)) + ':' + coalesce(thing.slug, thing.id) AS node
RETURN on, kind, node, kind + ' ' + node AS key ORDER BY on, key`;

const timeline = (name: string, things: Cypher) =>
  statement<TimelineParameters, TimelineRow>(
    name,
    cypher`${things}\n${entries}`,
    ([on, kind, node, key]) => ({ on, kind, node, key }) as TimelineRow,
  );

/** The timeline around one thing, for each kind of thing. */
export const timelineAbout = Object.fromEntries(
  allKinds.map((kind) => {
    const { label, key } = nodeKinds[kind];
    return [kind, timeline(`timeline.${kind}`, cypher`MATCH (about:${label} {${key}: $key})\n${around}`)];
  }),
) as Record<NodeKind, Statement<TimelineParameters, TimelineRow>>;

/** The timeline of everything. */
export const timelineOfAll = timeline('timeline.all', cypher`MATCH (thing:${dated})`);
