import type { RequestContext } from '../context.ts';
import { badInput } from '../graphql/errors.ts';
import { searchQuery } from '../search/search-query.ts';
import { slipsBetween } from './edit-distance.ts';
import { nearNames, type NamedKind, type NearName } from './queries.ts';

const listOf: Record<NamedKind, string> = {
  Country: 'countries',
  Coalition: 'coalitions',
  Mineral: 'minerals',
  Product: 'products',
  Agency: 'agencies',
  Person: 'people',
  Programme: 'programmes',
  Event: 'events',
  Agreement: 'agreements',
  Commitment: 'commitments',
  ExportControl: 'exportControls',
  Supplier: 'suppliers',
  Facility: 'facilities',
  Source: 'sources',
};

const MOST_SUGGESTED = 3;

/** Keys of the things whose names are nearest to what was typed: the fewest slips first, then as the index finds them. */
function nearest(typed: string, names: readonly NearName[]): string[] {
  const slips = new Map<string, number>();
  for (const { key, name } of names) slips.set(key, Math.min(slips.get(key) ?? Infinity, slipsBetween(typed, name)));
  const sorted = [...slips].sort(([, a], [, b]) => a - b);
  return sorted.slice(0, MOST_SUGGESTED).map(([key]) => key);
}

/**
 * The error for a name that nothing bears, with what was probably meant.
 * @returns a GraphQLError BAD_USER_INPUT to throw.
 */
export async function unknownName(
  context: RequestContext,
  argument: string,
  kind: NamedKind,
  text: string,
): Promise<Error> {
  const query = searchQuery(text);
  const near = query ? nearest(query.text, await context.read(nearNames, { kind, query: query.all })) : [];
  const written = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const hint = near.length
    ? `Did you mean ${near.map((key) => `'${key}'`).join(' or ')}?`
    : `The ${listOf[kind]} field lists those there are.`;
  return badInput(argument, `no ${kind.toLowerCase()} is known as '${written}'.`, hint);
}
