import { z } from 'zod';
import type { RequestContext, View } from './context.ts';
import { badInput } from './errors.ts';

/** The clocks that a question was asked with. One that is null was not given: it stands at the moment of each request. */
export interface Clocks {
  /** Day, `YYYY-MM-DD`. */
  asOf: string | null;
  /** Moment, ISO 8601 in UTC. */
  knownAt: string | null;
}

/** Types whose fields, and those of all that they lead to, are the same in every view: their ids carry none. */
export const outsideViews: ReadonlySet<string> = new Set(['Source']);

/** What has a global identifier: its GraphQL type and its key among those. */
export interface Identified {
  __typename: string;
  key: string;
}

/** The id of a thing whatever the view: its kind and its key. */
export const plainId = ({ __typename: kind, key }: Identified): string => `${kind}:${key}`;

/** The kind before the first colon and the key after it, whatever that holds. */
export function splitId(id: string): [kind: string, key: string] {
  const colon = id.indexOf(':');
  return colon < 0 ? ['', id] : [id.slice(0, colon), id.slice(colon + 1)];
}

/** Each thing once, in the order of their first mention. */
export const distinct = <Thing extends Identified>(things: readonly Thing[]): Thing[] => [
  ...new Map(things.map((thing) => [plainId(thing), thing])).values(),
];

/**
 * What ids begin with in a view: nothing in the default one. Kinds are GraphQL names, which never begin with `@`, and the
 * view's own text holds no `:`, so that kind and key may follow as they are, whatever the key holds.
 */
export const viewPrefix = ({ asOf, knownAt }: Clocks): string =>
  asOf === null && knownAt === null ? '' : `@${Buffer.from(`${asOf ?? ''}/${knownAt ?? ''}`).toString('base64url')}:`;

/** An id as it was read: the clocks it carries, and the id without them. */
export interface ReadId extends Clocks {
  plain: string;
}

const clocks = z
  .tuple([z.literal('').or(z.iso.date()), z.literal('').or(z.iso.datetime({ precision: 3 }))])
  .transform(([asOf, knownAt]): Clocks => ({ asOf: asOf || null, knownAt: knownAt || null }));

/**
 * Reads an id. Only one that this server gives, letter by letter, is read as an id of a view: two ids are never one thing.
 * @throws GraphQLError BAD_USER_INPUT for a view that is none, does not exist or lies ahead.
 */
export function readId(argument: string, id: string, now: string): ReadId {
  if (!id.startsWith('@')) return { asOf: null, knownAt: null, plain: id };
  const end = id.indexOf(':') + 1;
  const plain = id.slice(end);
  const view = clocks.safeParse(
    Buffer.from(id.slice(1, end - 1), 'base64url')
      .toString()
      .split('/'),
  );
  if (!view.success || viewPrefix(view.data) !== id.slice(0, end) || outsideViews.has(plain.split(':', 1)[0] ?? ''))
    throw badInput(
      argument,
      `'${id.slice(0, 80)}' is not an id that this server gives.`,
      'Pass an id whole, as an answer gave it; for another day or moment ask the root field with asOf or knownAt.',
    );
  refuseAhead(argument, view.data.knownAt, now);
  return { ...view.data, plain };
}

/**
 * The id without its view of what an argument names, such as `about`. The answer is in the view of the question: an id of another
 * one is refused, so that the answer is not mistaken for that of the id's day.
 * @throws GraphQLError BAD_USER_INPUT for an id of another view, or one that is none.
 */
export function idInQuestion(
  argument: string,
  id: string,
  view: View,
  { now, viewOf }: Pick<RequestContext, 'now' | 'viewOf'>,
): string {
  const { plain, ...clocks } = readId(argument, id, now);
  const own = viewOf(clocks);
  if (plain === id || (own.asOf === view.asOf && own.knownAt === view.knownAt)) return plain;
  const asked = Object.entries(clocks).flatMap(([clock, at]) => (at === null ? [] : `${clock}: "${at}"`));
  throw badInput(
    argument,
    `the id of ${plain} is of another day or moment than the question.`,
    `Ask with ${asked.join(', ')}, or name it '${plain}'.`,
  );
}

/**
 * What will have been recorded by a moment that lies ahead is not known yet: the answer would not stay what it is.
 * @throws GraphQLError BAD_USER_INPUT for a moment later than `now`.
 */
export function refuseAhead(
  argument: string,
  knownAt: string | null,
  now: string,
  hint = 'Leave knownAt out for all that is recorded now; a day that lies ahead goes in asOf.',
): void {
  if (knownAt !== null && knownAt > now)
    throw badInput(argument, `the moment ${knownAt} lies ahead: what will be recorded by then is not known yet.`, hint);
}
