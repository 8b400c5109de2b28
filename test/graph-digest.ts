import { createHash } from 'node:crypto';
import neo4j from 'neo4j-driver';

/** What tells when something was loaded, not what. */
const ofLoading = new Set(['Load', 'LoadLock']);

/** Whole numbers are told from others, as Neo4j does. */
const told = (_: string, value: unknown) => (neo4j.isInt(value) ? { int: value.toString() } : value);
const line = (...parts: unknown[]) => JSON.stringify(parts, told);
const sorted = (properties: unknown) => Object.entries(properties as object).sort(([a], [b]) => (a < b ? -1 : 1));

const nameOf = (node: string) => `[labels(${node}), coalesce(${node}.iso3, ${node}.slug, ${node}.id)]`;

/** All nodes and relationships of a graph, one line each in an order of its own, without what the database calls them. */
export async function graphLines(connection: { uri: string; user: string; password: string }): Promise<string[]> {
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.user, connection.password));
  const rows = async (query: string): Promise<unknown[][]> =>
    (await driver.executeQuery(query)).records.map((record) => record.keys.map((_, at) => record.get(at) as unknown));
  try {
    const lines: string[] = [];
    for (const [label] of await rows('CALL db.labels()'))
      if (!ofLoading.has(String(label)))
        for (const [name, properties] of await rows(`MATCH (n:${String(label)}) RETURN ${nameOf('n')}, properties(n)`))
          lines.push(line(name, sorted(properties)));
    for (const [type] of await rows('CALL db.relationshipTypes()'))
      for (const [start, end, properties] of await rows(
        `MATCH (a)-[r:${String(type)}]->(b) RETURN ${nameOf('a')}, ${nameOf('b')}, properties(r)`,
      ))
        lines.push(line(start, type, end, sorted(properties)));
    return lines.sort();
  } finally {
    await driver.close();
  }
}

/** A digest of all of it: labels, properties, relationships. */
export const graphDigest = (lines: readonly string[]): string =>
  createHash('sha1').update(lines.join('\n')).digest('hex');
