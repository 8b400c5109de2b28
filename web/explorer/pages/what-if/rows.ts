import type { LossFragment, OutcomeFragment, WhatIfQuery } from '../../api/generated.ts';

export type Stage = OutcomeFragment['stages'][number];
type Loss = LossFragment;
type Replaced = NonNullable<NonNullable<NonNullable<WhatIfQuery['oneHand']>['rows']>[number]['replaced']>[number];

/** What tells a stage from others. */
export const stageKey = ({
  stage,
  product,
  mineral,
}: {
  stage: string;
  product: { slug: string } | null;
  mineral: { slug: string } | null;
}): string => `${stage} ${product?.slug ?? mineral?.slug ?? ''}`;

/** What a stage is of, in words. */
export const stageName = ({ stage, product, mineral }: Stage): string =>
  product ? product.name.toLowerCase() : `${mineral?.name.toLowerCase() ?? 'what is made'}, ${stage.toLowerCase()}`;

/** One country's loss by both rules. */
export interface WhatIfRow {
  readonly key: string;
  readonly iso3: string | null;
  readonly name: string;
  readonly baseline: number;
  readonly lost: number;
  readonly nobody: Loss | null;
  readonly oneHand: Loss | null;
  /** The smaller and the larger shortage, in tonnes. */
  readonly low: number;
  readonly high: number;
  readonly why: string | null;
}

/** Losses at one stage by country, the largest shortage first. */
export function rowsOf(stage: string, nobody: readonly Loss[], oneHand: readonly Loss[]): WhatIfRow[] {
  const of = (rows: readonly Loss[]) =>
    new Map(rows.filter((row) => stageKey(row.stage) === stage).map((row) => [row.country?.iso3 ?? '', row]));
  const [first, second] = [of(nobody), of(oneHand)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .flatMap((key) => {
      const rows = [first.get(key), second.get(key)].filter((row): row is Loss => row !== undefined);
      const [any] = rows;
      if (!any) return [];
      const shorts = rows.map(({ short }) => short);
      return [
        {
          key,
          iso3: any.country?.iso3 ?? null,
          name: any.country?.name ?? 'The world',
          baseline: any.baseline,
          lost: any.lostDirectly,
          nobody: first.get(key) ?? null,
          oneHand: second.get(key) ?? null,
          low: Math.min(...shorts),
          high: Math.max(...shorts),
          why: any.binding?.sentence ?? null,
        },
      ];
    })
    .filter(({ high, lost }) => high > 0.0005 || lost > 0.0005)
    .sort((a, b) => b.high - a.high);
}

/** Who would send how much to whom if one hand shared out what is left. */
export interface Delivery {
  readonly giver: { readonly key: string; readonly name: string };
  readonly getter: { readonly key: string; readonly name: string };
  readonly tonnes: number;
}

const nameOf = ({ kind, by }: Replaced): { key: string; name: string } =>
  kind === 'STOCK'
    ? { key: 'stock', name: 'own stock' }
    : kind === 'SUBSTITUTE'
      ? { key: 'substitute', name: 'something else' }
      : { key: by?.iso3 ?? 'unknown', name: by?.name ?? 'not named' };

/** What replaces a loss at one stage; what a row does not list by name is of others. */
export function deliveriesOf(
  stage: string,
  rows: readonly (Loss & { replaced: readonly Replaced[] | null })[],
): Delivery[] {
  return rows
    .filter((row) => stageKey(row.stage) === stage)
    .flatMap(({ country, replaced, replacedTonnes }) => {
      const getter = { key: country?.iso3 ?? 'world', name: country?.name ?? 'The world' };
      const named = (replaced ?? []).map((one) => ({ giver: nameOf(one), getter, tonnes: one.tonnes }));
      const rest = replacedTonnes - named.reduce((sum, { tonnes }) => sum + tonnes, 0);
      return rest > 0.5 ? [...named, { giver: { key: 'others', name: 'others' }, getter, tonnes: rest }] : named;
    });
}
