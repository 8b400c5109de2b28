/** The first day of what is known of a date: a day, a month (`2025-06`) or a year (`2025`). As text each stands just before its first day. */
export const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10);
