import { scaleLinear } from 'd3-scale';

/** A part of imports and what lies behind it, each 0..1; null where it cannot be given. */
export interface ShareParts {
  readonly direct: number | null;
  readonly lookedThrough: number | null;
  readonly unknown: number | null;
  /** What a share that cannot be given cannot be above. */
  readonly atMost?: number | null;
}

interface ShareBarProps extends ShareParts {
  width: number;
  height: number;
  x?: number;
  y?: number;
  /** A limit, drawn over the bar. */
  line?: number | null;
}

/** One bar: outside what comes from the country at any stage, inside what is bought from it, hatched what nobody knows. */
export function ShareBar({ direct, lookedThrough, unknown, atMost, width, height, x = 0, y = 0, line }: ShareBarProps) {
  const scale = scaleLinear([0, 1], [0, width]);
  const outer = lookedThrough ?? null;
  const inset = outer === null ? 0 : height * 0.28;
  const isMissing = direct === null && outer === null;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={isMissing ? 'bar-none' : 'bar-track'} width={width} height={height} />
      {isMissing && atMost != null ? <rect className="bar-at-most" width={scale(atMost)} height={height} /> : null}
      {outer === null ? null : <rect className="bar-behind" width={scale(outer)} height={height} />}
      {(unknown ?? 0) > 0 ? (
        <rect
          className="bar-unknown"
          x={scale(outer ?? direct ?? 0)}
          width={scale(Math.min(unknown ?? 0, 1 - (outer ?? direct ?? 0)))}
          height={height}
        />
      ) : null}
      {direct === null ? null : (
        <rect className="bar-direct" y={inset} width={scale(direct)} height={height - 2 * inset} />
      )}
      {line == null ? null : <Limit at={scale(line)} from={-4} to={height + 4} />}
    </g>
  );
}

/** A limit: dashed, on a casing of paper. */
export const Limit = ({ at, from, to }: { at: number; from: number; to: number }) => (
  <g className="limit">
    <line className="limit-casing" x1={at} x2={at} y1={from} y2={to} />
    <line className="limit-line" x1={at} x2={at} y1={from} y2={to} />
  </g>
);

/** The hatches that stand for what nobody reports and for what is suspended; drawn once on a page. */
export const Hatches = () => (
  <svg className="out-of-sight" width="0" height="0" aria-hidden="true">
    <HatchPattern />
  </svg>
);

export const HatchPattern = () => (
  <defs>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" className="hatch-ground" />
      <line x1="0" y1="0" x2="0" y2="5" className="hatch-line" />
    </pattern>
    {['rule', 'deal'].map((of) => (
      <pattern
        key={of}
        id={`hatch-${of}`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" className="hatch-ground" />
        <line x1="1" y1="0" x2="1" y2="5" className={`hatch-line-${of}`} />
      </pattern>
    ))}
  </defs>
);
