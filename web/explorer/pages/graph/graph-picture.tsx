import { Glyph } from '../../components/glyph.tsx';
import type { Edge, Thing } from './model.ts';

/** A thing with its place. */
export interface Placed extends Thing {
  readonly x: number;
  readonly y: number;
}

interface GraphPictureProps {
  things: readonly Placed[];
  edges: readonly Edge[];
  /** In the middle. */
  focus: string | null;
  /** Chosen: a thing or an edge. */
  at: string | null;
  pinned: ReadonlySet<string>;
  /** Which way is drawn. */
  way: number;
  onEdge?: (edge: Edge) => void;
  /** What a thing answers to, besides being drawn. */
  propsOf?: (thing: Placed) => React.SVGProps<SVGGElement>;
}

const RADIUS = 18;
const LARGE = 25;
const radiusOf = (key: string, focus: string | null) => (key === focus ? LARGE : RADIUS);

const LINE = 21;
/** A name in at most two lines. */
export function linesOf(name: string): string[] {
  if (name.length <= LINE) return [name];
  const cut = name.lastIndexOf(' ', LINE);
  const at = cut > 6 ? cut : LINE;
  const rest = name.slice(at).trim();
  return [name.slice(0, at), rest.length <= LINE ? rest : `${rest.slice(0, LINE - 1).trimEnd()}…`];
}

/** Things and what joins them, as marks: dotted where confidence is low, dashed where planned, thick on the way. */
export const GraphPicture = ({ things, edges, focus, at, pinned, way, onEdge, propsOf }: GraphPictureProps) => {
  const places = new Map(things.map((thing) => [thing.key, thing]));
  const between = new Map<string, number>();
  return (
    <>
      {edges.map((edge) => {
        const [from, to] = [places.get(edge.from), places.get(edge.to)];
        if (!from || !to) return null;
        const pair = [edge.from, edge.to].sort().join(' ');
        const nth = between.get(pair) ?? 0;
        between.set(pair, nth + 1);
        return (
          <EdgeMark
            key={edge.key}
            edge={edge}
            from={from}
            to={to}
            // What joins the same two things stands side by side.
            bend={nth === 0 ? 0 : (nth % 2 === 0 ? -1 : 1) * Math.ceil(nth / 2) * 26 * (edge.from < edge.to ? 1 : -1)}
            radii={[radiusOf(from.key, focus), radiusOf(to.key, focus)]}
            isWay={edge.ways.includes(way)}
            isAt={edge.key === at}
            // Where many are drawn, only what is chosen is named: of the chosen thing all edges.
            isNamed={
              edges.length <= CROWD ||
              edge.ways.includes(way) ||
              [edge.key, edge.from, edge.to].some((key) => key === at && key !== focus)
            }
            onEdge={onEdge}
          />
        );
      })}
      {things.map((thing) => {
        const radius = radiusOf(thing.key, focus);
        const isOnWay = edges.some(
          ({ ways, from, to }) => ways.includes(way) && (from === thing.key || to === thing.key),
        );
        const lines = linesOf(thing.name);
        return (
          <g
            key={thing.key}
            className={[
              'thing',
              `k-${familyOf(thing)}`,
              thing.isPlanned ? 'planned' : '',
              thing.key === focus ? 'focus' : '',
              thing.key === at ? 'at' : '',
              isOnWay ? 'on-way' : '',
            ].join(' ')}
            transform={`translate(${thing.x} ${thing.y})`}
            {...propsOf?.(thing)}
          >
            {thing.key === at ? <circle className="thing-at" r={radius + 5} /> : null}
            <circle className="thing-ground" r={radius} />
            <Glyph kind={thing.kind} size={radius * 0.9} x={-radius * 0.45} y={-radius * 0.45} />
            {pinned.has(thing.key) ? <circle className="pin" cx={radius * 0.72} cy={-radius * 0.72} r={5} /> : null}
            {lines.map((line, index) => (
              <text key={index} className="thing-name" y={radius + 15 + index * 14} textAnchor="middle">
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </>
  );
};

const families: Partial<Record<Thing['kind'], string>> = {
  COUNTRY: 'place',
  COALITION: 'place',
  MINERAL: 'material',
  PRODUCT: 'material',
  STOCKPILE: 'material',
  SUPPLIER: 'maker',
  FACILITY: 'maker',
  AGREEMENT: 'deal',
  COMMITMENT: 'deal',
  EXPORT_CONTROL: 'rule',
  EVENT: 'event',
};
export const familyOf = ({ kind }: Pick<Thing, 'kind'>): string => families[kind] ?? 'body';

interface EdgeMarkProps {
  edge: Edge;
  from: Placed;
  to: Placed;
  bend: number;
  radii: readonly [number, number];
  isWay: boolean;
  isAt: boolean;
  isNamed: boolean;
  onEdge: ((edge: Edge) => void) | undefined;
}

const HEAD = 8;
const CROWD = 60;

function EdgeMark({ edge, from, to, bend, radii, isWay, isAt, isNamed, onEdge }: EdgeMarkProps) {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const by = { x: (from.x + to.x) / 2 - dy * bend * 2, y: (from.y + to.y) / 2 + dx * bend * 2 };
  // Direction in which it leaves and arrives.
  const out = unit(by.x - from.x, by.y - from.y);
  const into = unit(to.x - by.x, to.y - by.y);
  const begin = { x: from.x + out.x * (radii[0] + 2), y: from.y + out.y * (radii[0] + 2) };
  const tip = { x: to.x - into.x * (radii[1] + 3), y: to.y - into.y * (radii[1] + 3) };
  const end = { x: tip.x - into.x * HEAD, y: tip.y - into.y * HEAD };
  const path = bend === 0 ? `M${at(begin)}L${at(end)}` : `M${at(begin)}Q${at(by)} ${at(end)}`;
  const middle = bend === 0 ? mid(begin, end) : mid(mid(begin, by), mid(by, end));
  const isLow = edge.confidence === 'LOW';
  return (
    <g
      className={[
        'edge',
        isLow ? 'low' : '',
        edge.isPlanned ? 'planned' : '',
        isWay ? 'way' : '',
        isAt ? 'at' : '',
      ].join(' ')}
      onClick={onEdge ? () => onEdge(edge) : undefined}
    >
      <path className="edge-line" d={path} fill="none" />
      <path
        className="edge-head"
        d={`M${at(tip)}L${at({ x: end.x - into.y * 3.6, y: end.y + into.x * 3.6 })}L${at({ x: end.x + into.y * 3.6, y: end.y - into.x * 3.6 })}Z`}
      />
      {onEdge ? <path className="edge-touch" d={path} fill="none" /> : null}
      {length > 130 && isNamed ? (
        <text className="edge-label" x={middle.x} y={middle.y + 4} textAnchor="middle">
          {edge.label}
        </text>
      ) : null}
    </g>
  );
}

interface Point {
  x: number;
  y: number;
}
const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
const mid = (one: Point, other: Point) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
function unit(x: number, y: number): Point {
  const length = Math.max(0.001, Math.hypot(x, y));
  return { x: x / length, y: y / length };
}
