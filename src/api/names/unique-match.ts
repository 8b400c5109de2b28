import { badInput } from '../errors.ts';
import { fold } from '../../lib/fold.ts';

/**
 * The single match for a name. Of several matches the one whose key equals it; null without a match.
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
