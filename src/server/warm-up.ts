import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readQuestion } from './question-file.ts';

/** Folders of operations that are likely to be asked, those that the pages ask when they are opened first. */
const folders = [new URL('../../web/explorer/', import.meta.url), new URL('../../questions/', import.meta.url)];

/** An operation with its variables, as it is posted. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** The operations of the questions and pages, each with the fragments that stand in other files. */
export function knownOperations(): Operation[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => readQuestion(fileURLToPath(new URL(file, folder)))),
  );
  const fragments = new Map(files.flatMap(({ operation }) => fragmentsIn(operation)));
  return files
    .filter(({ operation }) => /^query\b|^\{/m.test(operation))
    .map(({ operation, variables }) => ({ query: withFragments(operation, fragments), variables }));
}

const fragmentsIn = (text: string): [name: string, text: string][] =>
  [...text.matchAll(/^fragment (\w+) on [\s\S]*?^\}/gm)].map(([fragment, name = '']) => [name, fragment]);

/** The text with what it spreads and does not define itself, and what that spreads. */
function withFragments(text: string, fragments: ReadonlyMap<string, string>): string {
  const defined = new Set(fragmentsIn(text).map(([name]) => name));
  const needed = [...text.matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)]
    .map(([, name = '']) => name)
    .find((name) => !defined.has(name) && fragments.has(name));
  return needed === undefined ? text : withFragments(`${text}\n${fragments.get(needed) ?? ''}`, fragments);
}

/** Clients ask meanwhile, and between statements an operation computes or waits. */
const AT_ONCE = 2;

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
