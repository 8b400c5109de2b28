import './graph.css';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAddress, useClocks } from '../../address/use-address.ts';
import type { Values } from '../../address/address.ts';
import { useAsk } from '../../api/use-ask.ts';
import { WaysDocument, type SearchKind } from '../../api/generated.ts';
import { LowChip } from '../../components/figure.tsx';
import { Broken, Failure, Notice, Problems } from '../../components/notice.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { Segments } from '../../components/segments.tsx';
import { SourceLine } from '../../components/source-line.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { Sentence, Word } from '../../components/word.tsx';
import { count, counted, inWords } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Taken } from '../../take-away/actions.ts';
import { answerOf } from './answer.ts';
import { Canvas, GraphExport } from './canvas.tsx';
import { place, type Place } from './compass.ts';
import { EXAMPLE, graphFields } from './fields.ts';
import type { Placed } from './graph-picture.tsx';
import { batched, useNeighbours } from './load.ts';
import { openedOf, readPins, readSteps, wantedOf, withStep, withWays, writePins, type Opened } from './log.ts';
import { bring, show, thingOf, type Brought, type Thing } from './model.ts';
import { EdgePanel, KindsPanel, ThingPanel, WaysPanel } from './panel.tsx';
import { columns, EdgeTable, rowsOf } from './table.tsx';

const LargeCanvas = lazy(() => import('./large-canvas.tsx'));

/** So many are drawn as SVG, and so many at all. */
const SMALL = 150;
const MOST = 2000;

type GraphValues = Values<typeof graphFields>;
const onCanvas = ['focus', 'open', 'hide', 'pin', 'from', 'to', 'via', 'max', 'way'] as const;
type CanvasState = Pick<GraphValues, (typeof onCanvas)[number]>;

const kinds: readonly SearchKind[] = ['COUNTRY', 'MINERAL', 'PRODUCT', 'SUPPLIER', 'FACILITY', 'AGENCY'];
const all: readonly SearchKind[] = [
  ...kinds,
  'COALITION',
  'PROGRAMME',
  'AGREEMENT',
  'EXPORT_CONTROL',
  'EVENT',
  'PERSON',
  'SOURCE',
];
const offered = [
  ['Facility:mountain-pass', 'Mountain Pass', 'mine'],
  ['Supplier:mp-materials', 'MP Materials', 'company'],
  ['Supplier:lynas', 'Lynas', 'company'],
  ['Supplier:general-motors', 'General Motors', 'company'],
  ['Mineral:dysprosium', 'Dysprosium', 'mineral'],
  ['Product:permanent-magnets', 'Permanent magnets', 'product'],
  ['Country:CHN', 'China', 'country'],
  ['Country:JPN', 'Japan', 'country'],
].map(([key = '', name = '', note = '']) => ({ key, name, note }));

/** What a thing is joined to, and on which ways one thing reaches another. */
export function GraphPage() {
  const { values: asked, broken, change } = useAddress(graphFields);
  const isExample = asked.focus === null && asked.from === null && asked.to === null;
  const values = isExample ? { ...asked, ...EXAMPLE } : asked;
  const focusKey = values.focus ?? values.from ?? values.to ?? EXAMPLE.focus;
  const from = values.from ?? (values.to === null ? null : focusKey);
  const { to } = values;
  const clocks = useClocks();
  const history = useUndo(asked, change);
  const [fit, setFit] = useState(0);

  const steps = useMemo(() => readSteps(values.open, focusKey), [values.open, focusKey]);
  const wanted = useMemo(() => wantedOf(steps), [steps]);
  const isEdge = values.at?.split('~').length === 3;
  const atKey = isEdge || values.at === null ? focusKey : values.at;
  const questions = [
    { of: focusKey, relationships: null, first: 0 },
    ...(atKey === focusKey ? [] : [{ of: atKey, relationships: null, first: 0 }]),
    ...wanted,
  ];
  const { answers, pending, error, again } = useNeighbours(questions, clocks);
  const variables = {
    from: from ?? '',
    to: to ?? '',
    via: values.via === null ? null : [values.via],
    max: values.max,
    ...clocks,
  };
  const found = useAsk(WaysDocument, variables, { enabled: from !== null && to !== null });
  const isWay = from !== null && to !== null;
  const ways = isWay ? (found.data?.data.paths ?? null) : null;
  const isLoading = pending.some(Boolean) || (isWay && found.isPending);

  const [centre] = answers;
  const focus = centre ? thingOf(centre.of) : null;
  const brought = useBrought(
    focus,
    isLoading,
    () => {
      const offset = answers.length - wanted.length;
      const indexOf = ({ of, relationship, count: many }: Opened) =>
        offset +
        wanted.findIndex((one) => one.of === of && one.first === many && one.relationships.includes(relationship));
      // What comes later in the order waits for what comes before, the middle first of all: so the places do not depend on which
      // answer is the faster.
      const waits =
        pending[0] === true
          ? 0
          : steps.findIndex((step) => (step === 'ways' ? isWay && found.isPending : pending[indexOf(step)] === true));
      const ready = waits === -1 ? steps : steps.slice(0, waits);
      return bring(focus, ready, (step) => answers[indexOf(step)] ?? null, ways);
    },
    [answers, pending, steps, wanted, ways, found.isPending],
  );
  const places = usePlaces(brought, focusKey);
  const pins = useMemo(() => readPins(values.pin), [values.pin]);
  const hidden = useMemo(() => new Set(values.hide), [values.hide]);
  const way = Math.min(values.way, Math.max(1, ways?.paths.length ?? 1));
  const shown = useMemo(() => show(brought, hidden, way), [brought, hidden, way]);
  const placed: Placed[] = useMemo(
    () =>
      shown.things.flatMap((thing) => {
        const at = pins.get(thing.key) ?? places.get(thing.key);
        return at ? [{ ...thing, x: at.x, y: at.y }] : [];
      }),
    [shown, pins, places],
  );

  const make = (patch: Partial<GraphValues>) => {
    history.keep();
    change({ ...(isExample ? EXAMPLE : {}), ...patch });
  };
  const flip = (entry: string) =>
    make({ hide: hidden.has(entry) ? values.hide.filter((one) => one !== entry) : [...values.hide, entry] });
  const onPin = (key: string, at: { x: number; y: number } | null) => {
    const next = new Map(pins);
    if (at) next.set(key, at);
    else next.delete(key);
    make({ pin: writePins(next) });
  };
  const isFirstOpen = (key: string) =>
    values.open.some((entry) => entry.startsWith(`${key}~`) && entry.includes('first'));
  const onExpand = (key: string) => {
    if (key === focusKey || isFirstOpen(key)) return;
    make({ open: withStep(values.open, focusKey, 'first', key), at: key });
  };

  const said = ways ? answerOf(ways, values.max) : null;
  const nameOf = (key: string | null) =>
    key === null
      ? ''
      : (brought.things.get(key)?.name ??
        offered.find((one) => one.key === key)?.name ??
        key.slice(key.indexOf(':') + 1));
  const title =
    from !== null && to !== null
      ? `How ${nameOf(from)} reaches ${nameOf(to)}`
      : `What ${focus?.name ?? nameOf(focusKey)} is joined to`;
  usePageTitle(title);
  const rows = useMemo(() => rowsOf(shown.edges, brought.things), [shown, brought]);
  const sources = useMemo(
    () => [
      ...new Map(
        shown.edges.flatMap(({ said: all }) => all.flatMap((one) => one.sources.map((source) => [source.key, source]))),
      ).values(),
    ],
    [shown],
  );
  const operation = batched(questions, clocks);
  const taken: Taken = {
    title,
    subtitle: 'above who owns and governs, left what it is fed by, right whom it feeds, below money, rules and records',
    clocks,
    sources,
    json: { neighbours: answers, ...(ways ? { paths: ways } : {}) },
    operation: from !== null && to !== null ? { query: WaysDocument.toString(), variables } : operation,
    table: { columns, rows },
    graphML: async () => (await import('./graph-ml.ts')).graphMLOf(placed, shown.edges, taken),
    ...(placed.length <= SMALL
      ? {
          svg: () => (
            <GraphExport things={placed} edges={shown.edges} focus={focusKey} pinned={new Set(pins.keys())} way={way} />
          ),
        }
      : {}),
  };
  const summary = `${counted(placed.length, 'thing')}, ${counted(shown.edges.length, 'relationship')}`;
  const atEdge = isEdge ? shown.edges.find(({ key }) => key === values.at) : undefined;
  const [edgeFrom, edgeTo] = [brought.things.get(atEdge?.from ?? ''), brought.things.get(atEdge?.to ?? '')];
  const atThing = brought.things.get(atKey) ?? focus;
  const canvas = {
    things: placed,
    edges: shown.edges,
    focus: focusKey,
    at: values.at ?? focusKey,
    pinned: new Set(pins.keys()),
    way,
    fit,
    label: `Graph of ${summary}. Arrow keys go from thing to thing, Enter expands, h hides, p pins.`,
    onAt: (key: string) => change({ at: key === focusKey ? null : key }, { replace: true }),
    onExpand,
    onHide: (key: string) => key !== focusKey && flip(key),
    onPin,
  };

  return (
    <div className="page graph-page">
      <Broken names={broken} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            {to === null ? (
              <>
                What is{' '}
                <NamedWord
                  label="In the middle"
                  value={focusKey}
                  name={nameOf(focusKey)}
                  kinds={all}
                  offered={offered}
                  isById
                  onChoose={(key) => make({ focus: key, at: null, open: [], hide: [], pin: [] })}
                />{' '}
                joined to, and how does it reach{' '}
                <NamedWord
                  label="To"
                  value=""
                  name="anything"
                  kinds={kinds}
                  offered={offered}
                  isById
                  onChoose={(key) => make({ from: focusKey, to: key, open: withWays(values.open) })}
                />
                ?
              </>
            ) : (
              <>
                How does{' '}
                <NamedWord
                  label="From"
                  value={from ?? ''}
                  name={nameOf(from)}
                  kinds={kinds}
                  offered={offered}
                  isById
                  onChoose={(key) => make({ from: key, way: 1 })}
                />{' '}
                reach{' '}
                <NamedWord
                  label="To"
                  value={to}
                  name={nameOf(to)}
                  kinds={kinds}
                  offered={[{ key: '', name: 'nothing: only what is around it' }, ...offered]}
                  isById
                  onChoose={(key) =>
                    make(
                      key === '' ? { focus: focusKey, from: null, to: null, via: null, way: 1 } : { to: key, way: 1 },
                    )
                  }
                />
                , in at most{' '}
                <Word
                  label="Steps"
                  value={String(values.max)}
                  choices={[1, 2, 3, 4, 5, 6, 7, 8].map((one) => ({ key: String(one), name: stepsInWords(one) }))}
                  onChoose={(key) => make({ max: Number(key) })}
                >
                  {stepsInWords(values.max)}
                </Word>
                , through{' '}
                <NamedWord
                  label="Through"
                  value={values.via ?? ''}
                  name={values.via === null ? 'anything' : nameOf(values.via)}
                  kinds={['COUNTRY', 'PRODUCT', 'SUPPLIER', 'FACILITY']}
                  offered={[{ key: '', name: 'anything' }, ...offered.filter(({ note }) => note !== 'mineral')]}
                  isById
                  onChoose={(key) => make({ via: key === '' ? null : key, way: 1 })}
                />
                ?
              </>
            )}
          </Sentence>
          <div aria-live="polite" className={found.isPlaceholderData ? 'old' : ''}>
            {said ? (
              <p className="below">
                {said.text} <LowChip of={said.isLow ? 'LOW' : null} />
              </p>
            ) : to === null && focus ? (
              <p className="below">
                {focus.name} is joined to{' '}
                {counted(centre?.groups.reduce((sum, { totalCount }) => sum + totalCount, 0) ?? 0, 'thing')} on record.
              </p>
            ) : (
              <p className="below">…</p>
            )}
          </div>
        </div>
        <TakeAway taken={taken} />
      </div>
      <Problems of={found.data?.problems ?? []} />
      {error ? <Failure error={error} retry={() => again.forEach((one) => void one())} /> : null}
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : null}
      {!isLoading && !centre ? (
        <Notice isWarning title={`Nothing is known as “${focusKey.slice(0, 60)}”${clocks.asOf ? ' on that day' : ''}.`}>
          Choose another in the sentence above{clocks.asOf ? ', or set the clocks to a later day' : ''}.
        </Notice>
      ) : null}
      <div className="graph-grid">
        <div className="graph-panels">
          {atEdge && edgeFrom && edgeTo ? (
            <EdgePanel edge={atEdge} from={edgeFrom} to={edgeTo} />
          ) : atThing ? (
            <ThingPanel
              thing={atThing}
              around={atKey === focusKey ? (centre ?? null) : (answers[1] ?? null)}
              opened={openedOf(steps, atKey)}
              hidden={hidden}
              isFocus={atKey === focusKey}
              isPinned={pins.has(atKey)}
              onOpen={(relationship, many) =>
                make({ open: withStep(values.open, focusKey, { of: atKey, relationship, count: many }) })
              }
              onHide={flip}
              onUnpin={() => onPin(atKey, null)}
              onFocus={() => make({ focus: atKey, at: null, open: [], hide: [], pin: [] })}
            />
          ) : null}
          {ways ? <WaysPanel ways={ways} way={way} onWay={(one) => make({ way: one })} /> : null}
          <KindsPanel
            kinds={shown.kinds}
            hidden={hidden}
            hiddenThings={values.hide.flatMap((key) => brought.things.get(key) ?? [])}
            onHide={flip}
          />
        </div>
        <div className="canvas-frame">
          <div className="canvas-bar">
            <button type="button" className="btn" onClick={history.undo} disabled={!history.canUndo}>
              Undo
            </button>
            <button type="button" className="btn" onClick={history.redo} disabled={!history.canRedo}>
              Redo
            </button>
            <button type="button" className="btn" onClick={() => setFit(fit + 1)}>
              Fit
            </button>
            <span className="dim" role="status">
              {isLoading ? 'Looking… ' : ''}
              {summary}
            </span>
            <Segments
              label="Show as"
              of={[
                ['graph', 'Graph'],
                ['table', 'Table'],
              ]}
              value={values.view}
              onChange={(view) => change({ view })}
            />
          </div>
          {values.view === 'table' || placed.length > MOST ? (
            <>
              {placed.length > MOST && values.view === 'graph' ? (
                <Notice title="Too many to draw.">
                  More than {count(MOST)} things would be points without names: the table has them all. Hide a kind, or
                  what has been opened, to draw the rest.
                </Notice>
              ) : null}
              <EdgeTable rows={rows} />
            </>
          ) : placed.length > SMALL ? (
            <Suspense fallback={<p className="canvas">Looking…</p>}>
              <LargeCanvas {...canvas} />
            </Suspense>
          ) : (
            <div className="compass">
              <span className="dim above">above: who owns and governs it</span>
              <span className="dim left">left: what it is fed by</span>
              <span className="dim right">right: whom it feeds</span>
              <span className="dim below-it">below: money, rules, records</span>
              <Canvas {...canvas} />
            </div>
          )}
          {values.view === 'table' || placed.length > MOST ? null : (
            <div className="print-only">
              <EdgeTable rows={rows} />
            </div>
          )}
          <p className="legend graph-legend">
            <span className="key-line">recorded</span>
            <span className="key-line low">low confidence</span>
            <span className="key-line planned">planned, announced</span>
            {ways ? <span className="key-line way">the way asked for</span> : null}
            <span className="key-pin">pinned</span>
          </p>
        </div>
      </div>
      <SourceLine of={sources.slice(0, 12)} />
    </div>
  );
}

const stepsInWords = (steps: number) => (steps === 1 ? 'one step' : `${inWords(steps)} steps`);

/** What the canvas holds; while another answer is under way for the same middle, what it held and more. */
function useBrought(focus: Thing | null, isLoading: boolean, make: () => Brought, on: readonly unknown[]): Brought {
  const before = useRef<{ focus: string | undefined; brought: Brought } | null>(null);
  const now = useMemo(make, [focus?.id, ...on]);
  const last = before.current;
  const brought =
    isLoading && last?.focus === focus?.id && last && last.brought.things.size > now.things.size ? last.brought : now;
  before.current = { focus: focus?.id, brought };
  return brought;
}

/** Places of what stands on the canvas. What stands stays where it is, as long as the same thing is in the middle. */
function usePlaces(brought: Brought, focus: string): ReadonlyMap<string, Place> {
  const before = useRef<{ focus: string; places: ReadonlyMap<string, Place> }>({ focus: '', places: new Map() });
  return useMemo(() => {
    const standing = before.current.focus === focus ? before.current.places : new Map<string, Place>();
    const places = place(brought.arrivals, standing);
    before.current = { focus, places };
    return places;
  }, [brought, focus]);
}

const stateOf = (values: GraphValues) =>
  Object.fromEntries(onCanvas.map((name) => [name, values[name]])) as unknown as CanvasState;

/** What was done to the canvas, one step at a time. */
function useUndo(values: GraphValues, change: (patch: Partial<GraphValues>) => void) {
  const [past, setPast] = useState<readonly CanvasState[]>([]);
  const [future, setFuture] = useState<readonly CanvasState[]>([]);
  const keep = () => {
    setPast([...past, stateOf(values)]);
    setFuture([]);
  };
  const undo = useCallback(() => {
    const last = past.at(-1);
    if (!last) return;
    setFuture([stateOf(values), ...future]);
    setPast(past.slice(0, -1));
    change(last);
  }, [past, future, values, change]);
  const redo = useCallback(() => {
    const [next, ...later] = future;
    if (!next) return;
    setPast([...past, stateOf(values)]);
    setFuture(later);
    change(next);
  }, [past, future, values, change]);
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || /^(INPUT|TEXTAREA)$/.test((event.target as Element).tagName)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    },
    [undo, redo],
  );
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onKey]);
  return { keep, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0 };
}
