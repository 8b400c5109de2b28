import { createHash } from 'node:crypto';
import neo4j, { type EagerResult, type Node, type Relationship } from 'neo4j-driver';

/** What tells when something was loaded, not what. */
const ofLoading = new Set(['Load', 'LoadLock']);

const sorted = (properties: Record<string, unknown>) =>
  Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    // Whole numbers and others are told apart: Neo4j does.
    .map(([name, value]) => [
      name,
      JSON.stringify(value, (_, one: unknown) => (neo4j.isInt(one) ? { int: one.toString() } : one)),
    ]);

const nameOf = ({ labels, properties: { iso3, slug, id } }: Node) =>
  JSON.stringify([[...labels].sort(), iso3 ?? slug ?? id]);

/** All nodes and relationships of a graph, one line each in an order of its own, without what the database calls them. */
export async function graphLines(connection: { uri: string; user: string; password: string }): Promise<string[]> {
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.user, connection.password));
  try {
    const nodes = await driver.executeQuery<EagerResult<{ node: Node }>>('MATCH (node) RETURN node');
    const rels = await driver.executeQuery<EagerResult<{ start: Node; rel: Relationship; end: Node }>>(
      'MATCH (start)-[rel]->(end) RETURN start, rel, end',
    );
    return [
      ...nodes.records
        .map((record) => record.get('node'))
        .filter(({ labels }) => !labels.some((label) => ofLoading.has(label)))
        .map((node) => JSON.stringify([nameOf(node), sorted(node.properties)])),
      ...rels.records.map((record) => {
        const { type, properties } = record.get('rel');
        return JSON.stringify([nameOf(record.get('start')), type, nameOf(record.get('end')), sorted(properties)]);
      }),
    ].sort();
  } finally {
    await driver.close();
  }
}

/** A digest of all of it: labels, properties, relationships. */
export const graphDigest = (lines: readonly string[]): string =>
  createHash('sha1').update(lines.join('\n')).digest('hex');
