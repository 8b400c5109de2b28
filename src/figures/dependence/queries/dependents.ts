import type { View } from '../../../api/context.ts';
import type { Basis, DependenceOrderField } from '../../../api/generated.ts';
import { matchByName } from '../../../api/names/match-by-name.ts';
import { countryColumns } from '../../../entities/country/queries.ts';
import { countryRecord, type CountryRecord } from '../../../entities/country/record.ts';
import { tablesOfProduct } from '../../../entities/trade-flow/table.ts';
import { cypher, type Cypher } from '../../../graph/cypher.ts';
import { withinPage } from '../../../graph/page.ts';
import { batchStatement, type Columns } from '../../../graph/statement.ts';
import { validInKeysView } from '../../../graph/validity.ts';
import { importSumsRecord, type ImportSums } from '../record.ts';
import { byBasis, sumsInto } from './flows-into.ts';
import { subject, subjectColumns, type Subject } from './subject.ts';

/** Names are folded; `among` null ranks every importing country. */
export interface DependentsKey extends View {
  on: string;
  product: string;
  among: string | null;
  year: unknown;
  without: readonly string[];
  minShare: number | null;
  orderBy: DependenceOrderField;
  /** What those without a share are sorted by, so that they come last. */
  withoutShare: number;
  from: readonly unknown[] | null;
  to: readonly unknown[] | null;
  limit: unknown;
}

export interface DependentsRow extends Subject {
  coalitionFound: boolean;
  total: number;
  page: { country: CountryRecord; imports: ImportSums; value: number | string }[];
}

const importersAmong = cypher`MATCH (coalition)<-[rel:MEMBER_OF]-(importer:Country)
  WHERE ${validInKeysView}
  WITH DISTINCT importer`;
const importersAmongExpanded = cypher`MATCH path = (coalition)<-[:MEMBER_OF*1..3]-(importer:Country)
  WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
  WITH DISTINCT importer`;
const importersAnywhere = cypher`MATCH (importer:Country)
  WITH importer`;

/** Whose dependence is ranked. */
type Among = 'among' | 'amongExpanded' | 'anywhere';

const inCoalition = matchByName(cypher`coalition`, cypher`Coalition`, cypher`key.among`, cypher`key.knownAt`);
const everyone = cypher`true`;
const candidates: Record<Among, { coalition: Cypher; importers: Cypher; kept: Cypher }> = {
  among: { coalition: inCoalition, importers: importersAmong, kept: everyone },
  amongExpanded: { coalition: inCoalition, importers: importersAmongExpanded, kept: everyone },
  anywhere: {
    coalition: cypher`WITH key, product, on, null AS coalition`,
    importers: importersAnywhere,
    kept: cypher`sums[2] > 0`,
  },
};

/** Whole and part of a share, from the sums. What was bought without a published weight does not weigh nothing. */
const wholeAndPart: Record<Basis, Cypher> = {
  VALUE: cypher`sums[0] AS whole, sums[1] AS part`,
  MASS: cypher`sums[3] AS whole, CASE WHEN sums[1] > 0 AND sums[4] = 0 THEN null ELSE sums[4] END AS part`,
};
const ways = { ASC: [cypher`>`, cypher`ASC`], DESC: [cypher`<`, cypher`DESC`] } as const;

function dependents(among: Among, basis: Basis, direction: keyof typeof ways) {
  const [beyond, way] = ways[direction];
  const { coalition, importers, kept } = candidates[among];
  return batchStatement<DependentsKey, DependentsRow>(
    `dependence.${among}.${basis}.${direction}`,
    cypher`UNWIND $keys AS key
${matchByName(cypher`product`, cypher`Product`, cypher`key.product`, cypher`key.knownAt`)}
${matchByName(cypher`on`, cypher`Country`, cypher`key.on`, cypher`key.knownAt`)}
${coalition}
${tablesOfProduct(cypher`key.year`, cypher`key.knownAt`, cypher`key.without`)}
CALL (key, on, coalition, tables, summed) {
  ${importers}
  WHERE importer <> on
  WITH importer, importer.iso3 AS buyer, on.iso3 AS origin
  ${sumsInto(basis)}
  WITH importer, sums, ${wholeAndPart[basis]}
  WITH importer, sums, CASE WHEN whole > 0 THEN part / whole END AS share
  WHERE ${kept} AND (key.minShare IS NULL OR share >= key.minShare)
  RETURN collect([importer, sums, CASE key.orderBy WHEN 'COUNTRY' THEN importer.iso3 ELSE coalesce(share, key.withoutShare) END]) AS ranked
}
CALL (key, ranked) {
  UNWIND ranked AS one
  WITH key, one[0] AS importer, one[1] AS sums, one[2] AS value
  WHERE ${withinPage(cypher`value`, cypher`importer.iso3`, cypher`key.from`, cypher`key.to`, beyond)}
  WITH importer, sums, value ORDER BY value ${way}, importer.iso3 ${way} LIMIT $max
  RETURN collect([${countryColumns(cypher`importer`)}, sums, value]) AS page
}
RETURN key.i, ${subjectColumns}, coalition IS NOT NULL, size(ranked), page`,
    ([on, productValues, year, tables, evidence, sourceRows, coalitionFound, total, page]) => ({
      ...subject([on, productValues, year, tables, evidence, sourceRows]),
      coalitionFound: coalitionFound as boolean,
      total: total as number,
      page: (page as [Columns, Columns, number | string][]).map(([importer, sums, value]) => ({
        country: countryRecord(importer),
        imports: importSumsRecord(sums),
        value,
      })),
    }),
  );
}

const dependentsBy = (among: Among) =>
  byBasis((basis) => ({ ASC: dependents(among, basis, 'ASC'), DESC: dependents(among, basis, 'DESC') }));

/**
 * The born-for question in one statement: among the members of a coalition, with those of member coalitions besides, or among
 * all countries that import.
 */
export const dependentsOf = {
  among: dependentsBy('among'),
  amongExpanded: dependentsBy('amongExpanded'),
  anywhere: dependentsBy('anywhere'),
};
