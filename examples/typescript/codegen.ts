import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env['SCHEMA'] ?? '../../docs/schema.graphql',
  documents: 'src/**/*.{ts,tsx}',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'fragment' } },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        // Amounts are texts, which keep every digit; days and moments too.
        strictScalars: true,
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
  },
};

export default config;
