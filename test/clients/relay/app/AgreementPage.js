import { graphql } from 'relay-runtime';

export const page = graphql`
  query AgreementPageQuery($slug: String!, $asOf: Date) {
    agreement(slug: $slug, asOf: $asOf) {
      status
      parties {
        ...NameTag_thing
      }
      covers {
        ...NameTag_thing
      }
      ...AgreementPage_commitments
      ...ClaimList_thing
    }
  }
`;

export const commitments = graphql`
  fragment AgreementPage_commitments on Agreement
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" })
  @refetchable(queryName: "AgreementPageCommitmentsQuery") {
    commitments(first: $first, after: $after) @connection(key: "AgreementPage_commitments") {
      totalCount
      edges {
        node {
          state
          overdue
        }
      }
    }
  }
`;
