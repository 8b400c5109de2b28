import { isTooLate } from './graph/graph.ts';
import { LocalNeo4jError } from './graph/local/local-neo4j.ts';

/** What a command prints when it fails: a sentence that says what to do, and the end of a log where there is one. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    const next = (port ?? 4000) + 1;
    return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${next} npm start`;
  }
  if (isTooLate(error))
    return 'Neo4j did not answer in time: it has ended, or the machine is too busy for it. Start again: what is loaded is kept. START_TIMEOUT_MS says how long is waited for each answer.';
  const tail = error instanceof LocalNeo4jError ? error.logTail : undefined;
  return tail === undefined ? error.message : `${error.message}\n${tail}`;
}
