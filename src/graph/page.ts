import { cypher, type Cypher } from './cypher.ts';

/**
 * Whether a row stands between the bounds of a page: after `from` and before `to` in reading direction, each a value with a key,
 * or null. `beyond` compares in reading direction: `>` upwards, `<` downwards.
 */
export function withinPage(value: Cypher, key: Cypher, from: Cypher, to: Cypher, beyond: Cypher): Cypher {
  const short = beyond === '>' ? cypher`<` : cypher`>`;
  return cypher`(${from} IS NULL OR ${value} ${beyond} ${from}[0] OR (${value} = ${from}[0] AND ${key} ${beyond} ${from}[1]))
  AND (${to} IS NULL OR ${value} ${short} ${to}[0] OR (${value} = ${to}[0] AND ${key} ${short} ${to}[1]))`;
}

/** The bounds of a page as parameters of a statement. */
export interface PageBounds {
  from: readonly unknown[] | null;
  to: readonly unknown[] | null;
  limit: unknown;
}
