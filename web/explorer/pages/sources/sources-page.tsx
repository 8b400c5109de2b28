import './sources.css';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { SourcesDocument, type SourcesQuery } from '../../api/generated.ts';
import { Broken, Failure, Problems } from '../../components/notice.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { CopyButton } from '../../evidence/copy-button.tsx';
import { count, day } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column } from '../../take-away/actions.ts';
import { attributionOf } from '../../../../src/lib/citation.ts';
import { coversOf, type Covered } from './covers.ts';
import { sourcesFields } from './fields.ts';

type Source = NonNullable<SourcesQuery['sources']>['nodes'][number];
interface Row {
  readonly source: Source;
  readonly covered: Covered | undefined;
}

/** Where all figures are from: editions, licences, years, what each covers. */
export function SourcesPage() {
  const { values, broken, change } = useAddress(sourcesFields);
  const clocks = useClocks();
  const { publisher, licence, after } = values;
  const where = {
    ...(publisher === null ? {} : { publisher: { eq: publisher } }),
    ...(licence === null ? {} : { licence: { eq: licence } }),
  };
  const variables = { where: publisher === null && licence === null ? null : where, after, ...clocks };
  const { data, error, isPlaceholderData, refetch } = useAsk(SourcesDocument, variables);
  usePageTitle('Sources');
  const covered = new Map((data?.data.graph?.vintages ?? []).map(({ source, ...rest }) => [source.key, rest]));
  const page = data?.data.sources;
  const rows: Row[] = (page?.nodes ?? []).map((source) => ({ source, covered: covered.get(source.key) }));
  const sum = (of: keyof Covered) => [...covered.values()].reduce((all, one) => all + (one[of] ?? 0), 0);
  const isAll = publisher === null && licence === null;
  return (
    <div className="page sources-page">
      <Broken names={broken} />
      <div className="ask">
        <div className="ask-text">
          <h1>Sources</h1>
          {error ? <Failure error={error} retry={() => void refetch()} /> : null}
          {page ? (
            <p className="below" aria-live="polite">
              {isAll ? (
                <>
                  {count(page.totalCount ?? rows.length)} publications stand behind this graph. {count(covered.size)} of
                  them give {count(sum('flows'))} trade flows and {count(sum('figures'))} other figures; the rest are
                  quoted for what they say.
                </>
              ) : (
                <>
                  {count(page.totalCount ?? rows.length)} {publisher ? `by ${publisher}` : ''}{' '}
                  {licence ? `under “${licence}”` : ''}.{' '}
                  <button
                    type="button"
                    className="link"
                    onClick={() => change({ publisher: null, licence: null, after: null })}
                  >
                    All sources
                  </button>
                </>
              )}
              {data.data.graph?.lastLoad?.finishedAt
                ? ` Last loaded on ${day(data.data.graph.lastLoad.finishedAt.slice(0, 10))}.`
                : ''}
            </p>
          ) : null}
        </div>
        <TakeAway
          taken={{
            title: 'Sources',
            clocks,
            sources: rows.map(({ source }) => source),
            json: data?.data,
            operation: { query: SourcesDocument.toString(), variables },
            table: { columns, rows },
          }}
        />
      </div>
      <Problems of={data?.problems ?? []} />
      {page?.totalCount === 0 ? <p className="dim">There is no source of this publisher and licence.</p> : null}
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Sources">
        <table className={isPlaceholderData || !data ? 'plain-table stacks old' : 'plain-table stacks'}>
          <caption className="out-of-sight">Sources, by publisher</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Publisher</th>
              <th scope="col">Edition</th>
              <th scope="col">Published</th>
              <th scope="col">Covers</th>
              <th scope="col">Licence</th>
              <th scope="col">Attribution</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ source, covered: of }) => (
              <tr key={source.id}>
                <th scope="row">
                  <Go to={`/source/${source.key}`}>{source.title}</Go>
                  {source.url ? (
                    <>
                      {' '}
                      <a
                        href={source.url}
                        className="away"
                        target="_blank"
                        rel="noopener noreferrer"
                        aria-label={`${source.title} at the publisher`}
                      >
                        ↗
                      </a>
                    </>
                  ) : null}
                </th>
                <td>
                  <button
                    type="button"
                    className="link"
                    onClick={() => change({ publisher: source.publisher, after: null })}
                  >
                    {source.publisher}
                  </button>
                </td>
                <td data-label="edition">{source.vintage}</td>
                <td className="no-break" data-label="published">
                  {source.publishedOn ? day(source.publishedOn) : <span className="dim">no day</span>}
                </td>
                <td data-label="covers">{coversOf(of) || <span className="dim">statements</span>}</td>
                <td data-label="licence">
                  <button
                    type="button"
                    className="link"
                    onClick={() => change({ licence: source.licence, after: null })}
                  >
                    {source.licence}
                  </button>
                </td>
                <td>
                  <CopyButton text={() => attributionOf(source)}>Copy</CopyButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="pager">
        {after === null ? null : (
          <button type="button" className="btn" onClick={() => change({ after: null })}>
            From the first
          </button>
        )}
        {page?.pageInfo.hasNextPage ? (
          <button type="button" className="btn" onClick={() => change({ after: page.pageInfo.endCursor })}>
            Next 100
          </button>
        ) : null}
      </p>
    </div>
  );
}

const columns: readonly Column<Row>[] = [
  { name: 'key', of: ({ source }) => source.key },
  { name: 'title', of: ({ source }) => source.title },
  { name: 'publisher', of: ({ source }) => source.publisher },
  { name: 'edition', of: ({ source }) => source.vintage },
  { name: 'published_on', of: ({ source }) => source.publishedOn },
  { name: 'licence', of: ({ source }) => source.licence },
  { name: 'attribution', of: ({ source }) => attributionOf(source) },
  { name: 'url', of: ({ source }) => source.url },
  { name: 'trade_flows', of: ({ covered }) => covered?.flows },
  { name: 'first_year', of: ({ covered }) => covered?.firstYear ?? covered?.figuresFirstYear },
  { name: 'last_year', of: ({ covered }) => covered?.lastYear ?? covered?.figuresLastYear },
  { name: 'figures', of: ({ covered }) => covered?.figures },
];
