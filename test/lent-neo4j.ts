import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import neo4j from 'neo4j-driver';
import { inject } from 'vitest';
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

function start(): Promise<TestNeo4j> {
  // It ends before Java's second compiler would have paid for itself.
  process.env['JDK_JAVA_OPTIONS'] = '-XX:TieredStopAtLevel=1';
  return startTemporaryNeo4j();
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
    const local = await (started ??= start());
    await empty(local);
    const { uri, user, password } = local;
    response.write(JSON.stringify({ uri, user, password }));
  };
  const server = createServer((_, response) => {
    const lent = lend(returned, response);
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    returned = lent.catch((error: unknown) => void response.writeHead(500).end(String(error))).then(() => closed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    // Where it could not be started, those who asked were told why.
    await started?.then(
      (local) => local.stop(),
      () => undefined,
    );
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Borrows an empty Neo4j, waiting for the test that has it; `stop` gives it back. */
export async function borrowNeo4j(): Promise<TestNeo4j> {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(inject('lender'), resolve).once('error', reject),
  );
  const text = await new Promise<string>((resolve, reject) =>
    response
      .setEncoding('utf8')
      .once('data', resolve)
      .once('error', reject)
      .once('end', () => reject(new Error('No Neo4j was lent.'))),
  );
  if (response.statusCode !== 200) throw new Error(text);
  const stop = () => Promise.resolve(void response.destroy());
  return { ...(JSON.parse(text) as Omit<TestNeo4j, 'stop'>), stop };
}
