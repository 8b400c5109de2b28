import './changed.css';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { ChangedDocument, type MovedFragment } from '../../api/generated.ts';
import { Fig, Miss, Share } from '../../components/figure.tsx';
import { pathOfId } from '../../components/glyph.tsx';
import { Broken, Failure, Notice, Problems } from '../../components/notice.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { Sentence } from '../../components/word.tsx';
import { inPlainWords } from '../../evidence/node.ts';
import { day, listed } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { changedFields } from './fields.ts';
import { answerOf, rowsOf, sharesInWords, sharesOf, type ChangeRow, type ShareMoved } from './rows.ts';

const DAY_MS = 86_400_000;
const MONTH_AGO = new Date(Date.now() - 30 * DAY_MS).toISOString().slice(0, 10);
const said = { RECORDED: 'new', REVISED: 'revised', RETRACTED: 'retracted' } as const;
const nameOf = (key: string) => key.slice(key.indexOf(':') + 1).replace(/-/g, ' ');

/** Which figures moved since an earlier moment, and why. */
export function ChangedPage() {
  const { values, broken, change } = useAddress(changedFields);
  const clocks = useClocks();
  const since = values.since?.slice(0, 10) ?? MONTH_AGO;
  const { among, on, product, after } = values;
  const isQuestion = among !== null && on !== null && product !== null;
  const about = isQuestion ? [`Country:${on}`, `Product:${product}`, `Coalition:${among}`] : values.about;
  const variables = {
    since: `${since}T00:00:00Z`,
    ...(clocks.knownAt ? { until: clocks.knownAt } : {}),
    ...(about.length > 0 ? { about: [...about] } : {}),
    after,
    isQuestion,
    among: among ?? '',
    on: on ?? '',
    product: product ?? '',
    ...clocks,
  };
  const { data, error, isPlaceholderData, refetch } = useAsk(ChangedDocument, variables);
  const answer = data?.data;
  const rows = rowsOf(answer?.changes?.edges ?? []);
  const shares = answer ? sharesOf(answer) : [];
  const total = answer?.changes?.totalCount ?? rows.length;
  const what = about.length === 0 ? 'everything on record' : listed(about.map(nameOf));
  const title = `What changed about ${what} since ${day(since)}`;
  usePageTitle(title);
  const sources = [...new Map(rows.flatMap(({ source }) => (source ? [[source.key, source]] : []))).values()];
  const taken: Taken = {
    title,
    clocks,
    sources,
    json: answer,
    operation: { query: ChangedDocument.toString(), variables },
    table: { columns, rows },
  };
  return (
    <div className="page">
      <Broken names={broken} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            What changed about <b>{what}</b> since{' '}
            <label className="word since">
              <span className="out-of-sight">Since</span>
              <input
                type="date"
                value={since}
                max={new Date().toISOString().slice(0, 10)}
                onChange={(event) => event.target.value && change({ since: event.target.value, after: null })}
              />
            </label>
            ?
          </Sentence>
          {error ? <Failure error={error} retry={() => void refetch()} /> : null}
          {answer ? (
            <div aria-live="polite" className={isPlaceholderData ? 'old' : ''}>
              <p className="answer">
                {shares.length > 0 ? sharesInWords(shares, day(since)) : answerOf(rows, total, day(since))}
              </p>
              {shares.length > 0 ? <p className="below">{answerOf(rows, total, day(since))}</p> : null}
            </div>
          ) : error ? null : (
            <p className="answer waiting">…</p>
          )}
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={data?.problems ?? []} />
      {shares.length > 0 ? <Shares shares={shares} since={since} /> : null}
      <section className="chart-section">
        <h2>
          What was recorded, revised and retracted <small>{total}</small>
        </h2>
        {rows.length > 0 ? <Changes rows={rows} /> : null}
        {answer?.changes?.pageInfo.hasNextPage ? (
          <p className="more">
            <button
              type="button"
              className="btn"
              onClick={() => change({ after: answer.changes?.pageInfo.endCursor ?? null })}
            >
              The next 100
            </button>
          </p>
        ) : null}
        {after ? (
          <p className="more">
            <button type="button" className="link" onClick={() => change({ after: null })}>
              Back to the first
            </button>
          </p>
        ) : null}
        <Notice>
          Trade flows are not listed one by one: a new edition of customs data shows in the shares, and in{' '}
          <Go to="/sources">the sources</Go>.
        </Notice>
        <SourceLine of={sources.slice(0, 12)} />
      </section>
    </div>
  );
}

const Moved = ({ of, name }: { of: MovedFragment | null; name: 'share' | 'lookThroughShare' }) =>
  of === null ? (
    <Miss reason="NOT_AVAILABLE" title="not a member then" />
  ) : (
    <Share id={of.id} share={of[name]} missing={name === 'share' ? of.missing : of.lookThroughMissing} />
  );

const Shares = ({ shares, since }: { shares: readonly ShareMoved[]; since: string }) => (
  <section className="chart-section">
    <h2>The shares at both moments</h2>
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Shares at both moments">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col" className="num">
              direct, known on {day(since)}
            </th>
            <th scope="col" className="num">
              direct, now
            </th>
            <th scope="col" className="num">
              looked through, known on {day(since)}
            </th>
            <th scope="col" className="num">
              looked through, now
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ iso3, name, now, then }) => (
            <tr key={iso3}>
              <th scope="row">
                <Go to={`/country/${iso3}`}>{name}</Go>
              </th>
              <td className="num">
                <Moved of={then} name="share" />
              </td>
              <td className="num">
                <Moved of={now} name="share" />
              </td>
              <td className="num">
                <Moved of={then} name="lookThroughShare" />
              </td>
              <td className="num">
                <Moved of={now} name="lookThroughShare" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const Changes = ({ rows }: { rows: readonly ChangeRow[] }) => (
  <div className="table-scroll" tabIndex={0} role="region" aria-label="Changes">
    <table className="plain-table changes stacks">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">About</th>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const path = row.subjectId ? pathOfId(row.subjectId) : null;
          return (
            <tr key={`${row.id} ${row.change}`}>
              <td className="num">{day(row.at.slice(0, 10))}</td>
              <th scope="row">{path ? <Go to={path}>{row.subject}</Go> : row.subject}</th>
              <td>
                {inPlainWords(row.property)}
                {row.scope ? ` (${row.scope})` : ''}
              </td>
              <td data-label="before:">
                {row.before ?? (
                  <span className="dim">{row.change === 'RECORDED' ? 'nothing on record' : 'another edition'}</span>
                )}
              </td>
              <td data-label="after:">
                {row.after === null ? <span className="dim">no longer held</span> : <Fig id={row.id}>{row.after}</Fig>}
              </td>
              <td>
                {said[row.change]}
                {row.source ? (
                  <>
                    : <Go to={`/source/${row.source.key}`}>{row.source.publisher}</Go>
                  </>
                ) : null}
                {row.why ? `. ${row.why}` : ''}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);

const columns: readonly Column<ChangeRow>[] = [
  { name: 'at', of: ({ at }) => at },
  { name: 'change', of: ({ change }) => change },
  { name: 'about', of: ({ subject }) => subject },
  { name: 'about_id', of: ({ subjectId }) => subjectId },
  { name: 'property', of: ({ property }) => property },
  { name: 'scope', of: ({ scope }) => scope },
  { name: 'before', of: ({ before }) => before },
  { name: 'after', of: ({ after }) => after },
  { name: 'reason', of: ({ why }) => why },
  { name: 'source', of: ({ source }) => source?.key },
];
