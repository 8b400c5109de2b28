import { Go } from '../../address/go.tsx';
import { ConfidenceMark, Fig } from '../../components/figure.tsx';
import { Glyph, kindNames, pathOfId } from '../../components/glyph.tsx';
import { SourceName } from '../../evidence/claim-card.tsx';
import { count, day, percent } from '../../format/numbers.ts';
import type { NeighbourRelationship, NodeKind } from '../../api/generated.ts';
import { wayInWords } from './answer.ts';
import type { Around, Edge, Thing, Ways } from './model.ts';
import { AT_A_TIME, relationOf } from './relations.ts';

interface ThingPanelProps {
  thing: Thing;
  /** What it is joined to, with counts; null until it is known. */
  around: Around | null;
  opened: ReadonlyMap<NeighbourRelationship, number>;
  hidden: ReadonlySet<string>;
  isFocus: boolean;
  isPinned: boolean;
  onOpen: (relationship: NeighbourRelationship, count: number) => void;
  onHide: (entry: string) => void;
  onUnpin: () => void;
  onFocus: () => void;
}

/** What is chosen: its name, and what of it can be opened. */
export function ThingPanel(props: ThingPanelProps) {
  const { thing, around, opened, hidden, isFocus, isPinned, onOpen, onHide, onUnpin, onFocus } = props;
  const path = pathOfId(thing.key);
  return (
    <section className="graph-panel" aria-label="What is chosen">
      <p className="kind-line">
        <Glyph kind={thing.kind} /> {kindNames[thing.kind]}
      </p>
      <h2 className="panel-name">{path ? <Go to={path}>{thing.name}</Go> : thing.name}</h2>
      <p className="dim">{contextOf(around)}</p>
      <p className="panel-acts">
        <Fig id={thing.id}>evidence</Fig>
        {isFocus ? null : (
          <>
            <button type="button" className="link" onClick={onFocus}>
              to the middle
            </button>
            <button type="button" className="link" onClick={() => onHide(thing.key)}>
              hide
            </button>
          </>
        )}
        {isPinned ? (
          <button type="button" className="link" onClick={onUnpin}>
            unpin
          </button>
        ) : null}
      </p>
      <h3>Expand</h3>
      {around === null ? <p className="dim">Looking…</p> : null}
      {around?.groups.length === 0 ? <p className="dim">Nothing else is joined to it.</p> : null}
      <ul className="expand">
        {around?.groups.map(({ relationship, totalCount }) => {
          const { name } = relationOf(relationship, thing.kind);
          const shown = Math.min(opened.get(relationship) ?? 0, totalCount);
          const entry = `${thing.key}~${relationship}`;
          const isHidden = hidden.has(entry);
          const more = Math.min(AT_A_TIME, totalCount - shown);
          return (
            <li key={relationship}>
              <span>{name}</span>
              <small>
                {shown === 0 || isHidden
                  ? count(totalCount)
                  : shown < totalCount
                    ? `${count(shown)} of ${count(totalCount)}`
                    : totalCount === 1
                      ? '1'
                      : `all ${count(totalCount)}`}
              </small>
              {isHidden ? (
                <button type="button" className="btn" onClick={() => onHide(entry)} aria-label={`Show again: ${name}`}>
                  show
                </button>
              ) : more > 0 ? (
                <button
                  type="button"
                  className="btn more-of"
                  onClick={() => onOpen(relationship, shown < AT_A_TIME ? AT_A_TIME : shown + AT_A_TIME)}
                  aria-label={`${name}: ${more} more`}
                >
                  + {more}
                </button>
              ) : (
                <button type="button" className="btn" onClick={() => onHide(entry)} aria-label={`Hide: ${name}`}>
                  hide
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What tells the thing from others of its name. */
function contextOf(around: Around | null): string {
  const of = around?.of;
  if (!of) return '\u00A0';
  if (of.__typename === 'Supplier')
    return [of.country.name, of.stages.map((stage) => stage.toLowerCase().replace(/_/g, ' ')).join(', ')]
      .filter(Boolean)
      .join(' · ');
  if (of.__typename === 'Facility') return `${of.country.name} · ${of.plantStatus.toLowerCase().replace(/_/g, ' ')}`;
  if (of.__typename === 'Product') return of.stage.toLowerCase();
  if (of.__typename === 'Commitment') return of.name;
  return '';
}

interface EdgePanelProps {
  edge: Edge;
  from: Thing;
  to: Thing;
}

/** What is recorded of an edge, and who says so. */
export const EdgePanel = ({ edge, from, to }: EdgePanelProps) => (
  <section className="graph-panel" aria-label="What is chosen">
    <p className="kind-line">Relationship</p>
    <h2 className="panel-name">
      {from.name} <span>{edge.verb}</span> {to.name}
    </h2>
    {edge.said.length === 0 ? <p>{edge.label}</p> : null}
    {edge.said.map((said, index) => (
      <dl key={index} className="pairs edge-said">
        {said.sentence ? (
          <>
            <dt>Step</dt>
            <dd>{said.sentence}</dd>
          </>
        ) : null}
        {said.product && !said.sentence ? (
          <>
            <dt>What</dt>
            <dd>{said.product}</dd>
          </>
        ) : null}
        {said.share === null ? null : (
          <>
            <dt>Share</dt>
            <dd>
              <Fig id={edge.subject}>{percent(said.share)}</Fig>
            </dd>
          </>
        )}
        {said.tonnes === null ? null : (
          <>
            <dt>A year</dt>
            <dd>
              <Fig id={edge.subject}>{count(said.tonnes)}</Fig> {said.tonnesUnit ?? 't'}
              {said.year ? `, ${said.year}` : ''}
            </dd>
          </>
        )}
        {said.from ? (
          <>
            <dt>Since</dt>
            <dd>{day(said.from)}</dd>
          </>
        ) : null}
        <dt>Confidence</dt>
        <dd>
          {said.confidence === null ? (
            'not stated'
          ) : (
            <>
              {said.confidence.toLowerCase()}
              <ConfidenceMark of={said.confidence} />
            </>
          )}
        </dd>
        <dt>Source</dt>
        <dd>
          {said.sources.length === 0 ? 'none named' : null}
          {said.sources.map((source) => (
            <div key={source.key}>
              <SourceName of={source} />
            </div>
          ))}
        </dd>
        <dt>Where in it</dt>
        <dd>{said.locator ?? <span className="dim">no place recorded</span>}</dd>
      </dl>
    ))}
    <p className="panel-acts">
      <Fig id={edge.subject}>all claims, and who says otherwise</Fig>
    </p>
  </section>
);

interface WaysPanelProps {
  ways: Ways;
  way: number;
  onWay: (way: number) => void;
}

/** The ways found, of which one is drawn. */
export const WaysPanel = ({ ways, way, onWay }: WaysPanelProps) => (
  <section className="graph-panel">
    <h3>
      Ways <small>{ways.paths.length}</small>
    </h3>
    {ways.paths.length === 0 ? <p className="dim">None on record.</p> : null}
    <ul className="ways">
      {ways.paths.map((path, index) => {
        const { length, by } = wayInWords(path);
        return (
          <li key={index}>
            <button type="button" aria-pressed={way === index + 1} onClick={() => onWay(index + 1)}>
              <span>
                <b>{length}</b> by {by}
              </span>
              <ConfidenceMark of={path.confidence} />
            </button>
          </li>
        );
      })}
    </ul>
  </section>
);

interface KindsPanelProps {
  kinds: ReadonlyMap<NodeKind, number>;
  hidden: ReadonlySet<string>;
  hiddenThings: readonly Thing[];
  onHide: (entry: string) => void;
}

/** What kinds of things stand on the canvas; each can be left out. */
export const KindsPanel = ({ kinds, hidden, hiddenThings, onHide }: KindsPanelProps) => (
  <section className="graph-panel">
    <h3>On the canvas</h3>
    <ul className="kinds">
      {[...kinds]
        .sort(([, a], [, b]) => b - a)
        .map(([kind, many]) => (
          <li key={kind}>
            <label>
              <input type="checkbox" checked={!hidden.has(kind)} onChange={() => onHide(kind)} />
              <Glyph kind={kind} />
              <span>{kindNames[kind]}</span>
              <small>{count(many)}</small>
            </label>
          </li>
        ))}
    </ul>
    {hiddenThings.length === 0 ? null : (
      <p className="hidden-things">
        Hidden:{' '}
        {hiddenThings.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="link"
            onClick={() => onHide(key)}
            aria-label={`Show again: ${name}`}
          >
            {name}
          </button>
        ))}
      </p>
    )}
  </section>
);
