import { ask } from './ask.ts';
import { graphql } from './gql/index.ts';
import type { DependentsQuery, DependentsQueryVariables } from './gql/graphql.ts';

export const Dependents = graphql(`
  query Dependents($on: String!, $product: String!, $asOf: Date, $first: Int!, $after: String) {
    dependents(on: $on, product: $product, asOf: $asOf, first: $first, after: $after) {
      totalCount
      nodes {
        ...RowFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Page = NonNullable<DependentsQuery['dependents']>;

/** Page after page, as long as somebody asks for the next one. */
export async function* pages(server: string, variables: Omit<DependentsQueryVariables, 'after'>): AsyncGenerator<Page> {
  let after: string | null = null;
  do {
    const { dependents }: DependentsQuery = await ask(server, Dependents, { ...variables, after });
    if (!dependents) return;
    yield dependents;
    after = dependents.pageInfo.hasNextPage ? (dependents.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}

/** The same thing again by its id, which keeps the day and the moment it was asked for. */
export const Again = graphql(`
  query Again($id: ID!) {
    node(id: $id) {
      __typename
      ... on Dependence {
        share
        country {
          name
          memberships {
            coalition {
              name
            }
          }
        }
      }
    }
  }
`);
