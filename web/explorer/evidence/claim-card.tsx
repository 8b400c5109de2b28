import { Go } from '../address/go.tsx';
import { day, percent } from '../format/numbers.ts';
import { inPlainWords, type ClaimParts } from './node.ts';

const levels = { HIGH: ['●', 'High'], MEDIUM: ['◐', 'Medium'], LOW: ['○', 'Low'] } as const;

/** How far it can be relied on, with its mark. */
export function Level({ of }: { of: keyof typeof levels | null | undefined }) {
  if (!of) return null;
  const [mark, name] = levels[of];
  return (
    <span className="level">
      <i aria-hidden="true">{mark}</i> {name}
    </span>
  );
}

interface SourceSaid {
  key: string;
  title: string;
  publisher: string;
  vintage?: string | null;
  url?: string | null;
  licence: string;
}

/** A source with its edition and licence. */
export const SourceName = ({ of: { key, title, publisher, vintage, licence, url } }: { of: SourceSaid }) => (
  <>
    <Go to={`/source/${key}`}>{title}</Go>, {publisher}
    {vintage ? `, ${vintage}` : ''} · {licence}
    {url ? (
      <>
        {' · '}
        <a href={url} target="_blank" rel="noopener noreferrer">
          at the publisher
        </a>
      </>
    ) : null}
  </>
);

/** The period in which a claim says it is so. */
function period(from: string | null, to: string | null): string {
  if (!from && !to) return 'no dates';
  if (from && to) return from === to ? day(from) : `${day(from)} to ${day(to)}`;
  return from ? `since ${day(from)}` : `until ${day(to)}`;
}

/** A value as it was published; shares in per cent. */
function valueOf({ value, unit, low, high }: ClaimParts): string {
  const isShare = unit === 'share';
  const shown = (one: number) => (isShare ? percent(one) : String(one));
  const number = Number(value);
  const said =
    isShare && value !== null && !Number.isNaN(number)
      ? percent(number)
      : [value ?? 'no value', unit].filter(Boolean).join(' ');
  return low !== null && high !== null && low !== high ? `${said} (${shown(low)} to ${shown(high)})` : said;
}

/** One claim: what it says, who says so, where in it, when true and when recorded. */
export function ClaimCard({ claim, isOther = false }: { claim: ClaimParts; isOther?: boolean }) {
  const {
    property,
    scope,
    confidence,
    source,
    sources,
    locator,
    note,
    validFrom,
    validTo,
    recordedAt,
    retractedAt,
    rankReason,
    derivation,
  } = claim;
  const named = source ? [source] : (sources ?? []);
  return (
    <article className={`claim claim-${confidence.toLowerCase()}${retractedAt ? ' retracted' : ''}`}>
      <header>
        <b>{valueOf(claim)}</b>
        <span>
          {inPlainWords(property)}
          {scope ? ` (${scope})` : ''}
        </span>
        <Level of={confidence} />
      </header>
      <dl>
        <dt>{named.length > 1 ? 'Sources' : 'Source'}</dt>
        <dd>
          {named.length === 0 ? 'none named' : null}
          {named.map((one) => (
            <div key={one.key}>
              <SourceName of={one} />
            </div>
          ))}
        </dd>
        {derivation ? (
          <>
            <dt>How</dt>
            <dd>{derivation}</dd>
          </>
        ) : null}
        <dt>Where in it</dt>
        <dd>{locator ?? <span className="dim">no place recorded</span>}</dd>
        {note ? (
          <>
            <dt>Note</dt>
            <dd>{note}</dd>
          </>
        ) : null}
        {isOther && rankReason ? (
          <>
            <dt>Not shown</dt>
            <dd>{rankReason}</dd>
          </>
        ) : null}
      </dl>
      <footer>
        <span>
          True in the world <b>{period(validFrom, validTo)}</b>
        </span>
        <span>
          Recorded <b>{recordedAt ? day(recordedAt.slice(0, 10)) : 'no day'}</b>
        </span>
        {retractedAt ? (
          <span>
            Retracted <b>{day(retractedAt.slice(0, 10))}</b>
          </span>
        ) : null}
      </footer>
    </article>
  );
}
