import type { RequestContext, View } from '../context.ts';
import { badInput } from '../errors.ts';
import { idInQuestion } from '../global-id.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from './unique-match.ts';
import { meaningsOf, type ResolvedNode } from './queries.ts';
import type { NodeKind } from '../../graph/kinds.ts';

/**
 * What a global identifier, key, code or name means; null when it means nothing. A key means the thing that has it; a name that
 * several kinds share is that of the first of `kinds`.
 * @throws GraphQLError BAD_USER_INPUT for several matches of one kind, or an id of another view.
 */
export async function meaning(
  context: RequestContext,
  argument: string,
  text: string,
  kinds: readonly NodeKind[],
  view: View,
): Promise<ResolvedNode | null> {
  const id = idInQuestion(argument, text, view, context);
  const kind = kinds.find((one) => id.startsWith(`${one}:`));
  const written = kind ? id.slice(kind.length + 1) : id;
  const key = { text: fold(written), written, kinds: kind ? [kind] : kinds, knownAt: view.knownAt };
  const found = await context.batch(meaningsOf, key);
  const exact = found.find((one) => one.key === written);
  if (exact) return exact;
  return uniqueMatch(
    found.filter((one) => one.__typename === found[0]?.__typename),
    argument,
    text,
  );
}

/**
 * The same for an argument that must mean something.
 * @throws GraphQLError BAD_USER_INPUT without a match, for several matches of one kind, or an id of another view.
 */
export async function resolveNode(
  context: RequestContext,
  argument: string,
  text: string,
  kinds: readonly NodeKind[],
  view: View,
): Promise<ResolvedNode> {
  const meant = await meaning(context, argument, text, kinds, view);
  if (meant) return meant;
  throw badInput(
    argument,
    `nothing is known as '${text.slice(0, 60)}'.`,
    'Find it with search(text:) and pass the id of a hit.',
  );
}
