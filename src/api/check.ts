import { GraphQLError } from 'graphql';
import { attempt } from '../lib/attempt.ts';

/** Several things that are wrong with the arguments of one field: each becomes an error of its own where the answer is formatted. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments';

  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

const isRefusal = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && ['BAD_USER_INPUT', 'LIMIT_EXCEEDED'].includes(String(error.extensions['code']));

/**
 * What all checks give. Where some refuse what they were given, all that is wrong is thrown at once, in the order of the checks:
 * that of the arguments in the schema. A failure of another kind goes before.
 *
 * ```ts
 * const [page, where] = await checkAll(() => readPage(args, order), () => readWhere(args.where));
 * ```
 * @throws GraphQLError the one thing that is wrong, or WrongArguments with several.
 */
export async function checkAll<const Checks extends readonly (() => unknown)[]>(
  ...checks: Checks
): Promise<{ -readonly [I in keyof Checks]: Awaited<ReturnType<Checks[I]>> }> {
  const outcomes = await Promise.allSettled(checks.map(attempt));
  const failures = outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length > 0) throw together(failures);
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as {
    -readonly [I in keyof Checks]: Awaited<ReturnType<Checks[I]>>;
  };
}

/** The same where nothing has to be waited for. */
export function checkNow<const Checks extends readonly (() => unknown)[]>(
  ...checks: Checks
): { -readonly [I in keyof Checks]: ReturnType<Checks[I]> } {
  const failures: unknown[] = [];
  const values = checks.map((check): unknown => {
    try {
      return check();
    } catch (failure) {
      failures.push(failure);
      return undefined;
    }
  });
  if (failures.length > 0) throw together(failures);
  return values as { -readonly [I in keyof Checks]: ReturnType<Checks[I]> };
}

/** The same for a list of which each element is checked alike. */
export const checkEach = <Given, T>(
  given: readonly Given[],
  check: (one: Given, index: number) => T | Promise<T>,
): Promise<T[]> => checkAll(...given.map((one, index) => () => check(one, index)));

function together(failures: readonly unknown[]): unknown {
  const wrong = failures.flatMap((failure): readonly unknown[] =>
    failure instanceof WrongArguments ? failure.errors : [failure],
  );
  const other = wrong.find((failure) => !isRefusal(failure));
  if (other !== undefined) return other;
  const refusals = [...new Map(wrong.filter(isRefusal).map((error) => [error.message, error])).values()];
  return refusals.length === 1 ? refusals[0] : new WrongArguments(refusals);
}
