import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '../api/connection.ts';
import { INTROSPECTION, sizes, UNKNOWN_SIZE, weights, type Arguments, type MeasureTable } from './cost-table.ts';
import { isSelected, type Variables } from '../api/selection.ts';

/** What an operation may bring back at most, told before it runs. */
export interface OperationCost {
  /** Points: see cost-table.ts for what one is. */
  points: number;
  /** Levels of fields, counted as they stand in the answer; introspection is not counted. */
  depth: number;
  /** How many fields stand at the root, aliases and spread fragments counted as often as they stand. */
  rootFields: number;
  /** The field that adds most by itself, what is below it aside; null where nothing costs anything. */
  dearest: Dearest | null;
  /** How many selections were looked at: the work of counting. */
  visited: number;
}

/** What one field adds by itself, wherever it stands once in the document. */
interface Dearest {
  points: number;
  /** Schema coordinate, such as `Query.disruption`. */
  coordinate: string;
  /** Names in the answer that lead to it. */
  path: readonly string[];
}

/** Names that lead to a field, the outermost first. */
interface Path {
  name: string;
  rest: Path | null;
}

/** Points, and which field adds most of them. */
interface Weight {
  points: number;
  dearest: (Omit<Dearest, 'path'> & { path: Path | null }) | null;
}

/** What a selection costs for each parent. */
interface Selected {
  /** Once. */
  fixed: Weight;
  /** For each item of the page that the parent was asked with: `nodes` and `edges` of a connection, `routes` of routes. */
  perItem: Weight;
  depth: number;
  fields: number;
}

const nothing: Weight = { points: 0, dearest: null };

// Far above every limit; beyond it sums would lose their order.
const most = Number.MAX_SAFE_INTEGER;
const larger = (a: Weight['dearest'], b: Weight['dearest']) => (a && b ? (b.points > a.points ? b : a) : (a ?? b));
const plus = (a: Weight, b: Weight): Weight => ({
  points: Math.min(most, a.points + b.points),
  dearest: larger(a.dearest, b.dearest),
});
const times = ({ points, dearest }: Weight, n: number): Weight => ({
  points: Math.min(most, points * n),
  dearest: dearest && n > 0 ? { ...dearest, points: Math.min(most, dearest.points * n) } : null,
});
const under = (name: string, { points, dearest }: Weight): Weight => ({
  points,
  dearest: dearest && { ...dearest, path: { name, rest: dearest.path } },
});
const and = (a: Selected, b: Selected): Selected => ({
  fixed: plus(a.fixed, b.fixed),
  perItem: plus(a.perItem, b.perItem),
  depth: Math.max(a.depth, b.depth),
  fields: Math.min(most, a.fields + b.fields),
});
const either = (a: Selected, b: Selected): Selected => ({
  fixed: b.fixed.points > a.fixed.points ? b.fixed : a.fixed,
  perItem: b.perItem.points > a.perItem.points ? b.perItem : a.perItem,
  depth: Math.max(a.depth, b.depth),
  fields: Math.max(a.fields, b.fields),
});
const own = (coordinate: string, points: number): Weight =>
  points > 0 ? { points, dearest: { points, coordinate, path: null } } : nothing;
const empty: Selected = { fixed: nothing, perItem: nothing, depth: 0, fields: 0 };

/**
 * What an operation costs, from its text, its variables and the schema alone: every object that can come back counts one, what is
 * computed for it besides by its weight, a list as often as its page or its arguments say, and all that multiplied down the nesting.
 * A fragment counts as often as it is spread and is read once for each type, so that counting takes time in proportion to the
 * document. `{countries(first: 10) {nodes {imports(first: 5) {nodes {id}}}}}` is 1 + 10 × (1 + 1 + 5) = 71.
 *
 * @param document a valid one: its fragments do not spread themselves
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): OperationCost {
  const root = schema.getRootType(operation.operation);
  const count = new Count(schema, document, variables);
  const { fixed, perItem, depth, fields } = root ? count.ofType(operation.selectionSet, root) : empty;
  const { points, dearest } = plus(fixed, times(perItem, UNKNOWN_SIZE));
  return {
    ...{ points: Math.ceil(points), depth, rootFields: fields, visited: count.visited },
    dearest: dearest && { ...dearest, path: namesOf(dearest.path) },
  };
}

/** A selection of objects of one type. */
interface TypedSelection {
  set: SelectionSetNode;
  type: GraphQLObjectType;
}

/** Counts the selections of a document, each once for each type. */
class Count {
  visited = 0;

  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #counted = new Map<SelectionSetNode, Map<GraphQLObjectType, Selected>>();

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Variables) {
    this.#schema = schema;
    this.#variables = variables;
    for (const one of document.definitions)
      if (one.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(one.name.value, one);
  }

  /** Counts what is below first, in a list of its own rather than by recursion: a document may be nested deeper than the stack is. */
  ofType(set: SelectionSetNode, type: GraphQLObjectType): Selected {
    const waiting: TypedSelection[] = [{ set, type }];
    for (let last = waiting.at(-1); last; last = waiting.at(-1)) {
      const below = this.#isCounted(last) ? [] : this.#uncountedBelow(last);
      waiting.push(...below);
      if (below.length > 0) continue;
      if (!this.#isCounted(last)) this.#countSelection(last);
      waiting.pop();
    }
    return this.#known({ set, type });
  }

  #isCounted({ set, type }: TypedSelection): boolean {
    return this.#counted.get(set)?.has(type) ?? false;
  }

  #uncountedBelow({ set, type }: TypedSelection): TypedSelection[] {
    return set.selections.flatMap((one) => this.#below(one, type)).filter((one) => !this.#isCounted(one));
  }

  #known({ set, type }: TypedSelection): Selected {
    const found = this.#counted.get(set)?.get(type);
    if (!found) throw new Error(`A selection of ${type.name} was not counted.`);
    return found;
  }

  #countSelection({ set, type }: TypedSelection): void {
    let found = empty;
    for (const one of set.selections) found = and(found, this.#ofSelection(one, type));
    const ofSet = this.#counted.get(set) ?? new Map<GraphQLObjectType, Selected>();
    this.#counted.set(set, ofSet.set(type, found));
  }

  /** The selections that one is made of: those of a fragment, or those of the objects that a field gives. */
  #below(one: SelectionNode, type: GraphQLObjectType): TypedSelection[] {
    if (!isSelected(one, this.#variables)) return [];
    if (one.kind !== Kind.FIELD) {
      const set = this.#fragmentOf(one, type);
      return set ? [{ set, type }] : [];
    }
    const { selectionSet: set } = one;
    const objects = getNamedType(fieldOf(this.#schema, type, one.name.value)?.type);
    if (!set || !isCompositeType(objects)) return [];
    return this.#typesOf(objects).map((possible) => ({ set, type: possible }));
  }

  /** What a fragment selects of a type; undefined where it is one of another type. */
  #fragmentOf(one: InlineFragmentNode | FragmentSpreadNode, type: GraphQLObjectType): SelectionSetNode | undefined {
    const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : this.#fragments.get(one.name.value);
    const condition = fragment?.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
    const applies =
      !condition || condition === type || (isAbstractType(condition) && this.#schema.isSubType(condition, type));
    return applies ? fragment?.selectionSet : undefined;
  }

  #typesOf(objects: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(objects) ? [objects] : this.#schema.getPossibleTypes(objects);
  }

  #ofSelection(one: SelectionNode, type: GraphQLObjectType): Selected {
    this.visited += 1;
    if (!isSelected(one, this.#variables)) return empty;
    if (one.kind === Kind.FIELD) return this.#ofField(one, type);
    const set = this.#fragmentOf(one, type);
    return set ? this.#known({ set, type }) : empty;
  }

  #ofField(node: FieldNode, type: GraphQLObjectType): Selected {
    const name = node.alias?.value ?? node.name.value;
    const field = fieldOf(this.#schema, type, node.name.value);
    if (!field) return { ...empty, depth: 1, fields: 1 };
    const args = argumentsOf(field, node, this.#variables);
    const itself = own(`${type.name}.${node.name.value}`, measure(weights, type, field, args) ?? 0);
    const objects = getNamedType(field.type);
    const { selectionSet: set } = node;
    if (!set || !isCompositeType(objects)) return { fixed: under(name, itself), perItem: nothing, depth: 1, fields: 1 };
    // Of objects of several types, the dearest.
    const below = this.#typesOf(objects).reduce(
      (found, possible) => either(found, this.#known({ set, type: possible })),
      empty,
    );
    return ofObjects({ node, type, field, args, itself }, below);
  }
}

/** A field that gives objects, as one selects it. */
interface ObjectField {
  node: FieldNode;
  type: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  args: Arguments;
  /** What it costs itself. */
  itself: Weight;
}

/** What a field costs with what is selected of each of its objects. */
function ofObjects({ node, type, field, args, itself }: ObjectField, below: Selected): Selected {
  const name = node.alias?.value ?? node.name.value;
  const isList = isListType(getNullableType(field.type));
  const page = pageOf(field, args);
  const one = plus(below.fixed, times(below.perItem, (isList ? undefined : page) ?? UNKNOWN_SIZE));
  // A list of which nothing else is known has as many items as the page that its parent was asked with.
  const size = isList ? (page ?? measure(sizes, type, field, args) ?? listed(args)) : 1;
  const each = plus(own(`${type.name}.${node.name.value}`, size ?? 1), times(one, size ?? 1));
  const isIntrospection = field === SchemaMetaFieldDef || field === TypeMetaFieldDef;
  const depth = isIntrospection ? 0 : 1 + below.depth;
  if (size === undefined) return { fixed: under(name, itself), perItem: under(name, each), depth, fields: 1 };
  const all = plus(itself, times(each, isIntrospection ? INTROSPECTION : 1));
  return { fixed: under(name, all), perItem: nothing, depth, fields: 1 };
}

function namesOf(path: Path | null): string[] {
  const names: string[] = [];
  for (let at = path; at; at = at.rest) names.push(at.name);
  return names;
}

function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string) {
  if (type === schema.getQueryType() && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (type === schema.getQueryType() && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return type.getFields()[name];
}

/** Arguments with their defaults; none where they cannot be used, which the executor tells. */
function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): Arguments {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}

/** How many items a field is asked for, where it takes `first`. */
function pageOf(field: GraphQLField<unknown, unknown>, { first, last }: Arguments): number | undefined {
  if (!field.args.some(({ name }) => name === 'first')) return undefined;
  const sizes = [first, last].filter((one) => typeof one === 'number');
  return sizes.length === 0 ? DEFAULT_PAGE : Math.min(MAX_PAGE, Math.max(0, ...sizes));
}

/** How many things the lists among the arguments name, such as `ids`; undefined without one. */
function listed(args: Arguments): number | undefined {
  const lists = Object.values(args).filter((value) => Array.isArray(value));
  return lists.length === 0 ? undefined : lists.reduce((product, { length }) => product * length, 1);
}

function measure(
  table: MeasureTable,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
): number | undefined {
  const owner = [type, ...type.getInterfaces()].find(({ name }) => Object.hasOwn(table, `${name}.${field.name}`));
  const found = owner && table[`${owner.name}.${field.name}`];
  return typeof found === 'function' ? found(args) : found;
}
