import { DatePrecision } from '../api/generated.ts';
import { z } from 'zod';

/** How much of a day is known; empty when none is given. */
export const datePrecision = z
  .enum([...Object.values(DatePrecision), ''], 'is not DAY, MONTH or YEAR')
  .transform((text) => text || null);

const lengths: Readonly<Record<DatePrecision, number>> = { DAY: 10, MONTH: 7, YEAR: 4 };

/** Cuts the dates of a row, in these columns, to what is known of them: `2025-06-01` of which the month is known is `2025-06`. */
export const cutDates =
  <Column extends string>(...columns: readonly Column[]) =>
  <Row extends Record<Column, string | null> & { datePrecision: DatePrecision | null }>(row: Row): Row => {
    const length = lengths[row.datePrecision ?? 'DAY'];
    return { ...row, ...Object.fromEntries(columns.map((column) => [column, row[column]?.slice(0, length) ?? null])) };
  };
