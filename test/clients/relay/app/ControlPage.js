import { graphql } from 'relay-runtime';

export const page = graphql`
  query ControlPageQuery($slug: String!, $asOf: Date) {
    exportControl(slug: $slug, asOf: $asOf) {
      ...ControlPage_control
    }
  }
`;

export const control = graphql`
  fragment ControlPage_control on ExportControl @refetchable(queryName: "ControlPageRefetchQuery") {
    number
    state
    restricts {
      ...NameTag_thing
    }
    suspendedBy {
      number
      state
    }
  }
`;
