import { Kind, type GraphQLResolveInfo, type SelectionNode } from 'graphql';

/**
 * Whether a field is asked for something below it, such as `imports`, `tonnes`: then it can be read along. Only a hint: what
 * `@skip` or `@include` leave out counts as asked for.
 */
export const asksFor = ({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): boolean =>
  fieldNodes.some(({ selectionSet }) => below(selectionSet?.selections ?? [], fragments, path));

function below(
  selections: readonly SelectionNode[],
  fragments: GraphQLResolveInfo['fragments'],
  path: readonly string[],
): boolean {
  const [name, ...rest] = path;
  return selections.some((one) => {
    if (one.kind === Kind.FIELD)
      return (
        one.name.value === name && (rest.length === 0 || below(one.selectionSet?.selections ?? [], fragments, rest))
      );
    const inner = one.kind === Kind.INLINE_FRAGMENT ? one : fragments[one.name.value];
    return below(inner?.selectionSet.selections ?? [], fragments, path);
  });
}
