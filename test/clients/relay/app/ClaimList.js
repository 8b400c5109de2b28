import { graphql } from 'relay-runtime';

export const claims = graphql`
  fragment ClaimList_thing on Evidenced @refetchable(queryName: "ClaimListQuery") {
    claims(first: 5) {
      property
      value
      source {
        title
      }
    }
  }
`;
