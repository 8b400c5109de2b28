import type { ReactNode } from 'react';
import { Go } from '../address/go.tsx';
import { day } from '../format/numbers.ts';
import { Glyph } from './glyph.tsx';

const states: Record<string, string> = {
  ANNOUNCED: 'announced',
  IN_FORCE: 'in force',
  SUSPENDED: 'suspended',
  EXPIRED: 'expired',
  REVOKED: 'revoked',
  SIGNED: 'signed',
  PAST_DEADLINE: 'first deadline has passed',
  ENDED: 'ended',
};
/** A state of a control or an agreement, in words. */
export const stateInWords = (state: string | null | undefined): string =>
  state ? (states[state] ?? state.toLowerCase().replace(/_/g, ' ')) : 'state not known';

interface ControlSaid {
  slug: string;
  name: string;
  number: string | null;
  state: string | null;
  effectiveFrom: string | null;
  against: readonly { name: string }[] | null;
}

/** How many of a list stand open; the rest is one click away. */
const SHOWN = 5;

/** The first of a list, and the rest under a line that opens it. */
const Shortened = ({ rows }: { rows: readonly ReactNode[] }) => (
  <>
    <ul>{rows.slice(0, SHOWN)}</ul>
    {rows.length > SHOWN ? (
      <details>
        <summary>{rows.length - SHOWN} more</summary>
        <ul>{rows.slice(SHOWN)}</ul>
      </details>
    ) : null}
  </>
);

/** Export controls, the newest first, with the state that they have on the day of the clock. */
export const ControlList = ({ title, of }: { title: string; of: readonly ControlSaid[] }) => (
  <section className="rail-section">
    <h2>
      {title} <small>{of.length}</small>
    </h2>
    {of.length === 0 ? <p className="dim">None on record.</p> : null}
    <Shortened
      rows={newestFirst(of).map(({ slug, name, number, state, effectiveFrom, against }) => (
        <li key={slug}>
          <Glyph kind="EXPORT_CONTROL" />
          <div>
            <Go to={`/control/${slug}`}>{name}</Go>
            <small>
              {[
                number,
                against?.length ? `against ${against.map((one) => one.name).join(', ')}` : 'everyone',
                `${stateInWords(state)}${effectiveFrom ? `, ${state === 'ANNOUNCED' ? 'takes effect' : 'effective from'} ${day(effectiveFrom)}` : ''}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </div>
        </li>
      ))}
    />
  </section>
);

const newestFirst = (of: readonly ControlSaid[]): ControlSaid[] =>
  [...of].sort((a, b) => (b.effectiveFrom ?? '').localeCompare(a.effectiveFrom ?? ''));

interface AgreementSaid {
  slug: string;
  name: string;
  status: string | null;
  signedOn: string | null;
}

/** Agreements, with the day of signing and where they stand. */
export const AgreementList = ({ title, of }: { title: string; of: readonly AgreementSaid[] }) => (
  <section className="rail-section">
    <h2>
      {title} <small>{of.length}</small>
    </h2>
    {of.length === 0 ? <p className="dim">None on record.</p> : null}
    <Shortened
      rows={of.map(({ slug, name, status, signedOn }) => (
        <li key={slug}>
          <Glyph kind="AGREEMENT" />
          <div>
            <Go to={`/agreement/${slug}`}>{name}</Go>
            <small>{[day(signedOn), stateInWords(status)].filter(Boolean).join(' · ')}</small>
          </div>
        </li>
      ))}
    />
  </section>
);
