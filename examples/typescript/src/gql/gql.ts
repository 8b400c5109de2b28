/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment RowFields on Dependence {\n    id\n    country {\n      name\n    }\n    share\n    missing\n    confidence\n    imports {\n      valueUsd\n    }\n    sources {\n      publisher\n      attribution\n    }\n  }\n": typeof types.RowFieldsFragmentDoc,
    "\n  query Dependents($on: String!, $product: String!, $asOf: Date, $first: Int!, $after: String) {\n    dependents(on: $on, product: $product, asOf: $asOf, first: $first, after: $after) {\n      totalCount\n      nodes {\n        ...RowFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.DependentsDocument,
    "\n  query Again($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Dependence {\n        share\n        country {\n          name\n          memberships {\n            coalition {\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.AgainDocument,
};
const documents: Documents = {
    "\n  fragment RowFields on Dependence {\n    id\n    country {\n      name\n    }\n    share\n    missing\n    confidence\n    imports {\n      valueUsd\n    }\n    sources {\n      publisher\n      attribution\n    }\n  }\n": types.RowFieldsFragmentDoc,
    "\n  query Dependents($on: String!, $product: String!, $asOf: Date, $first: Int!, $after: String) {\n    dependents(on: $on, product: $product, asOf: $asOf, first: $first, after: $after) {\n      totalCount\n      nodes {\n        ...RowFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.DependentsDocument,
    "\n  query Again($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Dependence {\n        share\n        country {\n          name\n          memberships {\n            coalition {\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n": types.AgainDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RowFields on Dependence {\n    id\n    country {\n      name\n    }\n    share\n    missing\n    confidence\n    imports {\n      valueUsd\n    }\n    sources {\n      publisher\n      attribution\n    }\n  }\n"): typeof import('./graphql').RowFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Dependents($on: String!, $product: String!, $asOf: Date, $first: Int!, $after: String) {\n    dependents(on: $on, product: $product, asOf: $asOf, first: $first, after: $after) {\n      totalCount\n      nodes {\n        ...RowFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql').DependentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Again($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Dependence {\n        share\n        country {\n          name\n          memberships {\n            coalition {\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AgainDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
