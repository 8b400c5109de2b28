import { graphql } from 'relay-runtime';

export const page = graphql`
  query CoalitionPageQuery($slug: String!, $asOf: Date) {
    coalition(slug: $slug, asOf: $asOf) {
      name
      dependence(on: "CHN", product: "permanent-magnets", year: 2024) {
        share
      }
      ...CoalitionPage_members
    }
  }
`;

export const members = graphql`
  fragment CoalitionPage_members on Coalition
  @argumentDefinitions(first: { type: "Int", defaultValue: 5 }, after: { type: "String" })
  @refetchable(queryName: "CoalitionPageMembersQuery") {
    members(first: $first, after: $after) @connection(key: "CoalitionPage_members") {
      totalCount
      edges {
        from
        node {
          ...NameTag_thing
        }
      }
    }
  }
`;
