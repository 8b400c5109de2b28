/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How far a statement can be relied on. */
export type Confidence =
  /** Read in the publisher's own figures. */
  | 'HIGH'
  /** Not verified in a document. */
  | 'LOW'
  /** Read in a report of the original, or from a series known to be incomplete. */
  | 'MEDIUM';

/** Why a figure is missing. A missing figure is null, never 0. */
export type MissingReason =
  /** Less than half of the unit the publisher prints in. */
  | 'BELOW_THRESHOLD'
  /** The country exports more than it imports, so that no import reliance is given (`E`). */
  | 'NET_EXPORTER'
  /** The question has no meaning here, such as a coalition's dependence on one of its own members. */
  | 'NOT_APPLICABLE'
  /** No figure is published, or none is loaded, for what was asked. */
  | 'NOT_AVAILABLE'
  /** Figures are on record, and count something else than what they would be set beside, such as the metal in an ore against its gross weight; no conversion is on record. */
  | 'NOT_COMPARABLE'
  /** Nobody has looked for it: it may be published, and it may be none. */
  | 'NOT_LOOKED_UP'
  /** The publisher gives words instead of a number, such as `Large`. */
  | 'QUALITATIVE'
  /** Several forms are published, none of which is the whole: ask for one with `form`. */
  | 'SEVERAL_FORMS'
  /** Only a part of the trade is on record and no publisher gives the total: chosen partners, the largest alone, or what a few exporters report. A share of the part would pass for a share of the whole. */
  | 'TOTAL_UNKNOWN'
  /** The publisher holds the figure and does not disclose it (`W`). */
  | 'WITHHELD';

export type RowFieldsFragment = { id: string, share: number | null, missing: MissingReason | null, confidence: Confidence | null, country: { name: string } | null, imports: { valueUsd: string | null }, sources: Array<{ publisher: string, attribution: string | null }> | null } & { ' $fragmentName'?: 'RowFieldsFragment' };

export type DependentsQueryVariables = Exact<{
  on: string;
  product: string;
  asOf?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type DependentsQuery = { dependents: { totalCount: number | null, nodes: Array<{ ' $fragmentRefs'?: { 'RowFieldsFragment': RowFieldsFragment } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AgainQueryVariables = Exact<{
  id: string | number;
}>;


export type AgainQuery = { node:
    | { __typename: 'Agency' }
    | { __typename: 'Agreement' }
    | { __typename: 'Claim' }
    | { __typename: 'Coalition' }
    | { __typename: 'Commitment' }
    | { __typename: 'Concentration' }
    | { __typename: 'ConcentrationShare' }
    | { __typename: 'Country' }
    | { __typename: 'Dependence', share: number | null, country: { name: string, memberships: Array<{ coalition: { name: string } }> | null } | null }
    | { __typename: 'Event' }
    | { __typename: 'ExportControl' }
    | { __typename: 'Facility' }
    | { __typename: 'Mineral' }
    | { __typename: 'Observation' }
    | { __typename: 'Person' }
    | { __typename: 'Product' }
    | { __typename: 'Programme' }
    | { __typename: 'Source' }
    | { __typename: 'Stockpile' }
    | { __typename: 'Supplier' }
    | { __typename: 'TradeFlow' }
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RowFieldsFragmentDoc = new TypedDocumentString(`
    fragment RowFields on Dependence {
  id
  country {
    name
  }
  share
  missing
  confidence
  imports {
    valueUsd
  }
  sources {
    publisher
    attribution
  }
}
    `, {"fragmentName":"RowFields"}) as unknown as TypedDocumentString<RowFieldsFragment, unknown>;
export const DependentsDocument = new TypedDocumentString(`
    query Dependents($on: String!, $product: String!, $asOf: Date, $first: Int!, $after: String) {
  dependents(
    on: $on
    product: $product
    asOf: $asOf
    first: $first
    after: $after
  ) {
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
    fragment RowFields on Dependence {
  id
  country {
    name
  }
  share
  missing
  confidence
  imports {
    valueUsd
  }
  sources {
    publisher
    attribution
  }
}`) as unknown as TypedDocumentString<DependentsQuery, DependentsQueryVariables>;
export const AgainDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<AgainQuery, AgainQueryVariables>;