import { coalitionColumns } from '../coalition/queries.ts';
import { coalitionRecord, type CoalitionRecord } from '../coalition/record.ts';
import type { View } from '../context.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher, type Cypher } from '../graph/cypher.ts';
import { batchStatement, statement, type Row } from '../graph/statement.ts';
import { heldInKeysView, heldInView } from '../graph/validity.ts';
import type { Basis } from '../graphql/generated.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import { importSumsRecord, type ImportSums, type SupplierShareRecord } from './record.ts';

const country = countryColumns(cypher`importer`);
const onColumns = cypher`CASE WHEN on IS NULL THEN null ELSE ${countryColumns(cypher`on`)} END`;
const product = cypher`CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END`;

/** Sums of the flows bound to `flow`, with what comes from `on`; columns as `importSumsRecord` reads them. */
const importSums = cypher`[sum(flow.valueUsd), CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END,
    sum(CASE WHEN flow.exporter = on.iso3 THEN flow.valueUsd ELSE 0 END),
    sum(CASE WHEN flow.exporter = on.iso3 THEN coalesce(flow.tonnes, 0) ELSE 0 END),
    count(flow), collect(DISTINCT flow.source), collect(DISTINCT flow.confidence)]`;

const flowsOfYear = cypher`MATCH (flow:TradeFlow) WHERE flow.hs IN coalesce(product.hsCodes, []) AND flow.year = year`;

const namedInKey = cypher`OPTIONAL MATCH (:Spelling {kind: 'Product', text: key.product})-[:NAMES]->(product:Product)
OPTIONAL MATCH (:Spelling {kind: 'Country', text: key.on})-[:NAMES]->(on:Country)`;

/** `product` and `on` are folded names; `year` null asks for the newest full year; flows of the sources `without` are left out. */
export interface DependenceKey {
  importer: string;
  product: string;
  on: string;
  year: unknown;
  without: readonly string[];
}

export interface DependenceRow {
  country: CountryRecord | null;
  coalition: CoalitionRecord | null;
  on: CountryRecord | null;
  product: ProductRecord | null;
  year: number | null;
  importers: string[];
  imports: ImportSums;
}

const named = ([onValues, productValues, year]: Row) => ({
  on: onValues ? countryRecord(onValues as Row) : null,
  product: productValues ? productRecord(productValues as Row) : null,
  year: year as number | null,
});

export const dependenceOfCountries = batchStatement<DependenceKey, DependenceRow>(
  'dependence.ofCountry',
  cypher`UNWIND $keys AS key
MATCH (importer:Country {iso3: key.importer})
${namedInKey}
WITH key, importer, product, on, coalesce(key.year, last(product.fullTradeYears)) AS year
CALL (key, importer, product, on, year) {
  ${flowsOfYear} AND flow.importer = importer.iso3 AND NOT flow.source IN key.without
  RETURN ${importSums} AS sums
}
RETURN key.i, ${onColumns}, ${product}, year, ${country}, sums`,
  ([on, productValues, year, importer, sums]) => ({
    ...named([on, productValues, year]),
    country: countryRecord(importer as Row),
    coalition: null,
    importers: [(importer as Row)[0] as string],
    imports: importSumsRecord(sums as Row),
  }),
);

export const dependenceOfCoalitions = batchStatement<DependenceKey & View, DependenceRow>(
  'dependence.ofCoalition',
  cypher`UNWIND $keys AS key
MATCH (coalition:Coalition {slug: key.importer})
${namedInKey}
WITH key, coalition, product, on, coalesce(key.year, last(product.fullTradeYears)) AS year
CALL (key, coalition) {
  MATCH path = (coalition)<-[:MEMBER_OF*1..3]-(member:Country)
  WHERE all(held IN relationships(path) WHERE ${heldInKeysView})
  RETURN collect(DISTINCT member.iso3) AS importers
}
CALL (key, importers, product, on, year) {
  UNWIND importers AS importer
  ${flowsOfYear} AND flow.importer = importer AND NOT flow.exporter IN importers AND NOT flow.source IN key.without
  RETURN ${importSums} AS sums
}
RETURN key.i, ${onColumns}, ${product}, year, ${coalitionColumns(cypher`coalition`)}, importers, sums`,
  ([on, productValues, year, coalition, importers, sums]) => ({
    ...named([on, productValues, year]),
    country: null,
    coalition: coalitionRecord(coalition as Row),
    importers: importers as string[],
    imports: importSumsRecord(sums as Row),
  }),
);

/** Names are folded; `among` null ranks every importing country. `depth` 1 leaves member coalitions unexpanded. */
export interface DependentsParameters extends View {
  on: string;
  product: string;
  among: string | null;
  depth: unknown;
  year: unknown;
  basis: Basis;
  without: readonly string[];
  minShare: number | null;
  orderBy: 'SHARE' | 'COUNTRY';
  /** What those without a share are sorted by, so that they come last. */
  withoutShare: number;
  from: readonly unknown[] | null;
  limit: unknown;
}

export interface DependentsRow {
  on: CountryRecord | null;
  product: ProductRecord | null;
  coalitionFound: boolean;
  year: number | null;
  total: number;
  page: { country: CountryRecord; imports: ImportSums; value: number | string }[];
}

const importersAmong = cypher`MATCH path = (coalition)<-[:MEMBER_OF*1..3]-(importer:Country)
  WHERE length(path) <= $depth AND all(held IN relationships(path) WHERE ${heldInView})
  WITH DISTINCT importer, product, on, year`;
const importersAnywhere = cypher`MATCH (importer:Country)
  WITH importer, product, on, year`;

function dependents(name: string, coalition: Cypher, importers: Cypher, kept: Cypher, beyond: Cypher, way: Cypher) {
  return statement<DependentsParameters, DependentsRow>(
    name,
    cypher`OPTIONAL MATCH (:Spelling {kind: 'Product', text: $product})-[:NAMES]->(product:Product)
OPTIONAL MATCH (:Spelling {kind: 'Country', text: $on})-[:NAMES]->(on:Country)
${coalition}
WITH product, on, coalition, coalesce($year, last(product.fullTradeYears)) AS year
CALL (product, on, coalition, year) {
  ${importers}
  WHERE importer <> on
  CALL (importer, product, on, year) {
    ${flowsOfYear} AND flow.importer = importer.iso3 AND NOT flow.source IN $without
    RETURN ${importSums} AS sums
  }
  WITH importer, sums, CASE $basis WHEN 'VALUE' THEN sums[0] ELSE sums[1] END AS whole, CASE $basis WHEN 'VALUE' THEN sums[2] ELSE sums[3] END AS part
  WITH importer, sums, CASE WHEN whole > 0 THEN part / whole END AS share
  WHERE ${kept} AND ($minShare IS NULL OR share >= $minShare)
  RETURN collect([importer, sums, CASE $orderBy WHEN 'COUNTRY' THEN importer.iso3 ELSE coalesce(share, $withoutShare) END]) AS ranked
}
CALL (ranked) {
  UNWIND ranked AS one
  WITH one[0] AS importer, one[1] AS sums, one[2] AS value
  WHERE $from IS NULL OR value ${beyond} $from[0] OR (value = $from[0] AND importer.iso3 ${beyond} $from[1])
  WITH importer, sums, value ORDER BY value ${way}, importer.iso3 ${way} LIMIT $limit
  RETURN collect([${country}, sums, value]) AS page
}
RETURN ${onColumns}, ${product}, year, coalition IS NOT NULL, size(ranked), page`,
    ([on, productValues, year, coalitionFound, total, page]) => ({
      ...named([on, productValues, year]),
      coalitionFound: coalitionFound as boolean,
      total: total as number,
      page: (page as [Row, Row, number | string][]).map(([importer, sums, value]) => ({
        country: countryRecord(importer),
        imports: importSumsRecord(sums),
        value,
      })),
    }),
  );
}

const inCoalition = cypher`OPTIONAL MATCH (:Spelling {kind: 'Coalition', text: $among})-[:NAMES]->(coalition:Coalition)`;
const nowhere = cypher`WITH product, on, null AS coalition`;
const everyone = cypher`true`;
const importsSome = cypher`sums[4] > 0`;

/** The born-for question in one statement: among the members of a coalition, or among all countries that import. */
export const dependentsAmong = {
  ASC: dependents('dependence.among.ASC', inCoalition, importersAmong, everyone, cypher`>`, cypher`ASC`),
  DESC: dependents('dependence.among.DESC', inCoalition, importersAmong, everyone, cypher`<`, cypher`DESC`),
};
export const dependentsAnywhere = {
  ASC: dependents('dependence.anywhere.ASC', nowhere, importersAnywhere, importsSome, cypher`>`, cypher`ASC`),
  DESC: dependents('dependence.anywhere.DESC', nowhere, importersAnywhere, importsSome, cypher`<`, cypher`DESC`),
};

/** Whose suppliers: `importers` are alpha-3 codes; what they buy of each other does not count. */
export interface SuppliersKey {
  importers: string[];
  product: string;
  year: unknown;
  basis: Basis;
  without: readonly string[];
  /** All imports on that basis: the denominator. */
  whole: number;
}

const suppliedTo = cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.product})
CALL (key, product) {
  UNWIND key.importers AS importer
  MATCH (flow:TradeFlow) WHERE flow.hs IN product.hsCodes AND flow.year = key.year AND flow.importer = importer AND NOT flow.exporter IN key.importers
    AND NOT flow.source IN key.without
  WITH key, flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes
  WITH exporter, valueUsd, tonnes, CASE WHEN key.whole > 0 THEN CASE key.basis WHEN 'VALUE' THEN valueUsd ELSE tonnes END / key.whole END AS share`;

/** The supplying countries of each importer, largest share first, cut to `first`. */
export const suppliersTo = batchStatement<SuppliersKey & { first: unknown }, SupplierShareRecord>(
  'dependence.suppliers',
  cypher`${suppliedTo}
  WITH exporter, valueUsd, tonnes, share ORDER BY coalesce(share, -1) DESC, valueUsd DESC, exporter LIMIT 100
  RETURN collect([exporter, valueUsd, tonnes, share]) AS ranked
}
UNWIND ranked[0..key.first] AS one
MATCH (supplier:Country {iso3: one[0]})
RETURN key.i, ${countryColumns(cypher`supplier`)}, one[1], one[2], one[3]`,
  ([supplier, valueUsd, tonnes, share]) => ({
    country: countryRecord(supplier as Row),
    valueUsd: valueUsd as number,
    tonnes: tonnes as number | null,
    share: share as number | null,
  }),
);

/** The Herfindahl-Hirschman index of each importer's supplying countries, 0 to 1. */
export const supplierConcentration = batchStatement<SuppliersKey, number | null>(
  'dependence.hhi',
  cypher`${suppliedTo}
  RETURN CASE WHEN count(share) > 0 THEN sum(share * share) END AS hhi
}
RETURN key.i, hhi`,
  ([hhi]) => hhi as number | null,
);
