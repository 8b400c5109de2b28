import { MultiDirectedGraph } from 'graphology';
import forceAtlas2Module from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import type { NodeHoverDrawingFunction } from 'sigma/rendering';
import { useEffect, useRef } from 'react';
import { linesOf, familyOf } from './graph-picture.tsx';
import type { CanvasProps } from './canvas.tsx';

/** The package is of another module system than its types say. */
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default;

/** Rounds of the force layout; then all stands still. */
const ROUNDS = 300;
/** From so many relationships on a moving canvas is drawn without them. */
const MANY = 1000;
/** Between two pictures. */
const AT_ONCE = 10;

interface Colours {
  readonly ofFamily: (family: string) => string;
  readonly line: string;
  readonly way: string;
  readonly ink: string;
  readonly ground: string;
}

function coloursOf(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ofFamily: (family) => token(`--k-${family}`) || token('--k-body'),
    line: token('--other'),
    way: token('--accent-line'),
    ink: token('--ink'),
    ground: token('--surface'),
  };
}

/** The name of what is chosen or pointed at, on a ground of its own: the colours of the page, where the package would draw on white. */
const drawNamed =
  ({ ink, ground }: Colours): NodeHoverDrawingFunction =>
  (context, { x, y, size, label, color }, { labelSize, labelFont }) => {
    const name = label ?? '';
    context.font = `${labelSize}px ${labelFont}`;
    context.fillStyle = ground;
    context.strokeStyle = ink;
    context.beginPath();
    context.roundRect(x - size - 4, y - size - 4, size * 2 + context.measureText(name).width + 14, size * 2 + 8, 3);
    context.fill();
    context.stroke();
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, size, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = ink;
    context.fillText(name, x + size + 4, y + labelSize / 3);
  };

/** The canvas for more than 150 things: WebGL, from the places of the compass a force layout that ends. */
export default function LargeCanvas(props: CanvasProps) {
  const { things, edges, focus, at, way, fit, label, onAt, onExpand } = props;
  const place = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const acts = useRef({ onAt, onExpand });
  acts.current = { onAt, onExpand };
  const known = useRef(new Map<string, { x: number; y: number }>());
  // Only other things make another graph.
  const content = things.map(({ key }) => key).join(' ');

  useEffect(() => {
    if (!place.current) return;
    const colours = coloursOf();
    const graph = new MultiDirectedGraph();
    for (const thing of things) {
      const before = known.current.get(thing.key);
      graph.addNode(thing.key, {
        x: before?.x ?? thing.x,
        y: before?.y ?? -thing.y,
        size: thing.key === focus ? 9 : 5,
        label: linesOf(thing.name)[0],
        color: colours.ofFamily(familyOf(thing)),
        forceLabel: thing.key === focus,
      });
    }
    for (const edge of edges) {
      const isWay = edge.ways.includes(way);
      graph.addEdgeWithKey(edge.key, edge.from, edge.to, {
        size: isWay ? 3 : 1,
        color: isWay ? colours.way : colours.line,
        type: 'arrow',
      });
    }
    const picture = new Sigma(graph, place.current, {
      allowInvalidContainer: true,
      labelColor: { color: colours.ink },
      labelFont: "'Inter Variable', sans-serif",
      labelSize: 12,
      labelDensity: 0.6,
      // While it moves, what is slow to draw is left out: it stands again when the canvas does.
      hideEdgesOnMove: edges.length > MANY,
      hideLabelsOnMove: edges.length > MANY,
      defaultDrawNodeHover: drawNamed(colours),
      zIndex: true,
    });
    sigma.current = picture;
    picture.on('clickNode', ({ node }) => acts.current.onAt(node));
    picture.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      acts.current.onExpand(node);
    });
    let rounds = 0;
    let frame = 0;
    const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 400, adjustSizes: false };
    const settle = () => {
      forceAtlas2.assign(graph, { iterations: AT_ONCE, settings });
      rounds += AT_ONCE;
      place.current?.setAttribute('data-rounds', String(rounds));
      if (rounds < ROUNDS) frame = requestAnimationFrame(settle);
      else graph.forEachNode((key, { x, y }) => known.current.set(key, { x: x as number, y: y as number }));
    };
    frame = requestAnimationFrame(settle);
    return () => {
      cancelAnimationFrame(frame);
      picture.kill();
      sigma.current = null;
    };
    // The rest is told to the picture that stands.
  }, [content, edges.length, way]);

  useEffect(() => {
    sigma.current?.setSetting('nodeReducer', (key, data) => (key === at ? { ...data, highlighted: true } : data));
  }, [at, content, edges.length, way]);
  useEffect(() => {
    void sigma.current?.getCamera().animatedReset({ duration: 0 });
  }, [fit]);

  return (
    <div ref={place} className="canvas canvas-large" role="img" aria-label={`${label} The table has them as rows.`} />
  );
}
