import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { statement, type NoParameters } from '../../graph/statement.ts';
import { validInView } from '../../graph/validity.ts';
import { tablesOfProduct } from '../../entities/trade-flow/table.ts';
import { supplyLink, type PathKind, type SupplyLink } from './record.ts';
import { nodeKinds } from '../../graph/kinds.ts';

interface LinksParameters extends View {
  /** Keys of the things to go on from. */
  keys: readonly string[];
  /** Keys of the countries and agencies that may be entered: all others end the search, since everything meets in them. */
  ends: readonly string[];
  /** Most steps to read. */
  limit: unknown;
}

const id = (name: Cypher) => cypher`head(labels(${name})) + ':' + coalesce(${name}.iso3, ${name}.slug)`;

// Deliveries are followed as they go, contents and inputs to what is made of them; who runs, owns or houses whom both ways.
const linksFrom = (kind: PathKind) =>
  statement<LinksParameters, SupplyLink>(
    `path.from${kind}`,
    cypher`UNWIND $keys AS key
MATCH (item:${nodeKinds[kind].label} {${nodeKinds[kind].key}: key})-[rel:SUPPLIES|PRODUCES|MADE_FROM|CONTAINS|OPERATED_BY|OWNED_BY|LOCATED_IN|BASED_IN]-(next)
WITH item, rel, next, type(rel) AS relationship, startNode(rel) = item AS along
WHERE ${validInView} AND (NOT along OR NOT rel:MADE_FROM|CONTAINS) AND (along OR NOT rel:SUPPLIES)
  AND (NOT next:Country|Agency OR coalesce(next.iso3, next.slug) IN $ends)
RETURN relationship, along, ${id(cypher`item`)} AS from, ${id(cypher`next`)} AS to, rel.product AS product,
  [coalesce(rel.kind, rel.role, rel.status), rel.share,
    coalesce(rel.tonnes, rel.outputTonnes, rel.capacityTonnes, rel.tonnesPerTonne), rel.capacityUnit, null,
    coalesce(rel.year, rel.plannedFor), CASE WHEN rel.source IS NULL THEN [] ELSE [rel.source] END, rel.locator, rel.confidence]
ORDER BY from, to, relationship, along, product LIMIT $limit`,
    supplyLink,
  );

/** Every step towards use from some things of one kind; the dense relationships of trade are not among them. */
export const linksFromKind: Record<PathKind, ReturnType<typeof linksFrom>> = {
  Country: linksFrom('Country'),
  Agency: linksFrom('Agency'),
  Mineral: linksFrom('Mineral'),
  Product: linksFrom('Product'),
  Supplier: linksFrom('Supplier'),
  Facility: linksFrom('Facility'),
};

/**
 * What some countries sold to one another, product by product, each in its newest full year up to `$year`: one look at an index for each
 * importer and product. `share` is that of all the importer bought.
 */
export const tradeAmong = statement<{ countries: readonly string[]; year: unknown; knownAt: string }, SupplyLink>(
  'path.tradeAmong',
  cypher`MATCH (product:Product) WHERE size(product.hsCodes) > 0
WITH product, last([year IN coalesce(product.fullTradeYears, []) WHERE year <= $year]) AS newest
WHERE newest IS NOT NULL
${tablesOfProduct(cypher`newest`, cypher`$knownAt`)}
UNWIND $countries AS importer
CALL (tables, importer) {
  MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.importer = importer AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
  WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, sum(flow.tonnes) AS tonnes, count(flow.tonnes) AS weighed,
    collect(DISTINCT flow.source) AS sources, collect(DISTINCT flow.confidence) AS confidences
  WITH collect([exporter, valueUsd, CASE WHEN weighed > 0 THEN tonnes END, sources, confidences]) AS sales, sum(valueUsd) AS whole
  UNWIND sales AS sale
  WITH sale, whole WHERE sale[0] IN $countries AND whole > 0
  RETURN sale, whole
}
RETURN sale[0] AS exporter, importer, product.slug AS product,
  [null, sale[1] / whole, sale[2], null, sale[1], year, sale[3], null,
    CASE WHEN 'LOW' IN sale[4] THEN 'LOW' WHEN 'MEDIUM' IN sale[4] THEN 'MEDIUM' ELSE 'HIGH' END]
ORDER BY exporter, importer, sale[1] DESC, product`,
  ([exporter, importer, product, terms]) =>
    supplyLink(['SOLD_TO', true, `Country:${exporter as string}`, `Country:${importer as string}`, product, terms]),
);

/** Each product with all it is made from, directly or further back; slugs. */
export const productsBehind = statement<NoParameters, { product: string; behind: string[] }>(
  'path.productsBehind',
  cypher`MATCH (product:Product)-[:MADE_FROM*1..8]->(input:Product)
RETURN product.slug, collect(DISTINCT input.slug)`,
  ([product, behind]) => ({ product, behind }) as { product: string; behind: string[] },
);
