import type { ReactNode } from 'react';
import { Failure } from './notice.tsx';

interface SpokenAnswerProps {
  error: Error | null;
  retry: () => void;
  /** Whether it is that of the question before. */
  isOld: boolean;
  /** Null until there is one. */
  children: ReactNode;
}

/** The answer in a sentence or two, spoken when it changes; its place until it comes; why there is none. */
export const SpokenAnswer = ({ error, retry, isOld, children }: SpokenAnswerProps) => (
  <>
    {error ? <Failure error={error} retry={retry} /> : null}
    {children !== null ? (
      <div aria-live="polite" className={isOld ? 'old' : ''}>
        {children}
      </div>
    ) : error ? null : (
      <p className="answer waiting">…</p>
    )}
  </>
);
