import { badInput } from '../errors.ts';
import { fold } from '../../lib/fold.ts';

/**
 * The one thing that a name means: of several that bear it, the one whose key it is. Null when nothing bears it.
 * @throws GraphQLError BAD_USER_INPUT that names them when it means several, such as "Treasury".
 */
export function uniqueMatch<Thing extends { key: string }>(
  things: readonly Thing[],
  argument: string,
  text: string,
): Thing | null {
  const meant = things.length > 1 ? things.filter(({ key }) => fold(key) === fold(text)) : things;
  if (things.length === 0 || meant.length === 1) return meant[0] ?? null;
  const keys = things.map(({ key }) => `'${key}'`).join(' or ');
  throw badInput(argument, `'${text}' could mean ${keys}.`, 'Give one of these.');
}
