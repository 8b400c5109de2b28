import { atLeast, listed, percent } from '../../format/numbers.ts';
import { dependenceId } from '../../components/dependence-id.ts';
import { viewOf } from '../../components/id.ts';
import type { Piece } from '../../components/pieces.tsx';
import { reasonOf } from '../../format/missing.ts';
import type { Behind } from './chain-flow.ts';

/** Who uses it. */
export const importerOf = ({ country, coalition }: Behind): { key: string; name: string } =>
  country ? { key: country.iso3, name: country.name } : { key: coalition?.slug ?? '', name: coalition?.name ?? '' };

/** Whether the share has no answer because asking for it failed: nothing is known of it then, not even that it is missing. */
export const isUnanswered = (
  { lookThroughShare, lookThroughMissing, missing }: Behind,
  problems: readonly unknown[],
): boolean => problems.length > 0 && lookThroughShare === null && lookThroughMissing === null && missing === null;

/** What lies behind a dependence, in words. */
export function answerOf(of: Behind, basis: 'VALUE' | 'MASS'): { headline: Piece[]; below: Piece[] } {
  const { id, share, lookThroughShare, unknownShare, on, product, year } = of;
  const { name, key } = importerOf(of);
  const what = product.name.toLowerCase();
  if (lookThroughShare === null)
    return {
      headline: [
        `What lies behind ${name}’s ${what} cannot be told: ${reasonOf(of.lookThroughMissing ?? of.missing)}.`,
      ],
      below: [],
    };
  const through = { id, text: atLeast(lookThroughShare, unknownShare, 0) };
  const headline: Piece[] =
    share === null
      ? [through, ` of ${name}’s ${what} comes from ${on.name} at some stage.`]
      : [
          { id, text: percent(share, 0) },
          ` of ${name}’s ${what} come from ${on.name} directly; looked through, `,
          through,
          '.',
        ];
  const others = (of.suppliers ?? []).filter(
    ({ country, share: part }) => country.iso3 !== on.iso3 && (part ?? 0) >= 0.02,
  );
  const view = viewOf(id);
  const makers: Piece[] = others.slice(0, 2).flatMap(({ country, share: part }, index): Piece[] => [
    `${index > 0 ? ' and ' : ''}${country.name} made `,
    year === null
      ? percent(part ?? 0, 0)
      : {
          id: dependenceId(
            { of: key, on: country.iso3, product: product.slug, year, basis, isLookedThrough: false },
            view,
          ),
          text: percent(part ?? 0, 0),
        },
  ]);
  const done: Record<string, string> = {
    METAL: 'made into metal',
    REFINING: 'refined',
    EXTRACTION: 'mined',
    RECYCLING: 'recycled',
  };
  const stages = [...(of.chain?.stages ?? [])].slice(1).flatMap(({ stage, nodes }) => {
    const node = nodes.find((one) => one.key === on.iso3);
    return node && done[stage] ? [`${done[stage]} ${percent(node.share, 0)}`] : [];
  });
  return {
    headline,
    below: [
      ...(makers.length > 0 ? [...makers, '. '] : []),
      ...(stages.length > 0 ? [`Of what these are made of, ${on.name} `, { id, text: listed(stages) }, '.'] : []),
    ],
  };
}
