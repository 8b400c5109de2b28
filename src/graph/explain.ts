import neo4j, { type Neo4jError } from 'neo4j-driver';
import { isTooLate } from './graph.ts';
import { LocalNeo4jError } from './local/local-neo4j.ts';

/** What a command prints when it fails: a sentence that says what to do, and the end of a log where there is one. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    const next = (port ?? 4000) + 1;
    return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${next} npm start`;
  }
  if (error instanceof neo4j.Neo4jError) return ofNeo4j(error);
  const tail = error instanceof LocalNeo4jError ? error.logTail : undefined;
  return tail === undefined ? error.message : `${error.message}\n${tail}`;
}

/** What Neo4j refused, in a sentence; its own words are about statements that the reader has not written. */
function ofNeo4j(error: Neo4jError): string {
  const { code } = error;
  if (/OutOfMemory/.test(code))
    return 'Neo4j has too little memory for this. Give it more: NEO4J_HEAP_MEGABYTES for the local one, dbms.memory.transaction.total.max for one of yours.';
  if (code === 'ServiceUnavailable' || code === 'SessionExpired')
    return 'Neo4j does not answer any more. See whether it still runs, and run the command again: what is loaded is kept.';
  if (/Timeout|TimedOut/.test(code))
    return 'Neo4j took too long. Run the command again when it has less to do: what is loaded is kept.';
  if (isTooLate(error))
    return 'Neo4j did not answer in time: it has ended, or the machine is too busy for it. Start again: what is loaded is kept. START_TIMEOUT_MS says how long is waited for each answer.';
  return `Neo4j could not do it (${code}). Its log says more; run the command again.`;
}
