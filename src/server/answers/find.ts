import { coded, Refused } from './refused.ts';
import { addressed, questionsByName, type AddressedOperation } from './operation.ts';
import type { OperationStore } from './store.ts';
import { didYouMean } from './variables.ts';

const HASHED = /^sha256-([0-9a-f]{64})$/;

/**
 * The operation of an address: a question by its name, or any by the digest of its text.
 * @throws Refused where there is none, with the nearest names.
 */
export function findOperation(store: OperationStore, name: string): AddressedOperation {
  const questions = questionsByName();
  const byHash = new Map([...questions.values()].map((one) => [one.hash, one]));
  const question = questions.get(name) ?? byHash.get(HASHED.exec(name)?.[1] ?? '');
  if (question) return question;
  const [, hash] = HASHED.exec(name) ?? [];
  const stored = hash === undefined ? null : store.read(hash);
  if (stored !== null) return addressed(stored);
  if (name.startsWith('sha256-')) {
    const message =
      hash === undefined
        ? `"${name.slice(0, 80)}" is no address of a stored operation.`
        : 'No operation is stored under this address.';
    const hint =
      hash === undefined ? 'It is sha256- and 64 hexadecimal digits.' : 'POST /q stores one; /q lists the questions.';
    throw new Refused(404, [coded('NOT_FOUND', message, hint, { argument: 'name' })]);
  }
  const hint = didYouMean(name, [...questions.keys()]) ?? '/q lists the questions there are.';
  throw new Refused(404, [
    coded('NOT_FOUND', `There is no question "${name.slice(0, 80)}".`, hint, { argument: 'name' }),
  ]);
}
