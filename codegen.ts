import { readdirSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

const inFolder = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const types = new Set(
  inFolder('schema', /\.graphql$/).flatMap(({ text }) => names(text, /^(?:type|interface|union) (\w+)/gm)),
);

/** A type of the schema is made from the record of its name: `Country` from `CountryRecord`, in whichever record.ts exports it. */
const mappers = Object.fromEntries(
  inFolder('src', /(^|\/)record\.ts$/).flatMap(({ file, text }) =>
    names(text, /^export (?:interface|type) (\w+)Record\b/gm)
      .filter((type) => types.has(type))
      .map((type) => [type, `../${file}#${type}Record`]),
  ),
);

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  // Enums keep the order of the SDL, which for stages and confidences is their own.
  config: { sort: false },
  generates: {
    'web/explorer/api/generated.ts': {
      documents: 'web/explorer/**/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        skipTypename: true,
        scalars: {
          Date: 'string',
          PartialDate: 'string',
          DateTime: 'string',
          URL: 'string',
          Share: 'number',
          Tonnes: 'number',
          UsdAmount: 'string',
          Amount: 'string',
        },
      },
    },
    'src/api/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#RequestContext',
        enumsAsConst: true,
        useTypeImports: true,
        maybeValue: 'T | null',
        avoidOptionals: { field: true, defaultValue: true },
        scalars: {
          Date: 'string',
          PartialDate: 'string',
          DateTime: 'string',
          URL: 'string',
          Share: 'number',
          Tonnes: 'number',
          UsdAmount: { input: 'string', output: 'number | string' },
          Amount: 'string',
        },
        mappers,
      },
    },
  },
};

export default config;
