/** The latest of some days or moments (ISO 8601); null when none is known. */
export const latest = (moments: Iterable<string | null>): string | null => {
  let last: string | null = null;
  for (const moment of moments) if (moment !== null && (last === null || moment > last)) last = moment;
  return last;
};
