import type { View } from '../../api/context.ts';
import { countryColumns } from '../../entities/country/queries.ts';
import { countryRecord, type CountryRecord } from '../../entities/country/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { withinPage } from '../../graph/page.ts';
import { batchStatement, groupStatement, type Columns } from '../../graph/statement.ts';
import { validInKeysView, notRetracted } from '../../graph/validity.ts';
import type { Basis, DependenceOrderField } from '../../api/generated.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';
import { sourceColumns } from '../../entities/source/queries.ts';
import { sourceRecord, type SourceRecord } from '../../entities/source/record.ts';
import { matchByName } from '../../api/names/match-by-name.ts';
import {
  knownBy,
  selectedTablesRecord,
  tablesOfProduct,
  tablesOfProductByYear,
  type SelectedTables,
} from '../../entities/trade-flow/table.ts';
import { importSumsRecord, wholeOf, type ImportSums, type SupplierShareRecord, type Weight } from './record.ts';

const onColumns = cypher`CASE WHEN on IS NULL THEN null ELSE ${countryColumns(cypher`on`)} END`;
const product = cypher`CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END`;
const sources = cypher`COLLECT { MATCH (item:Source) WHERE item.id IN [one IN evidence | one[0]] RETURN ${sourceColumns} }`;

/**
 * Sums of the flows bound to `flow`, with what comes from the country `origin`; columns as `importSumsRecord` reads them. By
 * value an index answers alone; weights must be read from each flow.
 */
const importSums: Record<Basis, Cypher> = {
  VALUE: cypher`[sum(flow.valueUsd), sum(CASE WHEN flow.exporter = origin THEN flow.valueUsd ELSE 0 END), count(flow)]`,
  MASS: cypher`[sum(flow.valueUsd), sum(CASE WHEN flow.exporter = origin THEN flow.valueUsd ELSE 0 END), count(flow),
    CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END, sum(CASE WHEN flow.exporter = origin THEN coalesce(flow.tonnes, 0) ELSE 0 END),
    count(flow.tonnes)]`,
};

/** The flows of some tables into one importer, without what it buys of the importers `inside`: of itself, or of its coalition. */
const flowsInto = (tables: Cypher, importer: Cypher, inside: Cypher) => cypher`MATCH (flow:TradeFlow)
  WHERE flow.table IN ${tables} AND flow.importer = ${importer} AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
    AND NOT flow.exporter IN ${inside}`;

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

/** What a dependence is measured of, and from which tables; the same for all importers that it is asked for. */
export interface Subject {
  on: CountryRecord | null;
  product: ProductRecord | null;
  year: number | null;
  tables: SelectedTables;
  /** Those of the tables. */
  sources: SourceRecord[];
}

export interface DependenceRow extends Subject {
  importers: string[];
  imports: ImportSums;
  /** The largest suppliers, as many as were asked for along. */
  suppliers: SupplierShareRecord[];
}

const subject = ([onValues, productValues, year, tables, evidence, sourceRows]: Columns): Subject => ({
  on: onValues ? countryRecord(onValues as Columns) : null,
  product: productValues ? productRecord(productValues as Columns) : null,
  year: year as number | null,
  tables: selectedTablesRecord(tables, evidence),
  sources: (sourceRows as Columns[]).map(sourceRecord),
});
const subjectColumns = cypher`${onColumns}, ${product}, year, tables, evidence, ${sources}`;

/** The order of suppliers, from the value and the weight that each delivered. */
const largestFirst = (basis: Basis, valueUsd: Cypher, tonnes: Cypher, exporter: Cypher) =>
  cypher`${basis === 'VALUE' ? cypher`` : cypher`coalesce(${tonnes}, -1) DESC, `}${valueUsd} DESC, ${exporter}`;

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
WITH keys, product, on, on.iso3 AS origin, year, tables, evidence
CALL (keys, origin, tables) {
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
    cypher`CALL (key, origin, tables) {
  ${flowsInto(cypher`tables`, cypher`key.importer`, cypher`[key.importer]`)}
  RETURN ${importSums[basis]} AS sums
}
RETURN collect([key.i, [key.importer], sums, []]) AS asked`,
  );

/** `suppliers`: how many of the largest are wanted along. */
export interface RankedDependenceKey extends DependenceKey {
  suppliers: unknown;
}

// A table has one flow for each pair of countries: only where there are several tables is anything to be added up.
const ofCountryWithSuppliers = (basis: Basis) =>
  dependences<RankedDependenceKey>(
    'ofCountryWithSuppliers',
    basis,
    cypher`CALL (key, origin, tables) {
  ${flowsInto(cypher`tables`, cypher`key.importer`, cypher`[key.importer]`)}
  WITH origin, flow ORDER BY ${largestFirst(basis, cypher`flow.valueUsd`, cypher`flow.tonnes`, cypher`flow.exporter`)}
  RETURN ${importSums.MASS} AS sums, collect([flow.exporter, flow.valueUsd, flow.tonnes]) AS deliveries
}
CALL (tables, deliveries) {
  UNWIND CASE WHEN size(tables) > 1 THEN deliveries ELSE [] END AS one
  WITH one[0] AS exporter, sum(one[1]) AS valueUsd, CASE WHEN count(one[2]) > 0 THEN sum(one[2]) END AS tonnes
  ORDER BY ${largestFirst(basis, cypher`valueUsd`, cypher`tonnes`, cypher`exporter`)}
  RETURN collect([exporter, valueUsd, tonnes]) AS added
}
RETURN collect([key.i, [key.importer], sums,
  CASE WHEN size(tables) > 1 THEN added ELSE deliveries END[0..key.suppliers]]) AS asked`,
    cypher`COLLECT {
  UNWIND asked AS importer
  UNWIND importer[3] AS one
  WITH DISTINCT one[0] AS exporter
  MATCH (supplier:Country {iso3: exporter})
  RETURN ${countryColumns(cypher`supplier`)}
}`,
  );

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

/** A product with the calendar years of its trade, oldest first. */
export interface TradedProductRow {
  product: ProductRecord;
  years: number[];
}

/** The products that have trade, as known by a moment; tables of the sources `without` are left out. */
export const productsWithTrade = batchStatement<{ knownAt: string; without: readonly string[] }, TradedProductRow>(
  'dependence.productsWithTrade',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (product:Product) WHERE size(product.hsCodes) > 0 AND ${notRetracted(cypher`product`, cypher`key.knownAt`)}
  CALL (key, product) {
    MATCH (table:TradeTable) WHERE table.hs IN product.hsCodes AND NOT table.source IN key.without AND ${knownBy(cypher`key.knownAt`)}
    WITH DISTINCT table.year AS year ORDER BY year
    RETURN collect(year) AS years
  }
  WITH product, years WHERE size(years) > 0
  RETURN product, years
}
RETURN key.i, ${productColumns(cypher`product`)}, years ORDER BY product.slug`,
  ([columns, years]) => ({ product: productRecord(columns as Columns), years: years as number[] }),
);

/** Whose imports of a product from the country `on` are asked for year by year; `from` and `to` null leave that end open. */
export interface YearsKey {
  importers: readonly string[];
  product: string;
  on: string;
  from: unknown;
  to: unknown;
  without: readonly string[];
  knownAt: string;
}

/** The sums of one calendar year, and the tables they come from. */
export interface YearRow {
  year: number;
  tables: SelectedTables;
  imports: ImportSums;
}

const byYear = (basis: Basis) =>
  groupStatement<YearsKey, YearRow>(
    `dependence.byYear.${basis}`,
    cypher`UNWIND $keys AS one
WITH one.product AS slug, one.from AS from, one.to AS to, one.knownAt AS knownAt, one.without AS without, collect(one) AS keys
MATCH (product:Product {slug: slug})
${tablesOfProductByYear({ from: cypher`from`, to: cypher`to` }, cypher`knownAt`, cypher`without`)}
CALL (keys, tables) {
  UNWIND keys AS key
  CALL (key, tables) {
    WITH key, tables, key.on AS origin
    UNWIND key.importers AS importer
    ${flowsInto(cypher`tables`, cypher`importer`, cypher`key.importers`)}
    RETURN ${importSums[basis]} AS sums
  }
  RETURN collect([key.i, sums]) AS asked
}
RETURN year, tables, evidence, asked ORDER BY year`,
    ([year, tables, evidence, asked]) => {
      const shared = { year: year as number, tables: selectedTablesRecord(tables, evidence) };
      return (asked as [number, Columns][]).map(([i, sums]) => [i, { imports: importSumsRecord(sums), ...shared }]);
    },
  );

const byBasis = <One>(make: (basis: Basis) => One) => ({ VALUE: make('VALUE'), MASS: make('MASS') });

export const dependenceOfCountries = byBasis(ofCountry);
/** The same with the largest suppliers of each; weights are read in any case. */
export const dependenceOfCountriesWithSuppliers = byBasis(ofCountryWithSuppliers);
export const dependenceOfCoalitions = byBasis(ofCoalition);
/** Each calendar year that has trade, oldest first. */
export const dependenceByYear = byBasis(byYear);

/** Names are folded; `among` null ranks every importing country. */
interface DependentsKey extends View {
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
  limit: unknown;
}

interface DependentsRow extends Subject {
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

/** Whole and part of a share, from the sums. */
const wholeAndPart: Record<Basis, Cypher> = {
  VALUE: cypher`sums[0] AS whole, sums[1] AS part`,
  MASS: cypher`sums[3] AS whole, sums[4] AS part`,
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
CALL (key, on, coalition, tables) {
  ${importers}
  WHERE importer <> on
  WITH importer, on.iso3 AS origin
  CALL (importer, origin, tables) {
    ${flowsInto(cypher`tables`, cypher`importer.iso3`, cypher`[importer.iso3]`)}
    RETURN ${importSums[basis]} AS sums
  }
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

const dependentsBy = (among: Among) => ({
  VALUE: { ASC: dependents(among, 'VALUE', 'ASC'), DESC: dependents(among, 'VALUE', 'DESC') },
  MASS: { ASC: dependents(among, 'MASS', 'ASC'), DESC: dependents(among, 'MASS', 'DESC') },
});

/**
 * The born-for question in one statement: among the members of a coalition, with those of member coalitions besides, or among
 * all countries that import.
 */
export const dependentsOf = {
  among: dependentsBy('among'),
  amongExpanded: dependentsBy('amongExpanded'),
  anywhere: dependentsBy('anywhere'),
};

/** Whose suppliers: `importers` are alpha-3 codes; what they buy of each other does not count. */
export interface SuppliersKey {
  importers: string[];
  /** The tables of flows that the dependence was computed from. */
  tables: string[];
  basis: Basis;
  /** All imports on that basis: the denominator. */
  whole: number;
}

const boughtByKey = cypher`UNWIND key.importers AS importer
  ${flowsInto(cypher`key.tables`, cypher`importer`, cypher`key.importers`)}`;

/** The weight that some importers bought together. */
export const importedTonnes = batchStatement<Pick<SuppliersKey, 'importers' | 'tables'>, Weight>(
  'dependence.tonnes',
  cypher`UNWIND $keys AS key
CALL (key) {
  ${boughtByKey}
  RETURN CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes, count(flow.tonnes) AS weighed
}
RETURN key.i, tonnes, weighed`,
  ([tonnes, weighed]) => ({ tonnes: tonnes as number | null, weighed: weighed as number }),
);

/** `part`: what of each supplier is divided by the whole. */
const rankedSuppliers = (basis: Basis, ranked: Cypher, tonnes: Cypher, part: Cypher) =>
  batchStatement<SuppliersKey & { limit: unknown }, SupplierShareRecord>(
    `dependence.suppliers.${basis}`,
    cypher`UNWIND $keys AS key
CALL (key) {
  ${boughtByKey}
  ${ranked}
}
UNWIND ranked[0..key.limit] AS one
MATCH (supplier:Country {iso3: one[0]})
RETURN key.i, ${countryColumns(cypher`supplier`)}, one[1], ${tonnes}, CASE WHEN key.whole > 0 THEN ${part} / key.whole END`,
    ([supplier, valueUsd, tonnes, share]) => ({
      country: countryRecord(supplier as Columns),
      valueUsd: valueUsd as number,
      tonnes: tonnes as number | null,
      share: share as number | null,
    }),
  );

/**
 * The supplying countries of each importer, largest share first, cut to `limit`. By value an index ranks them alone: weights are
 * read only of those that are shown.
 */
export const suppliersTo = {
  VALUE: rankedSuppliers(
    'VALUE',
    cypher`WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, collect(flow) AS flows
  WITH exporter, valueUsd, flows ORDER BY ${largestFirst('VALUE', cypher`valueUsd`, cypher`null`, cypher`exporter`)} LIMIT $max
  RETURN collect([exporter, valueUsd, flows]) AS ranked`,
    cypher`reduce(tonnes = null, flow IN one[2] | CASE WHEN flow.tonnes IS NULL THEN tonnes ELSE coalesce(tonnes, 0) + flow.tonnes END)`,
    cypher`one[1]`,
  ),
  MASS: rankedSuppliers(
    'MASS',
    cypher`WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes
  WITH exporter, valueUsd, tonnes ORDER BY ${largestFirst('MASS', cypher`valueUsd`, cypher`tonnes`, cypher`exporter`)} LIMIT $max
  RETURN collect([exporter, valueUsd, tonnes]) AS ranked`,
    cypher`one[2]`,
    cypher`one[2]`,
  ),
};

/** The Herfindahl-Hirschman index of each importer's supplying countries, 0 to 1. */
export const supplierConcentration = batchStatement<SuppliersKey, number | null>(
  'dependence.hhi',
  cypher`UNWIND $keys AS key
CALL (key) {
  ${boughtByKey}
  WITH key, flow.exporter AS exporter, CASE key.basis WHEN 'VALUE' THEN sum(flow.valueUsd) ELSE sum(flow.tonnes) END AS part, count(flow.tonnes) AS weighed
  WITH CASE WHEN key.whole > 0 AND (key.basis = 'VALUE' OR weighed > 0) THEN part / key.whole END AS share
  RETURN CASE WHEN count(share) > 0 THEN sum(share * share) END AS hhi
}
RETURN key.i, hhi`,
  ([hhi]) => hhi as number | null,
);
