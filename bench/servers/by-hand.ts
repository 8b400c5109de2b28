import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import neo4j from 'neo4j-driver';
import { readConfig } from '../../src/lib/config.ts';
import { sent } from '../plans.ts';
import { allShapes } from '../shapes.ts';

// What Lodegraph is measured against: node:http, the driver as Lodegraph opens it, one statement a shape and nothing else.
// POST /<shape> with the statement's parameters as JSON gives what Lodegraph answers.

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, STATEMENT_TIMEOUT_MS } = readConfig();
const driver = neo4j.driver(NEO4J_URI ?? '', neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), {
  disableLosslessIntegers: true,
  telemetryDisabled: true,
});
const shapes = new Map(allShapes.map((shape) => [`/${shape.name}`, shape]));

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return JSON.parse(text) as Record<string, unknown>;
}

async function answer(request: IncomingMessage): Promise<string> {
  const shape = shapes.get(request.url ?? '');
  if (!shape) throw new Error(`There is no shape ${request.url ?? ''}.`);
  const parameters = sent(await readBody(request));
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run(shape.cypher, parameters, { timeout: STATEMENT_TIMEOUT_MS });
    const rows = records.map((record) => record.keys.map((_, index): unknown => record.get(index)));
    return JSON.stringify({ data: shape.answer(rows) });
  } finally {
    await session.close();
  }
}

const server = createServer((request, response) => {
  answer(request)
    .then((body) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body))
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void driver.close();
});
