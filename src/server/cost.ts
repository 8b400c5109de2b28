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
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
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
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): OperationCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const known = new Map<SelectionSetNode, Map<GraphQLObjectType, Selected>>();
  let visited = 0;

  function ofType(set: SelectionSetNode, type: GraphQLObjectType): Selected {
    const before = known.get(set)?.get(type);
    if (before) return before;
    let found = empty;
    for (const one of set.selections) found = and(found, ofSelection(one, type));
    known.set(set, (known.get(set) ?? new Map<GraphQLObjectType, Selected>()).set(type, found));
    return found;
  }

  function ofSelection(one: SelectionNode, type: GraphQLObjectType): Selected {
    visited += 1;
    if (!isSelected(one, variables)) return empty;
    if (one.kind === Kind.FIELD) return ofField(one, type);
    const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : fragments.get(one.name.value);
    if (!fragment) return empty;
    const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    const applies =
      !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
    return applies ? ofType(fragment.selectionSet, type) : empty;
  }

  /** What is selected of the objects that a field gives; of objects of several types, of the dearest. */
  function ofObjects(set: SelectionSetNode, objects: GraphQLCompositeType): Selected {
    let found = empty;
    for (const type of isObjectType(objects) ? [objects] : schema.getPossibleTypes(objects))
      found = either(found, ofType(set, type));
    return found;
  }

  function ofField(node: FieldNode, type: GraphQLObjectType): Selected {
    const name = node.alias?.value ?? node.name.value;
    const field = fieldOf(schema, type, node.name.value);
    const coordinate = `${type.name}.${node.name.value}`;
    if (!field) return { ...empty, depth: 1, fields: 1 };
    const args = argumentsOf(field, node, variables);
    const itself = own(coordinate, measure(weights, type, field, args) ?? 0);
    const objects = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(objects))
      return { fixed: under(name, itself), perItem: nothing, depth: 1, fields: 1 };

    const below = ofObjects(node.selectionSet, objects);
    const isList = isListType(getNullableType(field.type));
    const page = pageOf(field, args);
    const one = plus(below.fixed, times(below.perItem, (isList ? undefined : page) ?? UNKNOWN_SIZE));
    // A list of which nothing else is known has as many items as the page that its parent was asked with.
    const size = isList ? (page ?? measure(sizes, type, field, args) ?? listed(args)) : 1;
    const each = plus(own(coordinate, size ?? 1), times(one, size ?? 1));
    const introspection = field === SchemaMetaFieldDef || field === TypeMetaFieldDef;
    return {
      fixed: under(name, size === undefined ? itself : plus(itself, times(each, introspection ? INTROSPECTION : 1))),
      perItem: size === undefined ? under(name, each) : nothing,
      depth: introspection ? 0 : 1 + below.depth,
      fields: 1,
    };
  }

  const root = schema.getRootType(operation.operation);
  const { fixed, perItem, depth, fields } = root ? ofType(operation.selectionSet, root) : empty;
  const { points, dearest } = plus(fixed, times(perItem, UNKNOWN_SIZE));
  return {
    ...{ points: Math.ceil(points), depth, rootFields: fields, visited },
    dearest: dearest && { ...dearest, path: namesOf(dearest.path) },
  };
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
