import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { Confidence } from '../../api/generated.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Json } from '../../lib/answer-rows.ts';

/** Begins names that no operation of ours gives a field: what is asked under them is told apart in the answer. */
const ADDED = 'added_';

/** What an answer says of a source, so that its figures can be cited. */
const OF_SOURCE = ['key', 'title', 'publisher', 'vintage', 'url', 'licence', 'attribution'];

/** Fields that say how far a figure can be relied on, each asked wherever one of those after it is, or always. */
const TELLING: readonly (readonly [field: string, ...beside: string[]])[] = [
  ['confidence'],
  ['missing', 'share', 'value', 'hhi', 'tonnes', 'amount'],
  ['isLowerBound'],
  ['directUnknownShare', 'share'],
  ['unknownShare', 'lookThroughShare'],
];

const plain = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });
const added = (name: string, below: readonly string[] = []): FieldNode => ({
  ...plain(name),
  alias: { kind: Kind.NAME, value: `${ADDED}${name}` },
  ...(below.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections: below.map(plain) } } : {}),
});

const asks = (selections: readonly SelectionNode[], name: string) =>
  selections.some((one) => one.kind === Kind.FIELD && one.name.value === name);

/** What a selection of a type is to ask besides. The sources of a thing such as a country are those of all that is known of it. */
function besides(
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  selections: readonly SelectionNode[],
): FieldNode[] {
  if ((!isObjectType(type) && !isInterfaceType(type)) || type === schema.getQueryType()) return [];
  const fields = type.getFields();
  const isThing = type.name === 'Evidenced' || type.getInterfaces().some(({ name }) => name === 'Evidenced');
  const telling = TELLING.filter(
    ([name, ...beside]) =>
      fields[name] && !asks(selections, name) && (beside.length === 0 || beside.some((one) => asks(selections, one))),
  );
  return [
    ...telling.map(([name]) => added(name)),
    ...(fields['source'] ? [added('source', OF_SOURCE)] : []),
    ...(fields['sources'] && !isThing ? [added('sources', OF_SOURCE)] : []),
  ];
}

/** An operation that asks besides, of every figure in it: its sources, its confidence, and what of it is not known. */
export function withEvidence(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const more = besides(schema, getNamedType(types.getParentType() ?? undefined), node.selections);
          return more.length > 0 ? { ...node, selections: [...node.selections, ...more] } : undefined;
        },
      },
    }),
  );
}

/** An answer whose sources stand once below it, numbered. */
export interface Footnoted {
  answer: Json;
  /** Each with its number, `n`, by which `cites` in the answer names it. */
  sources: Json[];
  /** The lowest confidence in the answer; null where none is told. */
  lowestConfidence: Confidence | null;
}

/** Tells what `withEvidence` asked for: numbers of sources as `cites`, and whatever is not null under its own name. */
export function footnoted(data: Json): Footnoted {
  const numbers = new Map<string, { n: number; source: { [field: string]: Json } }>();
  const met: Confidence[] = [];

  const numberOf = (source: Json): number[] => {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return [];
    const key = JSON.stringify(source['key']);
    const known = numbers.get(key) ?? { n: numbers.size + 1, source };
    numbers.set(key, known);
    return [known.n];
  };
  const note = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(note);
    if (typeof value !== 'object' || value === null) return value;
    const cites: number[] = [];
    const noted = Object.entries(value).flatMap(([name, one]): [string, Json][] => {
      const own = name.startsWith(ADDED) ? name.slice(ADDED.length) : name;
      if (/confidence$/i.test(own) && typeof one === 'string') met.push(one as Confidence);
      if (own === name) return [[name, note(one)]];
      if (own !== 'source' && own !== 'sources') return one === null ? [] : [[own, one]];
      cites.push(...(Array.isArray(one) ? one : [one]).flatMap(numberOf));
      return [];
    });
    return Object.fromEntries(cites.length > 0 ? [...noted, ['cites', [...new Set(cites)]]] : noted);
  };

  const answer = note(data);
  const withoutNulls = (source: { [field: string]: Json }) =>
    Object.fromEntries(Object.entries(source).filter(([, value]) => value !== null));
  return {
    answer,
    sources: [...numbers.values()].map(({ n, source }) => ({ n, ...withoutNulls(source) })),
    lowestConfidence: lowestConfidence(met),
  };
}
