import type { Stage } from '../../api/generated.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import type { View } from '../../api/context.ts';
import type { ProductContent } from '../supply-chain/record.ts';
import { tablesOfProduct } from '../../entities/trade-flow/table.ts';

/** A country's trade in a product of a mineral that is weighed as the mineral's production is. */
export interface MineralTrade {
  /** Slug. */
  product: string;
  stage: Stage;
  /** The form of production that weighs the same. */
  form: string;
  /** What figures of production may count, and how much of it is in a tonne of the product. */
  contents: ProductContent[];
  /** Years with the full trade data. */
  years: number[];
  /** Whether the year asked is one of them. */
  traded: boolean;
  /** Tonnes; null where the weight of none is published. */
  imports: number | null;
  exports: number | null;
  sources: string[];
}

/** The country's flows as `end`; that they have a value and another end is asked for so that an index finds them. */
const tonnesTraded = (end: Cypher, other: Cypher) => cypher`CALL (key, tables) {
  MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.${end} = key.country AND flow.valueUsd IS NOT NULL AND flow.${other} IS NOT NULL
  RETURN [count(flow), count(flow.tonnes), sum(flow.tonnes)] AS ${end}
}`;

/** What a country buys and sells of the products of a mineral whose production is weighed like their trade. */
export const tradeOfMineral = batchStatement<View & { mineral: string; country: string; year: unknown }, MineralTrade>(
  'observation.tradeOfMineral',
  cypher`UNWIND $keys AS key
MATCH (:Mineral {slug: key.mineral})<-[:CONTAINS]-(product:Product)
WHERE product.productionForm IS NOT NULL AND size(coalesce(product.fullTradeYears, [])) > 0
${tablesOfProduct(cypher`key.year`, cypher`key.knownAt`)}
${tonnesTraded(cypher`importer`, cypher`exporter`)}
${tonnesTraded(cypher`exporter`, cypher`importer`)}
RETURN key.i, product.slug, product.stage, product.productionForm, product.fullTradeYears, key.year IN product.fullTradeYears,
  importer, exporter, [one IN evidence | one[0]],
  [(product)-[rel:COUNTED_AS]->(:Mineral) | [rel.basis, rel.contentPerTonne]]
  ORDER BY product.slug`,
  ([product, stage, form, years, traded, bought, sold, sources, contents]) => ({
    product: product as string,
    stage: stage as Stage,
    form: form as string,
    years: years as number[],
    traded: traded as boolean,
    imports: tonnesOfFlows(bought as Columns),
    exports: tonnesOfFlows(sold as Columns),
    sources: [...new Set(sources as string[])].sort(),
    contents: (contents as [string, number][]).map(([basis, perTonne]) => ({ basis, perTonne })),
  }),
);

/** Columns `flows, those with a weight, tonnes`: 0 without flows, null where they have no weight. */
const tonnesOfFlows = ([flows, weighed, tonnes]: Columns) => (flows !== 0 && weighed === 0 ? null : (tonnes as number));
