import { graphql } from 'relay-runtime';

export const page = graphql`
  query MineralPageQuery($slug: String!, $asOf: Date) {
    mineral(slug: $slug, asOf: $asOf) {
      ...MineralPage_observations
    }
  }
`;

export const observations = graphql`
  fragment MineralPage_observations on Mineral
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" })
  @refetchable(queryName: "MineralPageObservationsQuery") {
    symbol
    observations(first: $first, after: $after) @connection(key: "MineralPage_observations") {
      edges {
        node {
          year
          value
          country {
            ...NameTag_thing
          }
        }
      }
    }
  }
`;
