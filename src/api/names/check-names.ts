import { badInput, limitExceeded } from '../errors.ts';

const MAX_NAMES = 100;

/**
 * Checks a list of names: an empty one would ask for nothing where leaving it out asks for everything.
 * @throws GraphQLError BAD_USER_INPUT for an empty list, LIMIT_EXCEEDED for too long a one.
 */
export function checkNames(argument: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) throw badInput(argument, 'is empty.', 'Name at least one, or leave it out.');
  if (names.length <= MAX_NAMES) return names;
  throw limitExceeded(argument, `Argument "${argument}": at most ${MAX_NAMES} at once, not ${names.length}.`);
}
