import './search.css';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { SearchDocument } from '../../api/generated.ts';
import { Glyph, kindNames, type Kind } from '../../components/glyph.tsx';
import { Broken, Failure, Notice, Problems } from '../../components/notice.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { counted } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column } from '../../take-away/actions.ts';
import { searchFields } from './fields.ts';
import { askAbout, byKind, hitsOf, kindPlural, marked, searched, type Hit } from './groups.ts';

const EACH = 10;

/** What is called by a name, as a page. */
export function SearchPage() {
  const { values, broken, change } = useAddress(searchFields);
  const clocks = useClocks();
  const { text, isCut } = searched(values.q);
  const kind = values.kind === 'all' ? null : (values.kind.toUpperCase() as Kind);
  const variables = { text, kinds: kind ? [kind] : null, first: 100, perKind: kind ? null : EACH, ...clocks };
  const { data, error, isPlaceholderData, isFetching, refetch } = useAsk(SearchDocument, variables, {
    enabled: text !== '',
  });
  const hits = text === '' ? [] : hitsOf(data?.data.search);
  const groups = byKind(hits);
  usePageTitle(text ? `Search: ${text.slice(0, 40)}` : 'Search');
  return (
    <div className="page search-page">
      <Broken names={broken} />
      <div className="ask">
        <div className="ask-text">
          <h1>Search</h1>
          <form
            role="search"
            onSubmit={(event) => {
              event.preventDefault();
              const given = new FormData(event.currentTarget).get('q');
              change({ q: typeof given === 'string' ? given.slice(0, 201) : '', kind: 'all' });
            }}
          >
            <input
              key={values.q}
              name="q"
              type="search"
              aria-label="What to look for"
              defaultValue={values.q}
              placeholder="A name, a symbol, a customs code"
              autoComplete="off"
            />
            <button type="submit" className="btn primary">
              Search
            </button>
          </form>
          {isCut ? <Notice>Long text: only its first 200 characters are searched.</Notice> : null}
        </div>
        <TakeAway
          taken={{
            title: `Search: ${text.slice(0, 60)}`,
            clocks,
            sources: [],
            json: data?.data,
            operation: { query: SearchDocument.toString(), variables },
            table: { columns, rows: hits },
          }}
        />
      </div>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      <Problems of={data?.problems ?? []} />
      {text !== '' && data && !error ? (
        <p className="below" role="status">
          {hits.length === 0
            ? `Nothing${kind ? ` among ${kindPlural(kind).toLowerCase()}` : ''} is called “${text.slice(0, 60)}”. Another spelling or a part of the name may find it.`
            : `${counted(hits.length, 'thing')} of ${counted(groups.length, 'kind')}${kind ? '' : `, at most ${EACH} of each`}.`}
        </p>
      ) : null}
      {kind ? (
        <p className="more">
          <button type="button" className="link" onClick={() => change({ kind: 'all' })}>
            All kinds
          </button>
        </p>
      ) : null}
      <div className={isPlaceholderData || (isFetching && !data) ? 'found old' : 'found'}>
        {groups.map(({ kind: of, hits: found }) => (
          <section key={of} className="chart-section">
            <h2>
              {kindPlural(of)} <small>{found.length}</small>
            </h2>
            <ul>
              {found.map((hit) => (
                <li key={hit.node.id}>
                  <Glyph kind={of} />
                  <Go to={hit.to}>
                    {marked(hit.title, text).map((piece, index) =>
                      piece.isMark ? <mark key={index}>{piece.text}</mark> : piece.text,
                    )}
                  </Go>
                  {hit.context ? <small>{hit.context}</small> : null}
                </li>
              ))}
            </ul>
            {!kind && found.length >= EACH ? (
              <button type="button" className="link more" onClick={() => change({ kind: of.toLowerCase() })}>
                All {kindPlural(of).toLowerCase()}
              </button>
            ) : null}
          </section>
        ))}
      </div>
      {askAbout(hits).length > 0 ? (
        <section className="ask-next">
          <h2>Ask about it</h2>
          <ul>
            {askAbout(hits).map(({ text: said, to, given }) => (
              <li key={said}>
                <Go to={to} given={given}>
                  {said}
                </Go>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

const columns: readonly Column<Hit>[] = [
  { name: 'kind', of: ({ kind }) => kindNames[kind] },
  { name: 'name', of: ({ title }) => title },
  { name: 'context', of: ({ context }) => context },
  { name: 'id', of: ({ node }) => node.id },
];
