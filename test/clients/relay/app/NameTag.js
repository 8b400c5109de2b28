import { graphql } from 'relay-runtime';

export const name = graphql`
  fragment NameTag_thing on Named {
    name
  }
`;
