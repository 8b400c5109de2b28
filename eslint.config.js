import graphql from '@graphql-eslint/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig } from 'eslint/config';

const graphQLConfig = { schema: './schema/*.graphql', documents: './questions/*.graphql' };

/** From top to bottom: who may import whom. `lib` imports nothing. */
const below = {
  commands: ['server', 'across', 'figures', 'ingest', 'entities', 'loading', 'api', 'graph', 'analysis', 'lib'],
  server: ['across', 'figures', 'entities', 'api', 'graph', 'lib'],
  across: ['figures', 'entities', 'api', 'graph', 'analysis', 'lib'],
  ingest: ['entities', 'loading', 'graph', 'lib'],
  figures: ['entities', 'api', 'graph', 'analysis', 'lib'],
  entities: ['api', 'loading', 'graph', 'analysis', 'lib'],
  loading: ['graph', 'lib'],
  api: ['graph', 'lib'],
  graph: ['lib'],
  analysis: ['lib'],
  lib: [],
};

// Oxlint has the rules for TypeScript itself; here is what it does not know: the layers, GraphQL.
export default defineConfig(
  { ignores: ['src/api/generated.ts'] },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parser },
    plugins: { boundaries },
    settings: {
      'boundaries/include': ['src/**/*.ts'],
      // Types of the schema name every record, and every file may use them.
      'boundaries/ignore': ['src/api/generated.ts'],
      // A folder of a layer is an element: what is inside of it is its own affair.
      'boundaries/elements': Object.keys(below).flatMap((type) => [
        { type, pattern: `src/${type}/*`, capture: ['folder'] },
        { type, pattern: `src/${type}` },
      ]),
      'boundaries/files': [
        { category: 'resolvers', pattern: 'src/**/resolvers.ts' },
        { category: 'load', pattern: 'src/entities/**/load.ts' },
        { category: 'index', pattern: ['src/*/index.ts', 'src/entities/*/index.ts'] },
      ],
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...Object.entries(below).map(([from, layers]) => ({
              from: { element: { type: from } },
              allow: { to: { element: { types: { anyOf: [from, ...layers] } } } },
            })),
            // server/ assembles resolvers, ingest/ runs loads: both find them in the index of the layer, which has them of each folder's.
            { disallow: { to: { file: { categories: 'resolvers' } } } },
            {
              from: [{ element: { type: 'server' } }, { file: { categories: 'index' } }],
              allow: { to: { file: { categories: 'resolvers' } } },
            },
            { disallow: { to: { file: { categories: 'load' } } } },
            {
              from: [
                { element: { types: { anyOf: ['ingest', 'commands'] } } },
                { file: { categories: { anyOf: ['load', 'index'] } } },
              ],
              allow: { to: { file: { categories: 'load' } } },
            },
          ],
        },
      ],
    },
  },
  {
    files: ['schema/**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true, rootField: true },
      ],
      // `nodes` and short, bounded lists such as a dependence's suppliers are plain lists beside the connections.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      // A type has an identifier where it is a thing of its own; shares, totals and edges are parts of others.
      '@graphql-eslint/strict-id-in-types': 'off',
      '@graphql-eslint/no-typename-prefix': 'off',
      '@graphql-eslint/no-unreachable-types': 'error',
    },
  },
  {
    files: ['questions/**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/require-selections': 'off',
      '@graphql-eslint/selection-set-depth': 'off',
    },
  },
);
