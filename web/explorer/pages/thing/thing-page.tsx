import { plainId } from '../../components/id.ts';
import { Tracks } from '../../components/tracks.tsx';
import './thing.css';
import { useLocation } from '@tanstack/react-router';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { NoAnswer } from '../../api/ask.ts';
import { useAsk } from '../../api/use-ask.ts';
import { SearchDocument } from '../../api/generated.ts';
import { LifeChart } from '../../charts/life-lane.tsx';
import { wholeLife } from '../../charts/life.ts';
import { FigureSeries } from '../../charts/figure-series.tsx';
import { Glyph, kindNames, pathOfId, pathOfKind, type Kind } from '../../components/glyph.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { Broken, Failure, Notice, Problems } from '../../components/notice.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { CopyButton } from '../../evidence/copy-button.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { AsideList } from './aside-list.tsx';
import { BlockView } from './blocks.tsx';
import { CellsText, CellText, cellText, plainly, Saying } from './cells.tsx';
import { Connections } from './connections.tsx';
import { Claims, Conflicts, newestFirst, saysOf } from './evidence.tsx';
import { thingFields } from './fields.ts';
import { kinds } from './kinds/kinds.ts';
import { hitsOf } from '../search/groups.ts';
import { LaneList } from './lanes.tsx';
import { day as dayText } from '../../format/numbers.ts';
import type { Block, Cell, ClaimRow, Thing } from './thing.ts';

const typeNames: Partial<Record<Kind, string>> = { EXPORT_CONTROL: 'ExportControl' };
const typeOf = (kind: Kind) => typeNames[kind] ?? kind.charAt(0) + kind.slice(1).toLowerCase();

/** What the address names: `/country/JPN`. */
function named(pathname: string): { kind: Kind; slug: string } {
  const [, path = '', key = ''] = pathname.split('/');
  const kind = (Object.keys(pathOfKind) as Kind[]).find((one) => pathOfKind[one] === path) ?? 'COUNTRY';
  return { kind, slug: decodeURIComponent(key) };
}

/** One page for things of all kinds. */
export function ThingPage() {
  const pathname = useLocation({ select: (location) => location.pathname });
  const { kind, slug } = named(pathname);
  return <ThingOf key={`${kind}:${slug}`} kind={kind} slug={slug} />;
}

function ThingOf({ kind, slug }: { kind: Kind; slug: string }) {
  const { values, broken, change } = useAddress(thingFields);
  const clocks = useClocks();
  const { page, figures, variables: figuresOf, isBeside, read } = kinds[kind];
  const day = clocks.asOf ?? new Date().toISOString().slice(0, 10);
  const when = clocks.asOf ? `on ${dayText(clocks.asOf)}` : 'today';
  const isImporter = kind === 'COUNTRY' || kind === 'COALITION';
  // China buys from itself what it makes: of it the United States are asked about, until another is chosen.
  const on = values.on === slug ? 'USA' : values.on;
  const variables = { id: `${typeOf(kind)}:${slug}`, slug, ...(kind === 'SOURCE' ? { key: slug } : {}), ...clocks };
  const first = useAsk(page, variables);
  const asked = first.data && figures ? (figuresOf ? figuresOf(first.data.data, { slug, on }) : { slug }) : null;
  const second = useAsk(figures ?? page, { ...asked, ...clocks }, { enabled: asked !== null });
  const thing = first.data
    ? read(first.data.data, figures === null ? undefined : second.data?.data, { day, when, on })
    : null;
  // What joins it to others is refused where there is no such thing.
  const isUnknown = first.error instanceof NoAnswer && first.error.code === 'BAD_USER_INPUT';
  usePageTitle(thing ? `${thing.name} · ${kindNames[kind]}` : kindNames[kind]);
  return (
    <div className="page thing">
      <Broken names={broken} />
      {first.error && !isUnknown ? <Failure error={first.error} retry={() => void first.refetch()} /> : null}
      {isUnknown || (first.data && !thing) ? <NoThing kind={kind} slug={slug} /> : null}
      {!first.data && !first.error ? <Waiting kind={kind} slug={slug} /> : null}
      {thing ? (
        <Shown
          thing={thing}
          slug={slug}
          day={day}
          dayName={clocks.asOf ? dayText(clocks.asOf) : 'today'}
          isOld={first.isPlaceholderData || second.isPlaceholderData}
          isWaiting={figures !== null && !isBeside && second.data === undefined && !second.error}
          problems={[...(first.data?.problems ?? []), ...(second.data?.problems ?? [])]}
          failure={second.error ? <Failure error={second.error} retry={() => void second.refetch()} /> : null}
          values={values}
          change={change}
          on={isImporter ? on : null}
          taken={takenOf(
            thing,
            day,
            clocks,
            { page: first.data?.data, figures: figures ? second.data?.data : undefined },
            { query: page.toString(), variables },
          )}
        />
      ) : null}
    </div>
  );
}

interface ShownProps {
  thing: Thing;
  slug: string;
  day: string;
  dayName: string;
  isOld: boolean;
  isWaiting: boolean;
  problems: Parameters<typeof Problems>[0]['of'];
  failure: React.ReactNode;
  values: ReturnType<typeof useAddress<typeof thingFields>>['values'];
  change: ReturnType<typeof useAddress<typeof thingFields>>['change'];
  on: string | null;
  taken: Taken;
}

function Shown({
  thing,
  slug,
  day,
  dayName,
  isOld,
  isWaiting,
  problems,
  failure,
  values,
  change,
  on,
  taken,
}: ShownProps) {
  const { kind, name, blocks, tabs, claims, conflicts, rails, asides = [] } = thing;
  const hasRail = rails.length > 0 || asides.length > 0;
  const open = tabs.find((tab) => tab.name === values.tab) ?? tabs[0];
  const connected = tabs.reduce((sum, { count }) => sum + count, 0);
  const said = claims.length;
  const isLife = blocks[0]?.is === 'life';
  const hasFigures = blocks.length > 0 || isWaiting || failure !== null;
  const contents = [
    ...(hasFigures
      ? [['figures', isLife ? 'Its life' : 'Figures', blocks.reduce((sum, block) => sum + sizeOf(block), 0)] as const]
      : []),
    ...(tabs.length > 0 ? [['connections', 'Connections', connected] as const] : []),
    ...(rails.length > 0
      ? [['rules', 'Rules and agreements', rails.reduce((sum, { lanes }) => sum + lanes.length, 0)] as const]
      : []),
    ...asides.map(({ title, rows }, index) => [`beside-${index}`, title, rows.length] as const),
    ['evidence', 'Evidence', thing.claimCount ?? said] as const,
  ];
  const source = kind === 'SOURCE' ? taken.sources[0] : undefined;
  return (
    <>
      <div className="thing-head">
        <div>
          <p className="thing-kind">
            <Glyph kind={kind} size={13} /> {kindNames[kind]}
          </p>
          <h1>
            {name}{' '}
            <span className="thing-state">
              <CellText of={thing.state} />
            </span>
          </h1>
          {thing.also ? <p className="thing-also">{thing.also}</p> : null}
          <p className={isOld ? 'thing-lead old' : 'thing-lead'} aria-live="polite">
            {thing.lead.length > 0 ? <Saying of={thing.lead} /> : isWaiting ? <span className="dim">…</span> : null}
          </p>
        </div>
        <div className="thing-tools">
          <TakeAway taken={taken} />
          <Go className="btn" to="/graph" given={{ focus: plainId(thing.id) }}>
            In the graph
          </Go>
        </div>
      </div>
      <Problems of={problems} />
      <dl className="facts">
        {thing.facts.map(({ name: what, cells }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <CellsText of={cells} />
            </dd>
          </div>
        ))}
      </dl>
      {source ? (
        <p className="attribution">
          <CopyButton text={() => taken.subtitle ?? source.title}>Copy attribution</CopyButton>
          <span className="small">{taken.subtitle}</span>
        </p>
      ) : null}
      <div className={hasRail ? 'thing-grid with-rail' : 'thing-grid'}>
        <nav className="contents" aria-label="On this page">
          <ul>
            {contents.map(([id, title, many]) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
                {many > 0 ? <small>{many.toLocaleString('en')}</small> : null}
              </li>
            ))}
          </ul>
        </nav>
        <div className="thing-main">
          {hasFigures ? (
            <section id="figures" className="thing-section">
              <div className="section-head">
                <h2>{isLife ? 'Its life and what it holds' : 'Figures'}</h2>
                {on === null ? null : (
                  <p className="small">
                    bought in{' '}
                    <NamedWord
                      label="Country"
                      value={on}
                      name={onName(blocks, on)}
                      kinds={['COUNTRY']}
                      offered={[]}
                      onChoose={(key) => change({ on: key })}
                    />
                  </p>
                )}
              </div>
              {failure}
              {isWaiting ? <Tracks rows={10} /> : null}
              <div className={isOld ? 'blocks old' : 'blocks'}>
                {blocks.map((block, index) => (
                  <BlockView key={index} block={block} day={day} dayName={dayName} name={name} />
                ))}
              </div>
              <SourceLine of={thing.sources} />
            </section>
          ) : null}
          {open ? (
            <section id="connections" className="thing-section">
              <div className="section-head">
                <h2>
                  Connections <small>{connected.toLocaleString('en')}</small>
                </h2>
              </div>
              <Connections
                thing={thing}
                slug={slug}
                open={open}
                sort={values.sort}
                after={values.after}
                change={change}
              />
            </section>
          ) : null}
          <section id="evidence" className="thing-section">
            <div className="section-head">
              <h2>
                Evidence <small>{thing.claimCount ?? said}</small>
              </h2>
              {conflicts.length > 0 ? (
                <p className="disputed">
                  {conflicts.length === 1 ? 'one figure is disputed' : `${conflicts.length} figures are disputed`}
                </p>
              ) : null}
            </div>
            <Conflicts of={conflicts} />
            {said === 0 ? (
              <p className="dim">No source makes a statement of its own about it.</p>
            ) : (
              <Claims of={claims} name={name} />
            )}
            {thing.claimCount && thing.claimCount > said ? (
              <p className="dim">
                The first {said} of {thing.claimCount.toLocaleString('en')}.
              </p>
            ) : null}
          </section>
        </div>
        {hasRail ? (
          <aside
            className="rail"
            id="rules"
            aria-label={rails.length > 0 ? 'Rules and agreements' : (asides[0]?.title ?? '')}
          >
            {asides.map((aside, index) => (
              <AsideList key={aside.title} id={`beside-${index}`} of={aside} />
            ))}
            {rails.map((rail) => (
              <LaneList key={rail.title} of={rail} day={day} />
            ))}
          </aside>
        ) : null}
      </div>
    </>
  );
}

const onName = (blocks: readonly Block[], on: string): string => {
  const [table] = blocks;
  return (table?.is === 'table' ? table.heads.find(({ bar }) => bar)?.name : undefined) ?? on;
};

const sizeOf = (block: Block) =>
  block.is === 'table' || block.is === 'parts' || block.is === 'life'
    ? block.rows.length
    : block.is === 'series'
      ? block.points.length
      : 1;

const Waiting = ({ kind, slug }: { kind: Kind; slug: string }) => (
  <div className="thing-head">
    <div>
      <p className="thing-kind">
        <Glyph kind={kind} size={13} /> {kindNames[kind]}
      </p>
      <h1 className="dim">{slug.slice(0, 60).replace(/-/g, ' ')}</h1>
      <p className="thing-lead dim">…</p>
      <Tracks rows={10} />
    </div>
  </div>
);

/** Nothing of this name: why, and what is nearest. */
function NoThing({ kind, slug }: { kind: Kind; slug: string }) {
  const { change } = useAddress(thingFields);
  const clocks = useClocks();
  const isThen = clocks.asOf !== undefined || clocks.knownAt !== undefined;
  const text = slug.replace(/-/g, ' ').slice(0, 100);
  const { data } = useAsk(SearchDocument, { text: text || '?', first: 3, kinds: null, perKind: null });
  const near = hitsOf(data?.data.search);
  const itself = near.find(({ node }) => pathOfId(node.id) === `/${pathOfKind[kind]}/${encodeURIComponent(slug)}`);
  usePageTitle('Nothing of this name');
  return (
    <div className="not-found">
      <h1>{isThen && itself ? `${itself.title} was not yet on record` : `Nothing is called “${slug.slice(0, 80)}”`}</h1>
      {isThen ? (
        <Notice>
          The clocks show the world of {clocks.asOf ? dayText(clocks.asOf) : 'today'}, as known{' '}
          {clocks.knownAt ? `on ${dayText(clocks.knownAt.slice(0, 10))}` : 'now'}.{' '}
          <button type="button" className="link" onClick={() => change({ asOf: null, knownAt: null })}>
            See it now
          </button>
        </Notice>
      ) : null}
      {near.length > 0 ? <p>Nearest by name:</p> : null}
      <ul className="nearest">
        {near.map(({ node, title, kind: of, context }) => (
          <li key={node.id}>
            <Glyph kind={of} />
            <Go to={pathOfId(node.id) ?? '/'}>{title}</Go>{' '}
            <small>{[kindNames[of], context].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      <p>
        <Go to="/search" given={{ q: text }}>
          Search for it
        </Go>
      </p>
    </div>
  );
}

const claimColumns: readonly Column<ClaimRow>[] = [
  { name: 'property', of: ({ property }) => property },
  { name: 'scope', of: ({ scope }) => scope },
  { name: 'value', of: ({ value }) => value },
  { name: 'unit', of: ({ unit }) => unit },
  { name: 'low', of: ({ low }) => low },
  { name: 'high', of: ({ high }) => high },
  { name: 'says', of: saysOf },
  { name: 'valid_from', of: ({ validFrom }) => validFrom },
  { name: 'valid_to', of: ({ validTo }) => validTo },
  { name: 'recorded_at', of: ({ recordedAt }) => recordedAt },
  { name: 'confidence', of: ({ confidence }) => confidence },
  { name: 'rank', of: ({ rank }) => rank },
  { name: 'rank_reason', of: ({ rankReason }) => rankReason },
  { name: 'source', of: ({ source }) => source?.key },
];

/** The first table as it is taken away; of a thing without one, its claims. A missing figure has its reason in the column beside. */
function tableOf(thing: Thing): NonNullable<Taken['table']> {
  const table = thing.blocks.find((block) => block.is === 'table');
  if (table?.is !== 'table') return { columns: claimColumns, rows: newestFirst(thing.claims) };
  return {
    columns: table.heads.flatMap(({ name, bar }, index): Column<readonly Cell[]>[] => {
      const column = (bar ? `${name}_share` : name || 'note').toLowerCase().replace(/[^a-z0-9]+/g, '_');
      const isMissing = table.rows.some((row) => isMiss(row[index] ?? null));
      return [
        { name: column, of: (row) => cellText(row[index] ?? null) },
        ...(isMissing ? [{ name: `${column}_missing`, of: (row: readonly Cell[]) => missOf(row[index] ?? null) }] : []),
      ];
    }),
    rows: table.rows,
  };
}
const isMiss = (cell: Cell) => cell !== null && typeof cell === 'object' && cell.is === 'missing';
const missOf = (cell: Cell) =>
  cell !== null && typeof cell === 'object' && cell.is === 'missing' ? (cell.reason ?? 'not on record') : '';

function takenOf(
  thing: Thing,
  day: string,
  clocks: { asOf?: string; knownAt?: string },
  json: unknown,
  operation: Taken['operation'],
): Taken {
  const life = thing.blocks.find((block) => block.is === 'life');
  const series = thing.blocks.find((block) => block.is === 'series');
  const map = thing.blocks.find((block) => block.is === 'map');
  const sources = thing.sources.length > 0 ? thing.sources : thing.claims.flatMap(({ source }) => source ?? []);
  const attribution = thing.facts.find(({ name }) => name === 'Attribution')?.cells[0];
  const svg =
    life?.is === 'life'
      ? () => (
          <LifeChart
            of={life.of}
            periods={life.periods}
            labels={life.labels}
            span={wholeLife(life.periods, day)}
            day={day}
            dayName={dayText(day)}
            width={780}
            deadline={life.deadline}
            title={thing.name}
          />
        )
      : series?.is === 'series'
        ? () => <FigureSeries points={series.points} unit={series.unit} width={640} height={240} title={series.title} />
        : map?.is === 'map' && map.plants.some(({ at }) => at)
          ? async () => (await import('./map-block.tsx')).mapPicture(map)
          : undefined;
  return {
    title: `${thing.name} (${kindNames[thing.kind]})`,
    subtitle:
      thing.kind === 'SOURCE'
        ? typeof attribution === 'string'
          ? attribution
          : [sources[0]?.publisher, sources[0]?.title, sources[0]?.vintage, sources[0]?.licence]
              .filter(Boolean)
              .join(', ')
        : plainly(thing.lead),
    clocks,
    sources: [...new Map(sources.map((source) => [source.key, source])).values()],
    table: tableOf(thing),
    json,
    operation,
    ...(svg ? { svg } : {}),
    ...(thing.tabs.length > 0
      ? {
          graphML: async () => (await import('../graph/around-ml.ts')).graphMLAround(plainId(thing.id), { clocks }),
        }
      : {}),
  };
}
