import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { searchKind, type Named } from './kinds.ts';

/** A thing whose name may be meant, and the code or slug that is written for it. */
export interface Found {
  readonly key: string;
  readonly name: string;
  /** The type of the thing, such as `Country`. */
  readonly type: Named;
}

interface Node {
  __typename: string;
  [field: string]: string | null;
}

const KEYS = ['iso3', 'slug', 'key'];
const TITLES = ['name', 'title'];
/** Lists of more kinds than this show little of each. */
const MAX_LISTED = 3;

/** The fields of a type that its code and its name are read from. */
function fieldsOf(type: Named, schema: GraphQLSchema): { key: string; title: string } | null {
  const object = schema.getType(type);
  const fields = isObjectType(object) ? object.getFields() : {};
  const [key, title] = [KEYS, TITLES].map((names) => names.find((name) => name in fields));
  return key && title ? { key, title } : null;
}

/** The root field that lists the things of a type, such as `countries`. */
function listOf(type: Named, schema: GraphQLSchema): string | null {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.find((field) => getNamedType(field.type).name === `${type}Connection`)?.name ?? null;
}

/**
 * A query for things of these types by what was typed of a name or code, for as little as one letter; without a letter for the first
 * hundred of each. Null where there is nothing to ask.
 */
export function queryFor(names: readonly Named[], typed: string, schema: GraphQLSchema): string | null {
  const readable = names.flatMap((type) => {
    const fields = fieldsOf(type, schema);
    return fields ? [{ type, fields }] : [];
  });
  const fragments = readable.map(({ type, fields }) => `... on ${type} { key: ${fields.key} title: ${fields.title} }`);
  if (typed.trim() !== '') {
    const kinds = readable.map(({ type }) => searchKind(type, schema)).join(' ');
    return `{ search(text: ${JSON.stringify(typed)}, kinds: [${kinds}], first: 20) { match node { __typename ${fragments.join(' ')} } } }`;
  }
  const lists = readable.flatMap(({ type }, index) => {
    const list = listOf(type, schema);
    return list ? [`${type}: ${list}(first: 100) { nodes { __typename ${fragments[index] ?? ''} } }`] : [];
  });
  return lists.length > 0 && lists.length <= MAX_LISTED ? `{ ${lists.join(' ')} }` : null;
}

type Hits = { match: string; node: Node }[];

/** The things in an answer to such a query, in its order; names that are only near to what was typed where there is nothing better. */
export function foundIn(data: Record<string, Hits | { nodes: Node[] } | null>): Found[] {
  const better = (hits: Hits) =>
    hits.some(({ match }) => match !== 'NEAR') ? hits.filter(({ match }) => match !== 'NEAR') : hits;
  const nodes = Object.values(data).flatMap((part) =>
    part === null ? [] : Array.isArray(part) ? better(part).map(({ node }) => node) : part.nodes,
  );
  return nodes.flatMap(({ __typename: type, key, title }) => (key ? [{ type, key, name: title ?? key }] : []));
}
