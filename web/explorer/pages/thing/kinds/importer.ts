import type { MagnetsFragment, ProductShareFragment } from '../../../api/generated.ts';
import { atLeast } from '../../../format/numbers.ts';
import { figure, missing } from '../said.ts';
import { inWords, money, percent } from '../../../format/numbers.ts';
import type { Block, Said, SeriesPoint } from '../thing.ts';

/** The limit of the European Union for 2030: 65 % of one country. */
const LIMIT = 0.65;

export interface ImporterFigures {
  readonly products: readonly ProductShareFragment[];
  readonly magnets: MagnetsFragment | null;
  readonly on: string;
}

const sameYear = (products: readonly ProductShareFragment[]) => {
  const years = new Set(products.flatMap(({ year }) => year ?? []));
  return years.size === 1 ? [...years][0] : null;
};

/** What an importer buys from one country, in a sentence. */
export function leadOfImporter(name: string, { products, magnets, on }: ImporterFigures): Said[] {
  const known = products.filter(({ share }) => share !== null);
  if (known.length === 0) return [`What part of ${name}’s mineral products comes from ${on} is not on record.`];
  const over = known.filter(({ share }) => (share ?? 0) > LIMIT);
  // The one with the most money in it: a part of all of ten dollars says little.
  const [most] = [...over].sort((a, b) => Number(b.imports.valueUsd ?? 0) - Number(a.imports.valueUsd ?? 0));
  const year = sameYear(known);
  const said: Said[] = [
    `${year ? `In ${year} ` : 'In the newest year on record '}${name} bought more than 65\u202F% from ${on} of ${inWords(over.length)} of the ${known.length} mineral products whose trade is on record`,
  ];
  if (most)
    said.push(
      ', the largest of them ',
      most.product.name.toLowerCase(),
      ' (',
      { id: most.id, text: percent(most.share ?? 0, 0) },
      ')',
    );
  if (magnets && magnets.share !== null) {
    said.push(', and ', { id: magnets.id, text: percent(magnets.share, 0) }, ' of its permanent magnets');
    if (magnets.lookThroughShare !== null) {
      said.push(
        ' (',
        { id: magnets.id, text: atLeast(magnets.lookThroughShare, magnets.unknownShare, 0).replace('≥', 'at least') },
        ' looked through',
        ...(magnets.lookThroughConfidence === 'LOW' ? [', ', { low: true } as const] : []),
        ')',
      );
    }
  }
  return [...said, '.'];
}

const SHOWN = 13;

/** The shares as a table with bars, and magnets over the years. */
export function blocksOfImporter({ products, magnets, on }: ImporterFigures): Block[] {
  const known = products.filter(({ share }) => share !== null);
  const silent = products.filter(({ share }) => share === null);
  const year = sameYear(known);
  const points = (magnets?.byYear ?? []).flatMap(({ year: of, share, shareAtMost, complete }): SeriesPoint[] =>
    of === null
      ? []
      : [
          {
            year: of,
            value: share ?? shareAtMost,
            text: share !== null ? percent(share, 0) : shareAtMost !== null ? `≤ ${percent(shareAtMost, 0)}` : '',
            id: null,
            isOpen: share === null || complete !== true,
          },
        ],
  );
  return [
    {
      is: 'table',
      title: null,
      note: `share bought in ${on}, ${year ?? 'newest year'}, by value`,
      heads: [
        { name: 'Product' },
        { name: on, bar: { limit: LIMIT } },
        { name: 'share', isNumber: true },
        { name: 'largest supplier' },
        { name: 'imports', isNumber: true },
      ],
      rows: [...known, ...silent].map(
        ({ id, product, share, shareAtMost, directUnknownShare, missing: reason, confidence, suppliers, imports }) => {
          const [largest] = suppliers ?? [];
          return [
            { is: 'thing', id: product.id, text: product.name },
            { is: 'bar', share, unknown: directUnknownShare },
            share !== null
              ? figure(id, atLeast(share, directUnknownShare), confidence)
              : shareAtMost !== null
                ? figure(id, `≤ ${percent(shareAtMost)}`, confidence)
                : missing(reason),
            largest
              ? `${largest.country.name}${largest.share !== null && largest.country.name !== on ? ` ${percent(largest.share, 0)}` : ''}`
              : null,
            imports.valueUsd === null
              ? missing('NOT_AVAILABLE')
              : `${imports.complete === false ? '≥ ' : ''}${money(imports.valueUsd)}`,
          ];
        },
      ),
      shown: SHOWN,
    },
    ...(points.length > 1
      ? [
          {
            is: 'series' as const,
            title: `Permanent magnets from ${on}`,
            note: 'direct share by value, % · ○ at most: largest partners alone',
            unit: 'share' as const,
            points,
          },
        ]
      : []),
  ];
}

export const sourcesOfImporter = ({ products }: ImporterFigures) => products.flatMap(({ sources }) => sources ?? []);
