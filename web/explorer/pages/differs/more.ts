import type { DiffersMoreQuery, ReportedFragment, ReportFragment } from '../../api/generated.ts';
import { inPlainWords } from '../../evidence/node.ts';
import { count, counted, exactMoney } from '../../format/numbers.ts';
import type { Difference, Side } from './rows.ts';

/** Reports of one trade differ where the smaller one is below the larger by more than a tenth of it. */
const DIFFERS = 0.1;

const reporters = { IMPORTER: 'the importer', EXPORTER: 'the exporter', BOTH: 'both sides, reconciled' } as const;

const sideOf = ({ id, valueUsd, confidence, rankReason, recordedAt, reportedBy, source }: ReportFragment): Side => ({
  id,
  value: `${exactMoney(valueUsd)}${reportedBy ? `, by ${reporters[reportedBy]}` : ''}`,
  confidence,
  reason: rankReason,
  recordedAt,
  source,
});

/** Trade of which another report says something else, the one that is shown first. */
function tradeDifferences({ nodes }: ReportedFragment): Difference[] {
  return nodes.flatMap(({ competing, product, from, to, year, ...first }): Difference[] => {
    const values = [first, ...(competing ?? [])].map(({ valueUsd }) => Number(valueUsd));
    if (1 - Math.min(...values) / Math.max(...values) <= DIFFERS) return [];
    return [
      {
        about: `${product.name}, ${from.name} to ${to.name}`,
        aboutId: null,
        property: 'value of trade',
        scope: String(year),
        sides: [first, ...(competing ?? [])].map(sideOf),
      },
    ];
  });
}

/** Published figures of the same by several publishers, the largest first: none of them is chosen here. */
const figureDifferences = (coverage: NonNullable<DiffersMoreQuery['coverage']>): Difference[] =>
  (coverage.disagreements ?? []).flatMap(({ kind, stage, form, year, figures }): Difference[] => {
    const [first] = figures ?? [];
    return first
      ? [
          {
            about: first.country?.name ?? first.mineral.name,
            aboutId: null,
            property: kind,
            scope: [stage ? inPlainWords(stage) : null, form, year].filter(Boolean).join(', '),
            isUnranked: true,
            sides: (figures ?? []).map(({ id, value, unit, confidence, rankReason, recordedAt, source }) => ({
              ...{ id, confidence, recordedAt, source, reason: rankReason },
              value: `${value} ${unit}`,
            })),
          },
        ]
      : [];
  });

/** What differs besides the claims: figures of a mineral, trade of a country. */
export const moreDifferences = (answer: DiffersMoreQuery | undefined): Difference[] => [
  ...(answer?.coverage ? figureDifferences(answer.coverage) : []),
  ...[answer?.country?.imports, answer?.country?.exports].flatMap((flows) => (flows ? tradeDifferences(flows) : [])),
];

/** How much of the trade was looked at, and how much of it anybody else reports. */
export function lookedAt({ country }: DiffersMoreQuery): string {
  if (!country) return '';
  const parts = (
    [
      ['imports', country.imports],
      ['exports', country.exports],
    ] as const
  ).flatMap(([name, flows]) =>
    flows
      ? [`the ${count(flows.nodes.length)} largest of ${count(flows.totalCount ?? flows.nodes.length)} ${name}`]
      : [],
  );
  const reported = [country.imports, country.exports].reduce(
    (sum, flows) => sum + (flows?.nodes ?? []).filter(({ competing }) => competing?.length).length,
    0,
  );
  if (parts.length === 0) return '';
  return reported === 0
    ? `Of ${parts.join(' and ')} nobody else on record gives a report of the same code and year.`
    : `Of ${parts.join(' and ')} ${counted(reported, 'flow')} ${reported === 1 ? 'has' : 'have'} more than one report; those that differ by more than a tenth are shown.`;
}
