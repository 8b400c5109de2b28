declare const cypherText: unique symbol;

/** Cypher text written in this source code: never made from a value. */
export type Cypher = string & { readonly [cypherText]: true };

/**
 * Tag for Cypher text. Only other Cypher text can be put into it, so a value can reach a statement as a parameter alone.
 *
 * ```ts
 * const byKey = cypher`MATCH (country:Country {iso3: $iso3})`;
 * const text = cypher`${byKey} RETURN country.name`;
 * ```
 */
export function cypher(parts: TemplateStringsArray, ...fragments: readonly Cypher[]): Cypher {
  return parts.reduce((text, part, index) => text + (fragments[index - 1] ?? '') + part) as Cypher;
}
