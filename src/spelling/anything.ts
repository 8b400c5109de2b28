import type { RequestContext, View } from '../context.ts';
import { badInput } from '../graphql/errors.ts';
import { fold } from './fold.ts';
import { only } from './only.ts';
import { meaningsOf, type Named, type NamedKind } from './queries.ts';

/**
 * What a global identifier, key, code or name means; null when it means nothing. A key means the thing that has it; a name that
 * things of several kinds bear is that of the first of `kinds`.
 * @throws GraphQLError BAD_USER_INPUT when several things of one kind bear it.
 */
export async function meaning(
  context: RequestContext,
  argument: string,
  text: string,
  kinds: readonly NamedKind[],
  { knownAt }: View,
): Promise<Named | null> {
  const kind = kinds.find((one) => text.startsWith(`${one}:`));
  const written = kind ? text.slice(kind.length + 1) : text;
  const key = { text: fold(written), written, kinds: kind ? [kind] : kinds, knownAt };
  const found = await context.batch(meaningsOf, key);
  const exact = found.find((one) => one.key === written);
  if (exact) return exact;
  return only(
    found.filter((one) => one.kind === found[0]?.kind),
    argument,
    text,
  );
}

/**
 * The same for an argument that must mean something.
 * @throws GraphQLError BAD_USER_INPUT when nothing bears it, or several things of one kind do.
 */
export async function findAnything(
  context: RequestContext,
  argument: string,
  text: string,
  kinds: readonly NamedKind[],
  view: View,
): Promise<Named> {
  const meant = await meaning(context, argument, text, kinds, view);
  if (meant) return meant;
  throw badInput(
    argument,
    `nothing is known as '${text.slice(0, 60)}'.`,
    'Find it with search(text:) and pass the id of a hit.',
  );
}
