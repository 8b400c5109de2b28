import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import type { GraphQLSchema } from 'graphql';
import neo4j, { type Driver } from 'neo4j-driver';
import { readConfig } from '../../src/lib/config.ts';

// @neo4j/graphql behind the HTTP server and the Apollo Server that Lodegraph has, with the schema that it makes of type definitions.

/** The part of @neo4j/graphql that is used; its package is installed in bench/, without the project's types. */
interface Neo4jGraphql {
  Neo4jGraphQL: new (options: { typeDefs: string; driver: Driver; features: object }) => {
    getSchema(): Promise<GraphQLSchema>;
  };
}

const { Neo4jGraphQL } = createRequire(import.meta.url)('@neo4j/graphql') as Neo4jGraphql;
const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD } = readConfig();
const driver = neo4j.driver(NEO4J_URI ?? '', neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), { telemetryDisabled: true });
const typeDefs = readFileSync(new URL('../servers/type-definitions.graphql', import.meta.url), 'utf8');
// Days are text in the graph: they are compared as such.
const features = { filters: { String: { LT: true, LTE: true, GT: true, GTE: true } } };
const apollo = new ApolloServer({ schema: await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema() });
await apollo.start();

const app = fastify();
app.post('/graphql', fastifyApolloHandler(apollo));
process.stdout.write(`ready ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => {
  app.server.closeAllConnections();
  void app.close().then(() => driver.close());
});
