import type { View } from '../../../api/context.ts';
import type { Basis } from '../../../api/generated.ts';
import { matchByName } from '../../../api/names/match-by-name.ts';
import { countryColumns } from '../../../entities/country/queries.ts';
import { countryRecord, type CountryRecord } from '../../../entities/country/record.ts';
import { tablesOfProduct } from '../../../entities/trade-flow/table.ts';
import { cypher, type Cypher } from '../../../graph/cypher.ts';
import { groupStatement, type Columns } from '../../../graph/statement.ts';
import { validInKeysView } from '../../../graph/validity.ts';
import { importSumsRecord, wholeOf, type ImportSums, type SupplierShareRecord } from '../record.ts';
import { byBasis, flowsInto, importSums, largestFirst, sumsInto } from './flows-into.ts';
import { subject, subjectColumns, type Subject } from './subject.ts';

/**
 * `product` and `on` are folded names; `year` null asks for the newest year with a complete table; tables of the sources
 * `without` are left out.
 */
export interface DependenceKey extends View {
  importer: string;
  product: string;
  on: string;
  year: unknown;
  without: readonly string[];
}

export interface DependenceRow extends Subject {
  importers: string[];
  imports: ImportSums;
  /** The largest suppliers, as many as were asked for along. */
  suppliers: SupplierShareRecord[];
}

/** The shares of suppliers in `imports`. `ranked`: alpha-3 code, value and weight of each; `countries` are found by code. */
function supplierShares(
  ranked: readonly [string, number, number | null][],
  basis: Basis,
  imports: ImportSums,
  countries: ReadonlyMap<string, CountryRecord>,
): SupplierShareRecord[] {
  const whole = wholeOf(basis, imports);
  return ranked.map(([exporter, valueUsd, tonnes]) => {
    const country = countries.get(exporter);
    if (!country) throw new Error(`A supplier is no known country: ${exporter}.`);
    const part = basis === 'VALUE' ? valueUsd : tonnes;
    return { country, valueUsd, tonnes, share: whole > 0 && part !== null ? part / whole : null };
  });
}

/**
 * One row for all that ask for one subject: its columns, then `asked` with the position, the importers, the sums and the ranked
 * suppliers of each, and the columns of the suppliers' countries.
 */
const dependences = <Key extends DependenceKey>(name: string, basis: Basis, asked: Cypher, countries = cypher`[]`) =>
  groupStatement<Key, DependenceRow>(
    `dependence.${name}.${basis}`,
    cypher`UNWIND $keys AS one
WITH one.product AS productText, one.on AS onText, one.year AS yearAsked, one.knownAt AS knownAt, one.without AS without, collect(one) AS keys
WITH keys, head(keys) AS key
${matchByName(cypher`product`, cypher`Product`, cypher`key.product`, cypher`key.knownAt`)}
${matchByName(cypher`on`, cypher`Country`, cypher`key.on`, cypher`key.knownAt`)}
${tablesOfProduct(cypher`key.year`, cypher`key.knownAt`, cypher`key.without`)}
WITH keys, product, on, on.iso3 AS origin, year, tables, evidence, summed
CALL (keys, origin, tables, summed) {
  UNWIND keys AS key
  ${asked}
}
RETURN ${subjectColumns}, asked, ${countries}`,
    ([on, productValues, year, tables, evidence, sourceRows, rows, countryRows]) => {
      const shared = subject([on, productValues, year, tables, evidence, sourceRows]);
      const byCode = new Map((countryRows as Columns[]).map(countryRecord).map((one) => [one.iso3, one]));
      return (rows as [number, string[], Columns, [string, number, number | null][]][]).map(
        ([i, importers, sums, ranked]) => {
          const imports = importSumsRecord(sums);
          return [i, { importers, imports, suppliers: supplierShares(ranked, basis, imports, byCode), ...shared }];
        },
      );
    },
  );

const ofCountry = (basis: Basis) =>
  dependences<DependenceKey>(
    'ofCountry',
    basis,
    cypher`WITH *, key.importer AS buyer
${sumsInto(basis)}
RETURN collect([key.i, [key.importer], sums, []]) AS asked`,
  );

/** `limit`: how many of the largest suppliers are wanted along. */
export interface RankedDependenceKey extends DependenceKey {
  limit: unknown;
}

// A table has one flow for each pair of countries: only where there are several tables is anything to be added up, and of one table an
// index has the largest values first.
const largestOfOne: Record<Basis, Cypher> = {
  VALUE: cypher`flow.table DESC, flow.importer DESC, flow.valueUsd DESC, flow.exporter LIMIT $max`,
  MASS: cypher`${largestFirst('MASS', cypher`flow.valueUsd`, cypher`flow.tonnes`, cypher`flow.exporter`)} LIMIT $max`,
};
const ofCountryWithSuppliers = (basis: Basis) =>
  dependences<RankedDependenceKey>(
    'ofCountryWithSuppliers',
    basis,
    cypher`WITH *, key.importer AS buyer
${sumsInto('MASS')}
CALL (buyer, tables) {
  UNWIND CASE WHEN size(tables) = 1 THEN tables ELSE [] END AS table
  CALL (buyer, table) {
    ${flowsInto(cypher`[table]`, cypher`buyer`, cypher`[buyer]`)}
    RETURN flow ORDER BY ${largestOfOne[basis]}
  }
  RETURN collect([flow.exporter, flow.valueUsd, flow.tonnes]) AS ranked
}
CALL (buyer, tables) {
  ${flowsInto(cypher`CASE WHEN size(tables) > 1 THEN tables ELSE [] END`, cypher`buyer`, cypher`[buyer]`)}
  WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes
  ORDER BY ${largestFirst(basis, cypher`valueUsd`, cypher`tonnes`, cypher`exporter`)} LIMIT $max
  RETURN collect([exporter, valueUsd, tonnes]) AS added
}
RETURN collect([key.i, [buyer], sums, CASE WHEN size(tables) = 1 THEN ranked ELSE added END[0..key.limit]]) AS asked`,
    cypher`COLLECT {
  UNWIND asked AS importer
  UNWIND importer[3] AS one
  WITH DISTINCT one[0] AS exporter
  MATCH (supplier:Country {iso3: exporter})
  RETURN ${countryColumns(cypher`supplier`)}
}`,
  );

// Flows, not kept sums of the members: those would have to be lessened by what each member buys of each other, a look-up for each pair.
const ofCoalition = (basis: Basis) =>
  dependences<DependenceKey>(
    'ofCoalition',
    basis,
    cypher`MATCH (coalition:Coalition {slug: key.importer})
CALL (key, coalition) {
  MATCH path = (coalition)<-[:MEMBER_OF*1..3]-(member:Country)
  WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
  RETURN collect(DISTINCT member.iso3) AS members
}
CALL (members, origin, tables) {
  UNWIND members AS member
  ${flowsInto(cypher`tables`, cypher`member`, cypher`members`)}
  RETURN ${importSums[basis]} AS sums
}
RETURN collect([key.i, members, sums, []]) AS asked`,
  );

export const dependenceOfCountries = byBasis(ofCountry);
/** The same with the largest suppliers of each; weights are read in any case. */
export const dependenceOfCountriesWithSuppliers = byBasis(ofCountryWithSuppliers);
export const dependenceOfCoalitions = byBasis(ofCoalition);
