import type { ServerResponse } from 'node:http';
import neo4j from 'neo4j-driver';
import { inject } from 'vitest';
import { giveOver, hold } from './held.ts';
import { startTemporaryNeo4j, type TestNeo4j } from './neo4j.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where tests borrow a Neo4j that they may write to. */
    lender: string;
  }
}

/** Removes all that a graph holds; keys and indexes stay, and so do the plans of statements. */
async function empty({ uri, user, password }: TestNeo4j): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const session = driver.session();
  try {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS', {}, { timeout: 600_000 });
  } finally {
    await session.close();
    await driver.close();
  }
}

/**
 * A Neo4j beside the seeded one, started when a test first asks for it and lent to one after the other: a Java that has planned
 * what loads and questions need does it in a fraction of the time of one that has just started.
 * A loan lasts as long as the connection over which it is asked for.
 */
export async function lendNeo4j(): Promise<{ url: string; stop: () => Promise<void> }> {
  let started: Promise<TestNeo4j> | undefined;
  let returned = Promise.resolve();
  const lend = async (before: Promise<void>, response: ServerResponse) => {
    await before;
    if (response.destroyed) return;
    const local = await (started ??= startTemporaryNeo4j());
    await empty(local);
    const { uri, user, password } = local;
    response.write(JSON.stringify({ uri, user, password }));
  };
  const { url, stop: close } = await giveOver((_, response) => {
    const lent = lend(returned, response);
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    returned = lent.catch((error: unknown) => void response.writeHead(500).end(String(error))).then(() => closed);
  });
  const stop = async () => {
    close();
    // Where it could not be started, those who asked were told why.
    await started?.then(
      (local) => local.stop(),
      () => undefined,
    );
  };
  return { url, stop };
}

/** Borrows an empty Neo4j, waiting for the test that has it; `stop` gives it back. */
export async function borrowNeo4j(): Promise<TestNeo4j> {
  const { text, release } = await hold(inject('lender'));
  const stop = () => {
    release();
    return Promise.resolve();
  };
  return { ...(JSON.parse(text) as Omit<TestNeo4j, 'stop'>), stop };
}
