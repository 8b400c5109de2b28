import { scaleLinear } from 'd3-scale';
import { line as path } from 'd3-shape';

/** A figure of one year, as drawn and as said. */
export interface FigurePoint {
  readonly year: number;
  readonly value: number | null;
  readonly text: string;
  readonly isOpen: boolean;
}

interface FigureSeriesProps {
  points: readonly FigurePoint[];
  /** Shares end at 100 % where they come near it, amounts at the largest; both begin at 0. */
  unit: 'share' | 'amount';
  width: number;
  height: number;
  title: string;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [34, 44, 8, 22];

/** A figure over the years: full dots as published, hollow ones estimated or a bound; years without one are a gap. */
export function FigureSeries({ points, unit, width, height, title }: FigureSeriesProps) {
  const known = points.filter(({ value }) => value !== null);
  const last = known.at(-1);
  if (!last) return null;
  const [first = last.year, end = last.year] = [points[0]?.year, points.at(-1)?.year];
  const most = unit === 'share' ? 1 : Math.max(...known.map(({ value }) => value ?? 0), 1e-9);
  const x = scaleLinear([first, Math.max(end, first + 1)], [LEFT, width - RIGHT]);
  const y = scaleLinear([0, most], [height - BOTTOM, TOP]);
  if (unit === 'amount') y.nice(3);
  const runs: FigurePoint[][] = [];
  for (const point of known) {
    const before = runs.at(-1)?.at(-1);
    if (before && point.year - before.year === 1) runs.at(-1)?.push(point);
    else runs.push([point]);
  }
  const draw = path<FigurePoint>(
    ({ year }) => x(year),
    ({ value }) => y(value ?? 0),
  );
  const step = Math.max(1, Math.ceil((end - first) / 5));
  const tick = (at: number) => (unit === 'share' ? Math.round(at * 100) : at).toLocaleString('en');
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={title}
    >
      {y.ticks(3).map((at) => (
        <g key={at}>
          <line className="grid" x1={LEFT - 4} x2={width - RIGHT} y1={y(at)} y2={y(at)} />
          <text className="tick" x={LEFT - 8} y={y(at) + 4} textAnchor="end">
            {tick(at)}
          </text>
        </g>
      ))}
      {points
        .filter(({ year }) => (end - year) % step === 0)
        .map(({ year }) => (
          <text key={year} className="tick" x={x(year)} y={height - 6} textAnchor="middle">
            {year}
          </text>
        ))}
      {runs.map((run) => (
        <path key={run[0]?.year} className="series" d={draw(run) ?? ''} fill="none" />
      ))}
      {known.map((point) => (
        <circle
          key={point.year}
          className={point.isOpen ? 'dot open' : 'dot'}
          cx={x(point.year)}
          cy={y(point.value ?? 0)}
          r={3}
        />
      ))}
      <text className="value strong" x={x(last.year) + 8} y={y(last.value ?? 0) + 4}>
        {last.text}
      </text>
    </svg>
  );
}
