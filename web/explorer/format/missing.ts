/** Why a figure is missing, in a word or two. */
const reasons: Record<string, string> = {
  WITHHELD: 'withheld',
  NOT_AVAILABLE: 'not published',
  NET_EXPORTER: 'net exporter',
  BELOW_THRESHOLD: 'below unit',
  NOT_APPLICABLE: 'does not apply',
  QUALITATIVE: 'in words only',
  TOTAL_UNKNOWN: 'total unknown',
  NOT_COMPARABLE: 'not comparable',
  SEVERAL_FORMS: 'several forms',
  NOT_LOOKED_UP: 'not looked up',
};

export const reasonOf = (missing: string | null | undefined): string =>
  missing ? (reasons[missing] ?? missing.toLowerCase().replace(/_/g, ' ')) : 'not on record';
