/** What is wrong with a period whose last day is the one before `to`; either end may be unknown. */
export const periodErrors = (from: string | null, to: string | null): string[] =>
  from && to && to <= from ? ['it ends before it begins'] : [];

/** The same for a period to which its last day belongs. */
export const wholeDaysErrors = (from: string, lastDay: string | null): string[] =>
  lastDay && lastDay < from ? ['it ends before it begins'] : [];
