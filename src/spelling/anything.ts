import type { RequestContext, View } from '../context.ts';
import { badInput } from '../graphql/errors.ts';
import { idInQuestion } from '../graphql/global-id.ts';
import { fold } from './fold.ts';
import { only } from './only.ts';
import { anythingByText, type NamedKind } from './queries.ts';

/** A thing of any kind, by its key. */
export interface Named {
  kind: NamedKind;
  key: string;
}

/**
 * What a global identifier or a name means: a name that things of several kinds bear is that of the first of `kinds`.
 * @throws GraphQLError BAD_USER_INPUT when nothing bears it, several things of one kind do, or the id is of another view.
 */
export async function findAnything(
  context: RequestContext,
  argument: string,
  text: string,
  kinds: readonly NamedKind[],
  view: View,
): Promise<Named> {
  const id = idInQuestion(argument, text, view, context);
  const kind = kinds.find((one) => id.startsWith(`${one}:`));
  if (kind) return { kind, key: id.slice(kind.length + 1) };
  const found = await context.read(anythingByText, { text: fold(id), kinds, knownAt: view.knownAt });
  const meant = only(
    found.filter((one) => one.kind === found[0]?.kind),
    argument,
    text,
  );
  if (meant) return meant;
  throw badInput(
    argument,
    `nothing is known as '${text.slice(0, 60)}'.`,
    'Find it with search(text:) and pass the id of a hit.',
  );
}
