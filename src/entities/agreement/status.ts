import type { AgreementStatus } from '../../api/generated.ts';
import { intervals, type Interval } from '../../lib/intervals.ts';
import { firstDay } from '../../lib/partial-date.ts';

/** The days that an agreement's status follows from; null where not known. */
export interface AgreementDates {
  signedOn: string | null;
  effectiveOn: string | null;
  deadline: string | null;
  /** First day on which it no longer held. */
  endedOn: string | null;
}

/**
 * Where an agreement stands on a day, from its dates alone. The first that fits: ended; announced, while no day of signing is known
 * or it lies ahead; signed, before it takes effect; past its deadline, from the day after it; in force.
 */
export function agreementStatus(
  { signedOn, effectiveOn, deadline, endedOn }: AgreementDates,
  day: string,
): AgreementStatus {
  if (endedOn !== null && endedOn <= day) return 'ENDED';
  if (signedOn === null || signedOn > day) return 'ANNOUNCED';
  if (effectiveOn !== null && effectiveOn > day) return 'SIGNED';
  if (deadline !== null && deadline < day) return 'PAST_DEADLINE';
  return 'IN_FORCE';
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The states of an agreement over time: of each day from its signing on, or always where that day is not known, what `agreementStatus` gives. */
export function agreementPeriods(dates: AgreementDates): Interval<AgreementStatus, string | null>[] {
  const { signedOn, effectiveOn, deadline, endedOn } = dates;
  const later = [effectiveOn, deadline === null ? null : dayAfter(deadline), endedOn];
  return intervals([signedOn, ...later.filter((day) => day !== null)], (day) =>
    signedOn !== null && day < firstDay(signedOn) ? null : agreementStatus(dates, day),
  );
}
