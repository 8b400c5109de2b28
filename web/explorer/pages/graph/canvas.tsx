import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { HatchPattern } from '../../charts/share-bar.tsx';
import { kindNames } from '../../components/glyph.tsx';
import { nextTowards } from './compass.ts';
import { GraphPicture, type Placed } from './graph-picture.tsx';
import type { Edge } from './model.ts';
import { readable, viewOf, zoomed, type View } from './view.ts';

export interface CanvasProps {
  things: readonly Placed[];
  edges: readonly Edge[];
  focus: string | null;
  at: string | null;
  pinned: ReadonlySet<string>;
  way: number;
  /** Counted up when all is to be seen again. */
  fit: number;
  label: string;
  onAt: (key: string, isMoved?: boolean) => void;
  onExpand: (key: string) => void;
  onHide: (key: string) => void;
  onPin: (key: string, place: { x: number; y: number } | null) => void;
}

const arrows: Record<string, 'up' | 'down' | 'left' | 'right'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** How far a pointer moves before it drags. */
const STILL = 4;

interface Drag {
  readonly pointer: number;
  readonly key: string | null;
  readonly startX: number;
  readonly startY: number;
  readonly view: View;
  isMoving: boolean;
}

/** The canvas as SVG: looked around with pointer, wheel and keys. */
export function Canvas(props: CanvasProps) {
  const { things, edges, focus, at, pinned, way, fit, label, onAt, onExpand, onHide, onPin } = props;
  const svg = useRef<SVGSVGElement>(null);
  const [shape, setShape] = useState({ width: 1000, height: 650 });
  const [own, setOwn] = useState<{ view: View; fit: number } | null>(null);
  const [moved, setMoved] = useState<{ key: string; x: number; y: number } | null>(null);
  const drag = useRef<Drag | null>(null);
  const shown =
    moved === null ? things : things.map((thing) => (thing.key === moved.key ? { ...thing, ...moved } : thing));
  const middle = things.find(({ key }) => key === focus) ?? { x: 0, y: 0 };
  const view =
    own?.fit === fit ? own.view : fit === 0 ? readable(viewOf(things, shape), shape, middle) : viewOf(things, shape);
  const setView = (next: View) => setOwn({ view: next, fit });

  useLayoutEffect(() => {
    const element = svg.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setShape({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const pointAt = (clientX: number, clientY: number, from: View = view) => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: from.x + ((clientX - box.left) / box.width) * from.width,
      y: from.y + ((clientY - box.top) / box.height) * from.height,
    };
  };

  // The wheel moves the page; with Ctrl, as when two fingers spread, it brings the canvas nearer.
  const onWheel = useRef<(event: WheelEvent) => void>(() => undefined);
  onWheel.current = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    setView(zoomed(view, Math.exp(event.deltaY * 0.004), pointAt(event.clientX, event.clientY)));
  };
  useEffect(() => {
    const element = svg.current;
    const listen = (event: WheelEvent) => onWheel.current(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);

  const begin = (event: React.PointerEvent, key: string | null) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    drag.current = {
      pointer: event.pointerId,
      key,
      startX: event.clientX,
      startY: event.clientY,
      view,
      isMoving: false,
    };
  };
  const move = (event: React.PointerEvent) => {
    const now = drag.current;
    if (now?.pointer !== event.pointerId) return;
    if (!now.isMoving && Math.hypot(event.clientX - now.startX, event.clientY - now.startY) < STILL) return;
    if (!now.isMoving) svg.current?.setPointerCapture(event.pointerId);
    now.isMoving = true;
    const [from, to] = [pointAt(now.startX, now.startY, now.view), pointAt(event.clientX, event.clientY, now.view)];
    if (now.key === null) setView({ ...now.view, x: now.view.x + from.x - to.x, y: now.view.y + from.y - to.y });
    else {
      const thing = things.find(({ key }) => key === now.key);
      if (thing) setMoved({ key: thing.key, x: thing.x + to.x - from.x, y: thing.y + to.y - from.y });
    }
  };
  const end = () => {
    const now = drag.current;
    drag.current = null;
    if (now && !now.isMoving && now.key !== null) onAt(now.key);
    if (moved) {
      onPin(moved.key, { x: moved.x, y: moved.y });
      setMoved(null);
    }
  };

  const onKeyDown = (event: React.KeyboardEvent, thing: Placed) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = arrows[event.key];
    if (direction) {
      event.preventDefault();
      const next = nextTowards(new Map(things.map((one) => [one.key, one])), thing.key, direction);
      if (next === null) return;
      onAt(next, true);
      svg.current?.querySelector<SVGGElement>(`[data-thing="${CSS.escape(next)}"]`)?.focus();
      return;
    }
    const act = {
      Enter: () => onExpand(thing.key),
      h: () => onHide(thing.key),
      p: () => pin(thing),
      ' ': () => onAt(thing.key),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const pin = (thing: Placed) => onPin(thing.key, pinned.has(thing.key) ? null : { x: thing.x, y: thing.y });

  const inTurn = things.some(({ key }) => key === at) ? at : focus;
  return (
    <div className="canvas-field">
      <svg
        ref={svg}
        className="canvas"
        role="group"
        aria-label={label}
        viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
        onPointerDown={(event) => begin(event, null)}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <GraphPicture
          things={shown}
          edges={edges}
          focus={focus}
          at={at}
          pinned={pinned}
          way={way}
          onEdge={(edge) => onAt(edge.key)}
          propsOf={(thing) => ({
            role: 'button',
            tabIndex: thing.key === inTurn ? 0 : -1,
            'aria-label': `${kindNames[thing.kind]}: ${thing.name}${thing.isPlanned ? ', planned or announced' : ''}${pinned.has(thing.key) ? ', pinned' : ''}`,
            'aria-pressed': thing.key === at,
            ...{ 'data-thing': thing.key },
            onPointerDown: (event) => begin(event, thing.key),
            onDoubleClick: () => onExpand(thing.key),
            onKeyDown: (event) => onKeyDown(event, thing),
          })}
        />
      </svg>
      <span className="zoom">
        <button
          type="button"
          className="ib"
          aria-label="Nearer"
          onClick={() => setView(zoomed(view, 0.8, centreOf(view)))}
        >
          +
        </button>
        <button
          type="button"
          className="ib"
          aria-label="Further"
          onClick={() => setView(zoomed(view, 1.25, centreOf(view)))}
        >
          −
        </button>
      </span>
    </div>
  );
}

const centreOf = ({ x, y, width, height }: View) => ({ x: x + width / 2, y: y + height / 2 });

type ExportProps = Pick<CanvasProps, 'things' | 'edges' | 'focus' | 'pinned' | 'way'>;

/** The same, as it is taken away. */
export function GraphExport({ things, edges, focus, pinned, way }: ExportProps) {
  const view = viewOf(things, { width: 1000, height: 660 });
  const scale = Math.min(1, 1000 / view.width);
  return (
    <svg
      className="chart canvas"
      width={view.width * scale}
      height={view.height * scale}
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      role="img"
      aria-label="Graph"
    >
      <HatchPattern />
      <GraphPicture things={things} edges={edges} focus={focus} at={null} pinned={pinned} way={way} />
    </svg>
  );
}
