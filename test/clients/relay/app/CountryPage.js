import { graphql } from 'relay-runtime';

export const page = graphql`
  query CountryPageQuery($code: String!, $asOf: Date) {
    country(code: $code, asOf: $asOf) {
      ...CountryPage_imports
      ...ClaimList_thing
    }
  }
`;

export const imports = graphql`
  fragment CountryPage_imports on Country
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" })
  @refetchable(queryName: "CountryPageImportsQuery") {
    name
    imports(product: "permanent-magnets", year: 2024, first: $first, after: $after)
      @connection(key: "CountryPage_imports") {
      edges {
        node {
          valueUsd
          from {
            name
          }
        }
      }
    }
  }
`;
