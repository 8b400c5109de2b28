import type { TaskContext } from '../compute.ts';
import { badInput } from '../errors.ts';
import { searchQuery } from './search-query.ts';
import { slipsBetween } from '../../lib/edit-distance.ts';
import { nearNames, type NearName } from './queries.ts';
import { nodeKinds, type NodeKind } from '../../graph/kinds.ts';

const MAX_SUGGESTED = 3;

/** Keys of the things whose names are nearest to what was typed: the fewest slips first, then as the index finds them. */
function nearest(typed: string, names: readonly NearName[]): string[] {
  const slips = new Map<string, number>();
  for (const { key, name } of names) slips.set(key, Math.min(slips.get(key) ?? Infinity, slipsBetween(typed, name)));
  const sorted = [...slips].sort(([, a], [, b]) => a - b);
  return sorted.slice(0, MAX_SUGGESTED).map(([key]) => key);
}

/**
 * The error for an unknown name, with suggestions.
 * @returns a GraphQLError BAD_USER_INPUT to throw.
 */
export async function unknownName(
  context: TaskContext,
  argument: string,
  kind: NodeKind | readonly NodeKind[],
  text: string,
): Promise<Error> {
  const kinds = [kind].flat();
  const query = searchQuery(text);
  const near = query ? nearest(query.text, await context.batch(nearNames, { kinds, query: query.all })) : [];
  const written = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const hint = near.length ? `Did you mean ${near.map((key) => `'${key}'`).join(' or ')}?` : whereToLook(kinds);
  return badInput(argument, `${nothing(kinds)} is known as '${written}'.`, hint);
}

/**
 * What was found of a name, for a check among others.
 * @throws GraphQLError BAD_USER_INPUT when it is nothing.
 */
export async function requireKnown<Thing>(
  found: Thing | null | undefined,
  context: TaskContext,
  argument: string,
  kind: NodeKind,
  text: string,
): Promise<Thing> {
  if (found == null) throw await unknownName(context, argument, kind, text);
  return found;
}

function whereToLook(kinds: readonly NodeKind[]): string {
  const lists = kinds.map((kind) => nodeKinds[kind].plural);
  if (lists.length > 3) return 'Find it with search(text:).';
  return lists.length === 1
    ? `The ${lists.join()} field lists those there are.`
    : `The fields ${lists.join(' and ')} list those there are.`;
}

/** `no mineral or product`; `nothing` of many kinds. */
const nothing = (kinds: readonly NodeKind[]) =>
  kinds.length > 3 ? 'nothing' : `no ${kinds.map((one) => one.toLowerCase()).join(' or ')}`;
