import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readQuestion } from './question-file.ts';

/** Folders whose operations are asked at once by those who open a page. */
const folders = [new URL('../../questions/', import.meta.url), new URL('../../web/explorer/', import.meta.url)];

/** An operation with its variables, as it is posted. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** The operations of the questions and pages. */
export const knownOperations = (): Operation[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => {
        const { operation, variables } = readQuestion(fileURLToPath(new URL(file, folder)));
        return { query: operation, variables };
      }),
  );

/** As many as keep two cores of Neo4j busy: between statements an operation computes or waits. */
const AT_ONCE = 3;

/**
 * Asks operations once each, so that the next client does not wait until Neo4j has planned their statements, Java has compiled
 * what runs them and the worker threads have loaded their code. An operation that fails is passed over: it will tell its caller why.
 *
 * @param done called after each
 */
export async function warmUp(
  operations: readonly Operation[],
  ask: (operation: Operation) => Promise<unknown>,
  done: () => void = () => undefined,
): Promise<void> {
  const waiting = operations.values();
  const next = async () => {
    for (const operation of waiting) {
      await ask(operation).catch(() => undefined);
      done();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}
