import type { RequestContext } from '../context.ts';
import { badInput } from '../graphql/errors.ts';
import { fold } from './fold.ts';
import { nearestKeys, type NamedKind } from './queries.ts';

/** A slip in a shorter word makes it another word. */
const SHORTEST_FUZZY = 4;

/**
 * A query of the full-text index for names near `text`: every word may be off by a slip or two. Folded words hold letters and
 * digits only, so nothing in them is an operator of the query language. Null when no word is left.
 */
export function nearestQuery(text: string): string | null {
  const words = fold(text.slice(0, 200))
    .split(' ')
    .filter((word) => word.length >= SHORTEST_FUZZY)
    .slice(0, 8);
  return words.length ? words.map((word) => `${word}~`).join(' AND ') : null;
}

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
  const query = nearestQuery(text);
  const near = query ? await context.read(nearestKeys, { kind, query }) : [];
  const written = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const hint = near.length
    ? `Did you mean ${near.map((key) => `'${key}'`).join(' or ')}?`
    : `The ${listOf[kind]} field lists those there are.`;
  return badInput(argument, `no ${kind.toLowerCase()} is known as '${written}'.`, hint);
}
