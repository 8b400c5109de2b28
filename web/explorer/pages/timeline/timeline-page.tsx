import { plainId } from '../../components/id.ts';
import './timeline.css';
import { useAddress, useClocks, useCommon } from '../../address/use-address.ts';
import { Go, useHref } from '../../address/go.tsx';
import { useHistory } from '../../address/use-history.ts';
import { useAsk } from '../../api/use-ask.ts';
import { TimelineDocument } from '../../api/generated.ts';
import { periodOn } from '../../charts/life.ts';
import { Fig } from '../../components/figure.tsx';
import { kindNames, pathOfId } from '../../components/glyph.tsx';
import { Broken, Failure, Problems } from '../../components/notice.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { stateInWords } from '../../components/rail.tsx';
import { Segments } from '../../components/segments.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { Sentence, Word } from '../../components/word.tsx';
import { day } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { timelineFields } from './fields.ts';
import { answerOf, countsOf, rowsOf, type Rows } from './rows.ts';
import { TimelinePicture } from './timeline-picture.tsx';

const [WIDTH, NARROW_WIDTH] = [1300, 362];

const subjects = [
  ['', 'critical minerals', ''],
  ['rare-earths', 'rare earths', 'minerals'],
  ['permanent-magnets', 'permanent magnets', 'product'],
  ['gallium', 'gallium', 'mineral'],
  ['germanium', 'germanium', 'mineral'],
  ['antimony', 'antimony', 'mineral'],
  ['graphite', 'graphite', 'mineral'],
  ['tungsten', 'tungsten', 'mineral'],
].map(([key = '', name = '', note = '']) => ({ key, name, note }));
const countries = [
  ['', 'everyone'],
  ['CHN', 'China'],
  ['USA', 'United States'],
  ['JPN', 'Japan'],
  ['COD', 'Democratic Republic of the Congo'],
  ['IDN', 'Indonesia'],
  ['AUS', 'Australia'],
].map(([key = '', name = '']) => ({ key, name, note: key }));
const nameIn = (choices: typeof countries, key: string | null) =>
  choices.find((one) => one.key === (key ?? ''))?.name ?? (key ?? '').replace(/-/g, ' ');

/** Half years to choose from. */
const halves = Array.from(
  { length: 44 },
  (_, index) => `${2008 + Math.floor(index / 2)}-${index % 2 === 0 ? '01' : '07'}-01`,
);

/** What happened, and which rules and agreements held when. */
export function TimelinePage() {
  const { values, broken, change } = useAddress(timelineFields);
  const { about, by, from, to } = values;
  const clocks = useClocks();
  const variables = { about, by, isAbout: about !== null, isBy: by !== null, ...clocks };
  const { data, error, isPlaceholderData, refetch } = useAsk(TimelineDocument, variables);
  const answer = data?.data;
  const isNarrow = useNarrow();
  const isToday = clocks.asOf === undefined;
  const on = clocks.asOf ?? new Date().toISOString().slice(0, 10);
  const rows = rowsOf(answer, { by, from, to });
  const said = answerOf(rows, on, isToday);
  const title = `What happened to ${nameIn(subjects, about)}${by === null ? '' : `, by ${nameIn(countries, by)}`}`;
  usePageTitle(title);
  const sources = [...rows.controls, ...rows.agreements, ...rows.events].flatMap((row) => row.sources);
  const span = [from, to] as const;
  const taken: Taken = {
    title,
    subtitle: `${day(from)} to ${day(to)}; right of ${day(on)}: what was set for later`,
    clocks,
    sources: [...new Map(sources.map((source) => [source.key, source])).values()],
    json: answer,
    operation: { query: TimelineDocument.toString(), variables },
    table: { columns, rows: flat(rows) },
    svg: () => <TimelinePicture rows={rows} span={span} on={on} width={WIDTH} />,
  };
  const choices = [...new Set([...halves, from, to])].sort().map((one) => ({ key: one, name: day(one.slice(0, 7)) }));
  return (
    <div className="page">
      <Broken names={broken} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            What happened to{' '}
            <NamedWord
              label="About"
              value={about ?? ''}
              name={nameIn(subjects, about)}
              kinds={['MINERAL', 'PRODUCT', 'COALITION', 'SUPPLIER', 'FACILITY', 'AGENCY']}
              offered={subjects}
              onChoose={(key) => change({ about: key || null })}
            />
            , by{' '}
            <NamedWord
              label="By"
              value={by ?? ''}
              name={nameIn(countries, by)}
              kinds={['COUNTRY']}
              offered={countries}
              onChoose={(key) => change({ by: key || null })}
            />
            , between{' '}
            <Word
              label="From"
              value={from}
              choices={choices.filter(({ key }) => key < to)}
              onChoose={(key) => change({ from: key })}
            >
              {day(from.slice(0, 7))}
            </Word>{' '}
            and{' '}
            <Word
              label="To"
              value={to}
              choices={choices.filter(({ key }) => key > from)}
              onChoose={(key) => change({ to: key })}
            >
              {day(to.slice(0, 7))}
            </Word>
            ?
          </Sentence>
          {error ? <Failure error={error} retry={() => void refetch()} /> : null}
          {answer ? (
            <p className={isPlaceholderData ? 'answer old' : 'answer'} aria-live="polite">
              {said}
            </p>
          ) : error ? null : (
            <p className="answer waiting">…</p>
          )}
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={data?.problems ?? []} />
      <div className="timeline-head">
        <p className="legend">
          <span className="life-key">
            <Sample state="ANNOUNCED" /> announced
          </span>
          <span className="life-key">
            <Sample state="IN_FORCE" /> in force
          </span>
          <span className="life-key">
            <Sample state="SUSPENDED" /> suspended
          </span>
          <span className="life-key">
            <Sample state="EXPIRED" /> expired
          </span>
          <span className="life-key">
            <i className="sample-deal" aria-hidden="true" /> agreement
          </span>
          <span className="life-key">
            <i className="sample-deadline" aria-hidden="true" /> first deadline
          </span>
          <span className="life-key">
            <i className="sample-clock" aria-hidden="true" /> the day you look from; right of it: as{' '}
            {clocks.knownAt ? 'then' : 'now'} planned
          </span>
        </p>
        <Segments
          label="Show as"
          of={[
            ['chart', 'Chart'],
            ['table', 'Table'],
          ]}
          value={values.view}
          onChange={(view) => change({ view })}
        />
      </div>
      {values.view === 'table' ? (
        <TimelineTable rows={rows} on={on} />
      ) : (
        <div
          className={isPlaceholderData ? 'timeline-scroll old' : 'timeline-scroll'}
          tabIndex={0}
          role="region"
          aria-label="Timeline"
        >
          <TimelinePicture
            rows={rows}
            span={span}
            on={on}
            width={isNarrow ? NARROW_WIDTH : WIDTH}
            door={(id, mark) => <Door id={id}>{mark}</Door>}
            link={(id, name) => <Link id={id}>{name}</Link>}
          />
          <div className="print-only">
            <TimelineTable rows={rows} on={on} />
          </div>
        </div>
      )}
      {answer ? <p className="small timeline-counts">{countsOf(answer, rows)}</p> : null}
      <SourceLine of={taken.sources.slice(0, 12)} />
    </div>
  );
}

const Sample = ({ state }: { state: string }) => (
  <svg width="12" height="12" aria-hidden="true" className="life life-rule">
    <rect
      className={`life-${{ ANNOUNCED: 'outline', IN_FORCE: 'solid', SUSPENDED: 'hatched' }[state] ?? 'grey'}`}
      x={0.5}
      y={0.5}
      width={11}
      height={11}
    />
  </svg>
);

/** A mark that opens its evidence. */
function Door({ id, children }: { id: string; children: React.ReactNode }) {
  const { values, change } = useCommon();
  return (
    <a
      href={`?ev=${encodeURIComponent(id)}`}
      className="mark-door"
      aria-label={`Evidence of ${id.slice(id.lastIndexOf(':') + 1).replace(/-/g, ' ')}`}
      data-ev={id}
      onClick={(event) => {
        event.preventDefault();
        change({ ev: values.ev === id ? null : id });
      }}
    >
      {children}
    </a>
  );
}

/** A name in the picture that leads to its page. */
function Link({ id, children }: { id: string; children: React.ReactNode }) {
  const history = useHistory();
  const href = useHref()(pathOfId(id) ?? '/timeline');
  return (
    <a
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        history.push(href);
      }}
    >
      {children}
    </a>
  );
}

interface FlatRow {
  readonly kind: 'EXPORT_CONTROL' | 'AGREEMENT' | 'EVENT';
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly by: string | null;
  readonly state: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly deadline: string | null;
}

/** Each event, and each period of a control or agreement. */
const flat = ({ events, controls, agreements }: Rows): FlatRow[] => [
  ...events.map(
    ({ id, name, on, until }) =>
      ({ kind: 'EVENT', id, name, number: null, by: null, state: null, from: on, to: until, deadline: null }) as const,
  ),
  ...[...controls, ...agreements].flatMap(({ id, kind, name, number, of, periods, deadline }) =>
    periods.map(({ state, from, to }) => ({ kind, id, name, number, by: of?.name ?? null, state, from, to, deadline })),
  ),
];

const columns: readonly Column<FlatRow>[] = [
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'id', of: ({ id }) => plainId(id) },
  { name: 'name', of: ({ name }) => name },
  { name: 'number', of: ({ number }) => number },
  { name: 'by', of: ({ by }) => by },
  { name: 'state', of: ({ state }) => state },
  { name: 'from', of: ({ from }) => from },
  { name: 'until_before', of: ({ to }) => to },
  { name: 'first_deadline', of: ({ deadline }) => deadline },
];

/** The same as rows: where each stood on the day of the clock, and since when. */
const TimelineTable = ({ rows: { events, controls, agreements }, on }: { rows: Rows; on: string }) => (
  <div className="table-scroll" tabIndex={0} role="region" aria-label="Timeline as a table">
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Kind</th>
          <th scope="col">By</th>
          <th scope="col">On {day(on)}</th>
          <th scope="col">Its days</th>
        </tr>
      </thead>
      <tbody>
        {[...controls, ...agreements].map(({ id, kind, number, name, of, periods, deadline }) => (
          <tr key={id}>
            <th scope="row">
              <Go to={pathOfId(id) ?? '/timeline'}>{[number, name].filter(Boolean).join(' ')}</Go>
            </th>
            <td>{kindNames[kind]}</td>
            <td>{of?.name}</td>
            <td>
              <Fig id={id}>
                {periodOn(periods, on) ? stateInWords(periodOn(periods, on)?.state) : 'not yet announced'}
              </Fig>
            </td>
            <td>
              {periods
                .map(({ state, from }) => `${stateInWords(state)}${from ? ` from ${day(from)}` : ''}`)
                .concat(deadline ? [`first deadline ${day(deadline)}`] : [])
                .join('; ')}
            </td>
          </tr>
        ))}
        {events.map(({ id, name, on: began, until }) => (
          <tr key={id}>
            <th scope="row">
              <Go to={pathOfId(id) ?? '/timeline'}>{name}</Go>
            </th>
            <td>{kindNames.EVENT}</td>
            <td />
            <td />
            <td>
              <Fig id={id}>
                {[day(began), until && until !== began ? `to ${day(until)}` : null].filter(Boolean).join(' ')}
              </Fig>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
