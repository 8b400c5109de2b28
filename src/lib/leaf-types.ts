import {
  getNamedType,
  isCompositeType,
  isLeafType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { nameOf } from './answer-rows.ts';

/** The type of each single value of an answer by where it stands, such as `Share` for `dependents.share`. */
export type LeafTypes = ReadonlyMap<string, string>;

/** The types of what an operation asks for; where fragments give one place several types, it has none. */
export function leafTypes(query: string, operationName: string | null, schema: GraphQLSchema): LeafTypes {
  const document = parse(query, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  const root = operation && schema.getRootType(operation.operation);
  const found = new Map<string, Set<string>>();

  function walk(type: GraphQLCompositeType, { selections }: SelectionSetNode, path: readonly string[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const field = 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
        const named = field && getNamedType(field.type);
        const here = [...path, selection.alias?.value ?? selection.name.value];
        if (isLeafType(named)) found.set(nameOf(here), (found.get(nameOf(here)) ?? new Set()).add(named.name));
        else if (isCompositeType(named) && selection.selectionSet) walk(named, selection.selectionSet, here);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      if (fragment && isCompositeType(condition)) walk(condition, fragment.selectionSet, path);
    }
  }
  if (operation && root) walk(root, operation.selectionSet, []);
  return new Map(
    [...found].flatMap(([place, types]) => (types.size === 1 ? [[place, [...types].join()] as const] : [])),
  );
}
