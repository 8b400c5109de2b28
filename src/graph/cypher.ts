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

/** The same text without indentation and blank lines, which would be sent with every request: about a fifth of it. */
export const unindented = (text: Cypher): Cypher => text.replaceAll(/\s*\n\s*/g, '\n').trim() as Cypher;
