import type { RequestContext } from '../context.ts';
import { badInput } from '../graphql/errors.ts';
import { searchQuery } from '../search/search-query.ts';
import { nearestKeys, type NamedKind } from './queries.ts';

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
  const near = query ? await context.read(nearestKeys, { kind, query: query.all }) : [];
  const written = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const hint = near.length
    ? `Did you mean ${near.map((key) => `'${key}'`).join(' or ')}?`
    : `The ${listOf[kind]} field lists those there are.`;
  return badInput(argument, `no ${kind.toLowerCase()} is known as '${written}'.`, hint);
}
