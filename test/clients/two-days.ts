import type { TypedDocumentNode } from '@apollo/client';
import { parse } from 'graphql';

interface Day {
  asOf?: string;
}

/** A control that was suspended on the second day and in force again on the first. */
export const days = ['2026-11-24', '2025-11-15'];
export const control = parse(`query Control($asOf: Date) {
  exportControl(slug: "cn-mofcom-2025-57", asOf: $asOf) { __typename id state }
}`) as TypedDocumentNode<{ exportControl: { state: string } }, Day>;

/** What the European Union of a day, with the members that it had then, buys of magnets in China: 0.8862 today, 0.8929 with the United Kingdom. */
export const earlier = '2015-01-01';
export const dependence = parse(`query Dependence($asOf: Date) {
  coalition(slug: "european-union", asOf: $asOf) {
    __typename id
    dependence(on: "CHN", product: "permanent-magnets", year: 2024) { __typename id share }
  }
}`) as TypedDocumentNode<{ coalition: { dependence: { share: number } } }, Day>;
