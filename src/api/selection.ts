import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Values of an operation's variables, coerced, with their defaults. */
export type Variables = Readonly<Record<string, unknown>>;

/** Whether a selection is made, as far as `@skip` and `@include` say. Where a condition cannot be read, which the executor tells, it is. */
export function isSelected(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives || node.directives.length === 0) return true;
  try {
    return (
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
    );
  } catch {
    return true;
  }
}

/** Whether a field is asked for something below it, such as `imports`, `tonnes`. */
export const asksFor = (info: GraphQLResolveInfo, ...path: string[]): boolean =>
  path.reduce<readonly FieldNode[]>((nodes, name) => fieldsBelow(info, nodes, name), info.fieldNodes).length > 0;

/** Whether a connection is asked for anything of its page, not for its count or its totals alone. */
export const asksForPage = (info: GraphQLResolveInfo): boolean =>
  ['nodes', 'edges', 'pageInfo'].some((name) => asksFor(info, name));

/**
 * The arguments with which each selection of a field is asked for right below, their defaults with them. Those that cannot be used
 * are left out: the executor tells what is wrong with them, at their own place.
 */
export function argumentsBelow(info: GraphQLResolveInfo, name: string): Record<string, unknown>[] {
  const type = getNamedType(info.returnType);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (!field) return [];
  return fieldsBelow(info, info.fieldNodes, name).flatMap((node) => {
    try {
      return [getArgumentValues(field, node, info.variableValues)];
    } catch {
      return [];
    }
  });
}

type Fields = ReadonlyMap<string, readonly FieldNode[]>;

// Field nodes are collected anew for each execution, so that they stand for its variables too, and once for all parents of a level.
const found = new WeakMap<readonly FieldNode[], Fields>();

function fieldsBelow(info: GraphQLResolveInfo, nodes: readonly FieldNode[], name: string): readonly FieldNode[] {
  let fields = found.get(nodes);
  if (!fields) {
    fields = collect(info, nodes);
    found.set(nodes, fields);
  }
  return fields.get(name) ?? [];
}

/** The fields right below some fields by name; each fragment is read once, however often it is spread. */
function collect({ fragments, variableValues }: GraphQLResolveInfo, nodes: readonly FieldNode[]): Fields {
  const fields = new Map<string, FieldNode[]>();
  const read = new Set<FragmentDefinitionNode>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const one of set?.selections ?? []) {
      if (!isSelected(one, variableValues)) continue;
      if (one.kind === Kind.FIELD) {
        const same = fields.get(one.name.value);
        if (same) same.push(one);
        else fields.set(one.name.value, [one]);
      } else if (one.kind === Kind.INLINE_FRAGMENT) {
        visit(one.selectionSet);
      } else {
        const fragment = fragments[one.name.value];
        if (!fragment || read.has(fragment)) continue;
        read.add(fragment);
        visit(fragment.selectionSet);
      }
    }
  };
  for (const node of nodes) visit(node.selectionSet);
  return fields;
}
