import {
  claimRow,
  claimsOfOrigin,
  loadClaims,
  loadStatedBy,
  loadSubjects,
  retractImportedClaims,
  type ClaimRow,
} from '../../entities/claim/load.ts';
import {
  facilitiesOfOrigin,
  knownFacilities,
  loadCommodities,
  loadFacilities,
  loadOperators,
  loadPlaces,
  removeImportedEnds,
  retractFacilities,
} from '../../entities/facility/load.ts';
import type { Graph, Write } from '../../graph/graph.ts';
import { nodeRow, relationshipRow } from '../../loading/upsert.ts';
import { noChanges, type Changes, type Edition } from './edition.ts';
import type { FacilityFound } from '../reading/importer.ts';
import { digestOf } from '../../lib/digest.ts';
import { writeRows } from '../../loading/write-rows.ts';
import { batches } from '../../loading/batches.ts';

/** What a load of facilities is going to do. */
export interface FacilityPlan {
  rows: readonly FacilityFound[];
  /** Slugs of those of them that are there already, with other words. */
  changed: readonly string[];
  /** Slugs of those that the file no longer has, and the claims that they were listed. */
  gone: readonly string[];
  claimsGone: readonly string[];
  changes: Changes;
}

/** Compares a file's facilities with those of the graph. What another load wrote stays as it is. */
export async function planFacilities(
  graph: Graph,
  edition: Edition,
  facilities: readonly FacilityFound[],
): Promise<FacilityPlan> {
  const none: FacilityPlan = { rows: [], changed: [], gone: [], claimsGone: [], changes: noChanges };
  if (facilities.length === 0) return none;
  const origin = edition.dataSet;
  const [known, own, claims] = await Promise.all([
    graph.read(knownFacilities, { slugs: facilities.map(({ slug }) => slug) }),
    graph.read(facilitiesOfOrigin, { origin }),
    graph.read(claimsOfOrigin, { origin }),
  ]);
  const bySlug = new Map(known.map((facility) => [facility.slug, facility]));
  const mine = facilities.filter(({ slug }) => {
    const held = bySlug.get(slug);
    return !held || held.origin === origin || (held.retracted && held.origin !== null);
  });
  const rows = mine.filter((facility) => bySlug.get(facility.slug)?.digest !== digestOfFound(facility));
  const changed = rows.map(({ slug }) => slug).filter((slug) => bySlug.has(slug));
  const inFile = new Set(mine.map(({ slug }) => slug));
  const claimsInFile = new Set(mine.map((facility) => listed(facility, edition).key));
  const gone = own.filter((slug) => !inFile.has(slug));
  return {
    rows,
    changed,
    gone,
    claimsGone: claims.filter((id) => !claimsInFile.has(id)),
    changes: {
      added: rows.length - changed.length,
      revised: changed.length,
      unchanged: facilities.length - rows.length,
      gone: gone.length,
    },
  };
}

/** So many facilities with their ends and claims fit into one transaction of a small Neo4j. */
const MAX_FACILITIES = 1000;

/** A plan in parts that are written one after the other, each in a transaction of its own; what is gone ends with the last. */
export function partsOf(plan: FacilityPlan): FacilityPlan[] {
  const changed = new Set(plan.changed);
  const parts = plan.rows.length === 0 ? [[]] : [...batches(plan.rows, MAX_FACILITIES)];
  return parts.map((rows, index) => {
    const isLast = index === parts.length - 1;
    return {
      ...plan,
      rows,
      changed: rows.flatMap(({ slug }) => (changed.has(slug) ? [slug] : [])),
      gone: isLast ? plan.gone : [],
      claimsGone: isLast ? plan.claimsGone : [],
    };
  });
}

/** All that a publisher says of a facility: by it an unchanged one is recognised. */
const digestOfFound = (facility: FacilityFound) => digestOf(facility);

/** The one claim that a facility is backed by: that the source lists it, under this name, in this row. */
function listed(facility: FacilityFound, { dataSet, sources, knownSince }: Edition): ClaimRow {
  const { slug, name, source, locator, confidence } = facility;
  const recordedAt = sources.get(source)?.publishedOn ?? knownSince;
  return claimRow(
    { subject: ['Facility', slug], property: 'listed', value: name },
    { source, locator, confidence, recordedAt },
    sources.get(source),
    undefined,
    dataSet,
  );
}

/** Writes what was planned, with the claims. */
export async function writeFacilities(
  write: Write,
  { rows, changed, gone, claimsGone }: FacilityPlan,
  edition: Edition,
  now: string,
): Promise<void> {
  const origin = edition.dataSet;
  if (changed.length > 0) await write(removeImportedEnds, { slugs: changed });
  await writeRows(
    write,
    loadFacilities.statement,
    rows.map((facility) => {
      const { country: _, minerals: __, operators: ___, ...properties } = facility;
      const recordedAt = edition.sources.get(facility.source)?.publishedOn ?? edition.knownSince;
      return { ...nodeRow('slug', { ...properties, recordedAt, origin }), digest: digestOfFound(facility) };
    }),
  );
  const ends = (of: (facility: FacilityFound) => readonly string[], properties = {}, mark = '') =>
    rows.flatMap((facility) =>
      [...new Set(of(facility))].map((end) =>
        relationshipRow(facility.slug, end, { ...properties, source: facility.source, origin }, mark),
      ),
    );
  await writeRows(
    write,
    loadPlaces,
    ends(({ country }) => [country]),
  );
  await writeRows(
    write,
    loadCommodities,
    ends(({ minerals }) => minerals),
  );
  await writeRows(
    write,
    loadOperators,
    ends(({ operators }) => operators, { role: 'OPERATOR' }, 'OPERATOR'),
  );

  const claims = rows.map((facility) => listed(facility, edition));
  await writeRows(write, loadClaims, claims);
  const about = loadSubjects['Facility'];
  await writeRows(
    write,
    about,
    claims.map(({ key, subjectKey }) => relationshipRow(key, subjectKey)),
  );
  await writeRows(
    write,
    loadStatedBy,
    claims.map(({ key, source }) => relationshipRow(key, source)),
  );
  if (gone.length > 0) await write(retractFacilities, { slugs: gone, now });
  if (claimsGone.length > 0) await write(retractImportedClaims, { ids: claimsGone, now });
}
