import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/graphql/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.ts#RequestContext',
        enumsAsTypes: true,
        useTypeImports: true,
        maybeValue: 'T | null',
        avoidOptionals: { field: true, defaultValue: true },
        scalars: {
          Date: 'string',
          DateTime: 'string',
          URL: 'string',
          Share: 'number',
          Tonnes: 'number',
          UsdAmount: { input: 'string', output: 'number | string' },
        },
        mappers: {
          Country: '../country/record.ts#CountryRecord',
          Coalition: '../coalition/record.ts#CoalitionRecord',
          CoalitionMember: '../coalition/record.ts#MemberRecord',
          CoalitionMemberEdge: '../coalition/record.ts#MemberEdgeRecord',
          CoalitionMembership: '../coalition/record.ts#MembershipRecord',
          Mineral: '../mineral/record.ts#MineralRecord',
          MineralListing: '../mineral/record.ts#MineralListingRecord',
          Product: '../product/record.ts#ProductRecord',
          TradeFlow: '../trade-flow/record.ts#TradeFlowRecord',
          Source: '../source/record.ts#SourceRecord',
          Dependence: '../dependence/record.ts#DependenceRecord',
          SupplierShare: '../dependence/record.ts#SupplierShareRecord',
          CountryConnection: '../country/record.ts#CountryConnectionRecord',
          CoalitionConnection: '../coalition/record.ts#CoalitionConnectionRecord',
          CoalitionMemberConnection: '../coalition/record.ts#MemberConnectionRecord',
          MineralConnection: '../mineral/record.ts#MineralConnectionRecord',
          ProductConnection: '../product/record.ts#ProductConnectionRecord',
          TradeFlowConnection: '../trade-flow/record.ts#TradeFlowConnectionRecord',
          SourceConnection: '../source/record.ts#SourceConnectionRecord',
          DependenceConnection: '../dependence/record.ts#DependenceConnectionRecord',
          SourceVintage: '../summary/queries.ts#SourceVintageRecord',
          Claim: '../claim/record.ts#ClaimRecord',
          ClaimConnection: '../claim/record.ts#ClaimConnectionRecord',
          Concentration: '../concentration/record.ts#ConcentrationRecord',
        },
      },
    },
  },
};

export default config;
