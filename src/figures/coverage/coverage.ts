import { lastYear, preferFigure } from '../../entities/observation/choose.ts';
import { shareOf, tonnesOf } from '../../entities/observation/unit.ts';
import type { FigureDisagreementRecord, FigureSeriesRecord } from './record.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** Publishers disagree when the smallest figure is so much below the largest, as a part of the largest. */
const DISAGREE = 0.1;

const publisherOf = ({ publisher, source }: Figure) => publisher ?? source;

/** The figures of a mineral by kind, stage, form and publisher, those with the most figures first. */
export function figureSeries(figures: readonly Figure[]): FigureSeriesRecord[] {
  const groups = groupBy(figures, (figure) =>
    JSON.stringify([figure.measure, figure.stage, figure.form, publisherOf(figure)]),
  );
  return [...groups.entries()]
    .flatMap(([key, own]) => {
      const [one] = own;
      if (!one) return [];
      const series: FigureSeriesRecord = {
        ...{ kind: one.measure, stage: one.stage, form: one.form, publisher: publisherOf(one) },
        sources: [...new Set(own.map(({ source }) => source))].sort(),
        years: [...new Set(own.map(lastYear))].sort((a, b) => a - b),
        figures: own.length,
        missing: own.filter(({ missing }) => missing !== null).length,
      };
      return [{ key, series }];
    })
    .sort((a, b) => b.series.figures - a.series.figures || (a.key < b.key ? -1 : 1))
    .map(({ series }) => series);
}

/**
 * Where the newest editions of several publishers give numbers for the same thing that differ by more than a tenth of the larger
 * one. Only figures of one form, basis and kind of unit are compared.
 */
export function figureDisagreements(figures: readonly Figure[]): FigureDisagreementRecord[] {
  return [...groupBy(figures, comparable).values()]
    .flatMap((own) => disagreement(own) ?? [])
    .sort(
      (a, b) =>
        b.year - a.year || b.difference - a.difference || ((a.figures[0] ?? '') < (b.figures[0] ?? '') ? -1 : 1),
    );
}

/** Equal for figures that are about the same and can be compared. */
function comparable(figure: Figure): string {
  const { measure, stage, product, form, basis, country, partner, aggregate, coalition, year, yearTo, unit } = figure;
  const measured = tonnesOf(1, unit) !== null ? 't' : shareOf(1, unit) !== null ? 'share' : unit;
  return JSON.stringify([
    ...[measure, stage, product, form, basis],
    ...[country, partner, aggregate, coalition, year, yearTo, measured],
  ]);
}

const amountOf = ({ number, unit }: Figure) =>
  number === null ? null : (tonnesOf(number, unit) ?? shareOf(number, unit) ?? number);

function disagreement(figures: readonly Figure[]): FigureDisagreementRecord | null {
  const newest = [...groupBy(figures, publisherOf).values()].map((own) => preferFigure(own).figure);
  const given = newest
    .flatMap((figure) => {
      const amount = amountOf(figure);
      return amount === null ? [] : [{ figure, amount }];
    })
    .sort((a, b) => b.amount - a.amount);
  const [largest, smallest] = [given[0], given.at(-1)];
  if (!largest || !smallest || largest.amount <= 0) return null;
  const difference = (largest.amount - smallest.amount) / largest.amount;
  if (difference <= DISAGREE) return null;
  const { measure, stage, form } = largest.figure;
  return {
    ...{ kind: measure, stage, form, year: lastYear(largest.figure), difference },
    figures: given.map(({ figure }) => figure.id),
  };
}
