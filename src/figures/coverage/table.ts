import type { Stage } from '../../api/generated.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { CoverageRowRecord } from './record.ts';
import type { CoveredMineral, FigureCount, TradeCount } from './table-queries.ts';

/** What there is to count. */
export interface Counted {
  figures: readonly FigureCount[];
  trade: readonly TradeCount[];
}

/** Of one mineral and stage, year by year. */
interface Counts {
  production: number[];
  shares: number[];
  trade: number[];
}

const isEmpty = ({ production, shares, trade }: Counts, index: number) =>
  [production, shares, trade].every((counts) => counts[index] === 0);

/**
 * What is there of each mineral at each stage in each year, and what is not: a row for every mineral and stage, also where there is
 * nothing at all. What only a group has that a mineral belongs to is told apart.
 */
export function coverageRows(
  minerals: readonly CoveredMineral[],
  stages: readonly Stage[],
  years: readonly number[],
  { figures, trade }: Counted,
): CoverageRowRecord[] {
  const byPlace = groupBy(figures, ({ mineral, stage }) => `${mineral} ${stage}`);
  const byStage = groupBy(trade, ({ stage }) => stage);
  const countsOf = (slug: string, stage: Stage): Counts => {
    const own = byPlace.get(`${slug} ${stage}`) ?? [];
    const products = (byStage.get(stage) ?? []).filter(({ minerals: held }) => held.includes(slug));
    const countries = (kind: FigureCount['kind'], year: number) =>
      new Set(own.flatMap((one) => (one.kind === kind && one.from <= year && year <= one.to ? one.countries : [])))
        .size;
    return {
      production: years.map((year) => countries('PRODUCTION', year)),
      shares: years.map((year) => countries('STAGE_SHARE', year)),
      trade: years.map((year) => products.filter((product) => product.years.includes(year)).length),
    };
  };
  return minerals.flatMap(({ mineral, groups }) =>
    stages.map((stage): CoverageRowRecord => {
      const own = countsOf(mineral.slug, stage);
      const ofGroups = groups.map((group) => countsOf(group, stage));
      const holes = years.filter((_, index) => isEmpty(own, index));
      const byGroup = holes.filter((year) => ofGroups.some((counts) => !isEmpty(counts, years.indexOf(year))));
      return { mineral, stage, ...own, holes, byGroup };
    }),
  );
}
