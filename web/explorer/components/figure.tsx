import type { ReactNode } from 'react';
import { common, writeAddress } from '../address/address.ts';
import { useCommon } from '../address/use-address.ts';
import { useHistory } from '../address/use-history.ts';
import { atLeast, percent } from '../format/numbers.ts';
import { reasonOf } from '../format/missing.ts';

type Confidence = 'HIGH' | 'MEDIUM' | 'LOW';

/** A figure: a door to the evidence of the thing with this id. */
export function Fig({ id, children }: { id: string; children: ReactNode }) {
  const history = useHistory();
  const { values, change } = useCommon();
  const { pathname, search } = history.location;
  return (
    <a
      className="fig"
      href={`${pathname}${writeAddress(common, search, { ev: id })}`}
      data-ev={id}
      aria-expanded={values.ev === id}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        event.stopPropagation();
        change({ ev: values.ev === id ? null : id });
      }}
    >
      {children}
    </a>
  );
}

/** What is missing, with its reason: a hatch, never 0. */
export function Miss({ reason, title }: { reason: string | null | undefined; title?: string }) {
  return (
    <span className="miss" title={title}>
      <i className="hatch" aria-hidden="true" />
      {reasonOf(reason)}
    </span>
  );
}

const marks = { HIGH: null, MEDIUM: '◐', LOW: '○' } as const;

/** How far a figure can be relied on: HIGH says nothing. */
export function ConfidenceMark({ of }: { of: Confidence | null | undefined }) {
  const mark = of ? marks[of] : null;
  if (!of || mark === null) return null;
  return (
    <span
      className="conf-mark"
      role="img"
      aria-label={`${of.toLowerCase()} confidence`}
      title={`${of.toLowerCase()} confidence`}
    >
      {mark}
    </span>
  );
}

/** The same in words, where a sentence rests on it. */
export function LowChip({ of }: { of: Confidence | null | undefined }) {
  return of === 'LOW' ? (
    <span className="chip">
      <i className="ring" aria-hidden="true" />
      low confidence
    </span>
  ) : null;
}

interface ShareProps {
  id: string;
  share: number | null | undefined;
  /** The unknown part: from five points on the share is said to be at least. */
  unknown?: number | null;
  /** What a share that cannot be given cannot be above. */
  atMost?: number | null;
  missing?: string | null;
  confidence?: Confidence | null;
  digits?: 0 | 1;
}

/** A share that opens its evidence, or the reason why there is none. */
export function Share({ id, share, unknown, atMost, missing, confidence, digits = 1 }: ShareProps) {
  if (share === null || share === undefined)
    return atMost === null || atMost === undefined ? (
      <Miss reason={missing} />
    ) : (
      <Fig id={id}>≤&#8239;{percent(atMost, digits)}</Fig>
    );
  return (
    <>
      <Fig id={id}>{atLeast(share, unknown, digits)}</Fig>
      <ConfidenceMark of={confidence} />
    </>
  );
}
