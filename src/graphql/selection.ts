import {
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';

// What is asked for below a field is only a hint of what can be read along: what `@skip` or `@include` leave out counts as asked.

/** Whether a field is asked for something below it, such as `imports`, `tonnes`. */
export const asksFor = (info: GraphQLResolveInfo, ...path: string[]): boolean => fieldsBelow(info, path).length > 0;

/** The arguments with which each selection of a field is asked for right below, their defaults with them. */
export function argumentsBelow(info: GraphQLResolveInfo, name: string): Record<string, unknown>[] {
  const type = getNamedType(info.returnType);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  return field ? fieldsBelow(info, [name]).map((node) => getArgumentValues(field, node, info.variableValues)) : [];
}

// The same for every parent of a level, and for every request of an operation that is compiled once.
const found = new WeakMap<readonly FieldNode[], Map<string, FieldNode[]>>();

function fieldsBelow({ fieldNodes, fragments }: GraphQLResolveInfo, path: readonly string[]): FieldNode[] {
  const name = path.join(' ');
  const known = found.get(fieldNodes)?.get(name);
  if (known) return known;
  const fields = fieldNodes.flatMap(({ selectionSet }) => below(selectionSet?.selections ?? [], fragments, path));
  found.set(fieldNodes, new Map(found.get(fieldNodes)).set(name, fields));
  return fields;
}

function below(
  selections: readonly SelectionNode[],
  fragments: GraphQLResolveInfo['fragments'],
  path: readonly string[],
): FieldNode[] {
  const [name, ...rest] = path;
  return selections.flatMap((one) => {
    if (one.kind === Kind.FIELD) {
      if (one.name.value !== name) return [];
      return rest.length === 0 ? [one] : below(one.selectionSet?.selections ?? [], fragments, rest);
    }
    const inner = one.kind === Kind.INLINE_FRAGMENT ? one : fragments[one.name.value];
    return below(inner?.selectionSet.selections ?? [], fragments, path);
  });
}
