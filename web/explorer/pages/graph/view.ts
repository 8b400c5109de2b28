/** What of the canvas is in sight. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = { x: 96, y: 62 } as const;
/** The first ring is in sight even where there is little to see, so that a second node does not push the first. */
const LEAST = { x: 400, y: 236 } as const;

/** All that stands on the canvas, with the middle in it, in the shape of the window. */
export function viewOf(things: readonly { x: number; y: number }[], shape: { width: number; height: number }): View {
  const left = Math.min(-LEAST.x, ...things.map(({ x }) => x - MARGIN.x));
  const right = Math.max(LEAST.x, ...things.map(({ x }) => x + MARGIN.x));
  const top = Math.min(-LEAST.y, ...things.map(({ y }) => y - 52));
  const bottom = Math.max(LEAST.y, ...things.map(({ y }) => y + MARGIN.y));
  const scale = Math.max((right - left) / shape.width, (bottom - top) / shape.height);
  const [width, height] = [scale * shape.width, scale * shape.height];
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

/** At least so large that names can be read: around the middle, where all does not fit. */
export function readable(view: View, shape: { width: number; height: number }, middle: { x: number; y: number }): View {
  const MOST = 1.7;
  if (view.width / shape.width <= MOST) return view;
  const [width, height] = [shape.width * MOST, shape.height * MOST];
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

/** Nearer or further, with one point kept where it is. */
export function zoomed(view: View, factor: number, { x, y }: { x: number; y: number }): View {
  const bounded = Math.min(Math.max(factor, 120 / view.width), 20_000 / view.width);
  return {
    x: x - (x - view.x) * bounded,
    y: y - (y - view.y) * bounded,
    width: view.width * bounded,
    height: view.height * bounded,
  };
}
