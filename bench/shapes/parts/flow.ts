/** A trade flow as @neo4j/graphql gives it: all relationships are lists. */
export interface FlowOfNeo4jGraphql {
  from: { iso3: string; name: string }[];
  to: { iso3: string; name: string }[];
  product: { slug: string; name: string }[];
  valueUsd: number;
  tonnes: number | null;
}

export const flowFields = 'from { iso3 name } to { iso3 name } product { slug name } valueUsd tonnes';

/** The same as Lodegraph gives it. */
export const flowOf = ({ from, to, product, valueUsd, tonnes }: FlowOfNeo4jGraphql) => ({
  ...{ from: from[0], to: to[0], product: product[0], valueUsd: String(valueUsd), tonnes },
});

export type FlowRow = [
  from: string,
  fromName: string,
  to: string,
  toName: string,
  product: string,
  productName: string,
  valueUsd: number,
  tonnes: number | null,
];

/** The same from a row of a hand-written statement. */
export const flowOfRow = ([from, fromName, to, toName, slug, name, valueUsd, tonnes]: FlowRow) => ({
  from: { iso3: from, name: fromName },
  to: { iso3: to, name: toName },
  product: { slug, name },
  valueUsd: String(valueUsd),
  tonnes,
});
