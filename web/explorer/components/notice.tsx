import type { ReactNode } from 'react';
import { NoAnswer, type Problem } from '../api/ask.ts';

interface NoticeProps {
  children: ReactNode;
  title?: string;
  isWarning?: boolean;
}

/** A line that says what is not as asked. */
export const Notice = ({ title, isWarning = false, children }: NoticeProps) => (
  <div className={isWarning ? 'notice warn' : 'notice'} role={isWarning ? 'alert' : 'status'}>
    {title ? <b>{title}</b> : null}
    <p>{children}</p>
  </div>
);

/** Values of the address that are not read. */
export const Broken = ({ names }: { names: readonly string[] }) =>
  names.length === 0 ? null : (
    <Notice>
      {names.length === 1 ? 'One word' : 'Some words'} of the address cannot be read ({names.join(', ')}): the usual
      stands in its place.
    </Notice>
  );

const titles: Record<string, string> = {
  OFFLINE: 'The server does not answer.',
  TIMEOUT: 'The answer took too long.',
  UNAVAILABLE: 'The server is busy.',
  LIMIT_EXCEEDED: 'The question is too large.',
  BAD_USER_INPUT: 'The question cannot be answered as it is.',
};

/** Why there is no answer, and what to do. */
export function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const code = error instanceof NoAnswer ? error.code : 'OFFLINE';
  const problems: readonly Problem[] = error instanceof NoAnswer ? error.problems : [];
  return (
    <div className="notice warn" role="alert">
      <b>{titles[code] ?? 'There is no answer.'}</b>
      {problems.length === 0 ? <p>{error.message}</p> : null}
      {problems.slice(0, 3).map(({ message, extensions }) => (
        <p key={message}>
          {message} {extensions?.hint}
        </p>
      ))}
      <button type="button" className="btn" onClick={retry}>
        Ask again
      </button>
    </div>
  );
}

/** Parts of the page that have no answer, though the rest has. */
export const Problems = ({ of, retry }: { of: readonly Problem[]; retry?: () => void }) =>
  of.length === 0 ? null : (
    <Notice isWarning title="A part of this page has no answer.">
      {of
        .slice(0, 3)
        .map(({ message, path }) => `${path?.join('.') ?? 'answer'}: ${message}`)
        .join(' ')}
      {retry ? (
        <>
          {' '}
          <button type="button" className="link" onClick={retry}>
            Ask again
          </button>
        </>
      ) : null}
    </Notice>
  );
