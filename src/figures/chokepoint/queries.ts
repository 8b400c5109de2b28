import type { View } from '../../api/context.ts';
import type { Confidence } from '../../api/generated.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { batchStatement, statement, type Columns } from '../../graph/statement.ts';
import { validInKeysView, validInView } from '../../graph/validity.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { matchByName } from '../../api/names/match-by-name.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';

export interface UsersRow {
  product: ProductRecord | null;
  /** The year asked, else the newest with the full trade data. */
  year: number | null;
  coalitionFound: boolean;
  /** Alpha-3 codes of the member countries. */
  members: string[];
}

const users = (name: string, coalition: Cypher) =>
  statement<View & { product: string; among: string | null; year: unknown }, UsersRow>(
    name,
    cypher`${matchByName(cypher`product`, cypher`Product`, cypher`$product`, cypher`$knownAt`)}
${coalition}
RETURN CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END,
  coalesce($year, last(product.fullTradeYears)), coalition IS NOT NULL, members`,
    ([product, year, coalitionFound, members]) => ({
      product: product ? productRecord(product as Columns) : null,
      year: year as number | null,
      coalitionFound: coalitionFound as boolean,
      members: members as string[],
    }),
  );

/** A product and the countries that are members of a coalition, those of member coalitions left out. */
export const usersAmong = users(
  'chokepoint.usersAmong',
  cypher`${matchByName(cypher`coalition`, cypher`Coalition`, cypher`$among`, cypher`$knownAt`)}
WITH product, coalition, [(coalition)<-[rel:MEMBER_OF]-(member:Country) WHERE ${validInView} | member.iso3] AS members`,
);
/** A product alone: everyone counts. */
export const usersAnywhere = users('chokepoint.usersAnywhere', cypher`WITH product, null AS coalition, [] AS members`);

/** What one operating facility makes of a product. */
export interface FacilityOutput {
  facility: string;
  name: string;
  /** Alpha-3 code. */
  country: string;
  /** Slug of the company that runs it; null when not known. */
  operator: string | null;
  operatorName: string | null;
  /** Tonnes a year made, or else the capacity; null when neither is known. */
  tonnes: number | null;
  /** What the tonnes count, such as `t REO`. */
  unit: string | null;
  /** Key of the source that says so, and how far it can be relied on. */
  source: string;
  confidence: Confidence;
}

/** The facilities that make a product, or one that is traded as part of it, today. */
export const facilitiesMaking = batchStatement<View & { product: string }, FacilityOutput>(
  'chokepoint.facilities',
  cypher`UNWIND $keys AS key
MATCH (product:Product) WHERE product.slug = key.product OR product.partOf = key.product
MATCH (product)<-[rel:PRODUCES]-(facility:Facility)-[:LOCATED_IN]->(country:Country)
WHERE rel.status = 'OPERATING' AND rel.stage = product.stage AND ${validInKeysView}
WITH key, rel, facility, country, head([(facility)-[part:OPERATED_BY {role: 'OPERATOR'}]->(operator:Supplier)
  WHERE part.retractedAt IS NULL AND part.to IS NULL | [operator.slug, operator.name]]) AS operator
RETURN key.i, facility.slug, facility.name, country.iso3, operator[0], operator[1], coalesce(rel.outputTonnes, rel.capacityTonnes), rel.capacityUnit,
  rel.source, rel.confidence
ORDER BY facility.slug`,
  ([facility, name, country, operator, operatorName, tonnes, unit, source, confidence]) => ({
    facility: facility as string,
    name: name as string,
    country: country as string,
    operator: operator as string | null,
    operatorName: operatorName as string | null,
    tonnes: tonnes as number | null,
    unit: unit as string | null,
    source: source as string,
    confidence: confidence as Confidence,
  }),
);
