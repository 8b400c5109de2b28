import { Fig, ConfidenceMark } from '../../components/figure.tsx';
import { Go } from '../../address/go.tsx';
import { ThingName } from './cells.tsx';
import { inPlainWords } from '../../evidence/node.ts';
import { day } from '../../format/numbers.ts';
import type { ClaimRow, ConflictRow } from './thing.ts';

/** A claim's value as a reader says it. */
export const saysOf = (claim: ClaimRow): string => valueOf(claim).replace(/^\d{4}-\d\d(-\d\d)?$/, day);
const valueOf = ({ display, value, low, high, unit }: ClaimRow): string =>
  display ??
  value ??
  (low !== null || high !== null ? [low ?? '', high ?? ''].join(' to ') + (unit ? ` ${unit}` : '') : 'no value');

/** What a claim is of: its property, and to what it is restricted. */
const propertyOf = ({ property, scope }: { property: string; scope: string | null }): string =>
  `${inPlainWords(property)}${scope ? ` (${scope})` : ''}`;

/** Claims, the newest first: those without a day last. */
export const newestFirst = (claims: readonly ClaimRow[]): ClaimRow[] =>
  [...claims].sort((a, b) => (b.recordedAt ?? '').localeCompare(a.recordedAt ?? ''));

const Publisher = ({ of }: { of: ClaimRow['source'] }) =>
  of ? (
    <Go to={`/source/${of.key}`} title={of.title}>
      {[of.publisher, of.vintage].filter(Boolean).join(', ')}
    </Go>
  ) : (
    <>no source named</>
  );

/** Where sources contradict one another: both sides, never an average, and why one of them is shown. */
export const Conflicts = ({ of }: { of: readonly ConflictRow[] }) => (
  <>
    {of.map(({ property, scope, preferred, competing }) => (
      <article key={`${property}${scope ?? ''}`} className="conflict">
        <h3>
          Disputed: {propertyOf({ property, scope })} <small>both sides stand; nothing is averaged</small>
        </h3>
        <p>
          <b>
            <Fig id={preferred.id}>{saysOf(preferred)}</Fig>
          </b>{' '}
          says <Publisher of={preferred.source} /> <ConfidenceMark of={preferred.confidence} />{' '}
          <span className="dim">· shown on this page{preferred.rankReason ? `: ${preferred.rankReason}` : ''}</span>
        </p>
        {competing.map((claim) => (
          <p key={claim.id}>
            <b className={claim.rank === 'DEPRECATED' ? 'set-aside' : ''}>
              <Fig id={claim.id}>{saysOf(claim)}</Fig>
            </b>{' '}
            says <Publisher of={claim.source} /> <ConfidenceMark of={claim.confidence} />{' '}
            <span className="dim">
              · {claim.rank === 'DEPRECATED' ? 'set aside' : 'not shown'}
              {claim.rankReason ? `: “${claim.rankReason}”` : ''}
            </span>
          </p>
        ))}
      </article>
    ))}
  </>
);

const SHOWN = 100;

/** What sources say, the newest first. */
export const Claims = ({ of, name }: { of: readonly ClaimRow[]; name: string }) => (
  <div className="table-scroll" tabIndex={0} role="group" aria-label="Claims">
    <table className="plain-table thing-table claims-table stacks">
      <caption className="out-of-sight">What sources say of {name}, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">{of.some(({ subject }) => subject) ? 'Of' : 'What'}</th>
          {of.some(({ subject }) => subject) ? <th scope="col">What</th> : null}
          <th scope="col">It says</th>
          <th scope="col">Who says so</th>
          <th scope="col">True in the world</th>
          <th scope="col">Recorded</th>
        </tr>
      </thead>
      <tbody>
        {newestFirst(of)
          .slice(0, SHOWN)
          .map((claim) => (
            <tr key={claim.id}>
              {claim.subject ? (
                <>
                  <th scope="row">
                    <ThingName id={claim.subject.id} text={claim.subject.name ?? 'a figure'} />
                  </th>
                  <td>{propertyOf(claim)}</td>
                </>
              ) : (
                <th scope="row">{propertyOf(claim)}</th>
              )}
              <td className={claim.rank === 'DEPRECATED' ? 'set-aside' : undefined}>
                <Fig id={claim.id}>
                  {saysOf(claim).length > 120 ? `${saysOf(claim).slice(0, 118)}…` : saysOf(claim)}
                </Fig>
                <ConfidenceMark of={claim.confidence} />
              </td>
              <td>
                <Publisher of={claim.source} />
              </td>
              <td>
                {[
                  claim.validFrom ? `from ${day(claim.validFrom)}` : '',
                  claim.validTo ? `until ${day(claim.validTo)}` : '',
                ]
                  .filter(Boolean)
                  .join(' ') || 'no dates'}
              </td>
              <td className="num" data-label="recorded">
                {claim.recordedAt ? day(claim.recordedAt.slice(0, 10)) : 'no day'}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
);
