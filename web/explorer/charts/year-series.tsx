import { scaleLinear } from 'd3-scale';
import { line as path } from 'd3-shape';

/** What is known of one year. */
export interface YearPoint {
  readonly year: number;
  readonly share: number | null;
  /** What a share that cannot be given cannot be above. */
  readonly atMost: number | null;
  /** Whether every flow is on record. */
  readonly complete: boolean | null;
}

interface SeriesProps {
  points: readonly YearPoint[];
  width: number;
  height: number;
}

const value = ({ share, atMost }: YearPoint) => share ?? atMost;

/** Points that follow one another year by year: over years without a figure there is no line. */
function runs(points: readonly YearPoint[]): YearPoint[][] {
  const all: YearPoint[][] = [];
  for (const point of points) {
    if (value(point) === null) continue;
    const last = all.at(-1)?.at(-1);
    const isNext =
      last !== undefined && point.year - last.year <= 1 && (last.share === null) === (point.share === null);
    if (isNext) all.at(-1)?.push(point);
    else all.push([point]);
  }
  return all;
}

/** A share over the years, small; dotted where only its bound is known. */
export function Spark({ points, width, height }: SeriesProps) {
  const known = points.filter((point) => value(point) !== null);
  const last = known.at(-1);
  if (!last) return null;
  const x = scaleLinear([points[0]?.year ?? 0, points.at(-1)?.year ?? 1], [2, width - 4]);
  const y = scaleLinear([0, 1], [height - 2, 2]);
  const draw = path<YearPoint>(
    ({ year }) => x(year),
    (point) => y(value(point) ?? 0),
  );
  return (
    <svg className="spark" width={width} height={height} aria-hidden="true">
      {runs(points).map((run) => (
        <path
          key={run[0]?.year}
          d={draw(run) ?? ''}
          className={run[0]?.share === null ? 'series bound' : 'series'}
          fill="none"
        />
      ))}
      <circle cx={x(last.year)} cy={y(value(last) ?? 0)} r={2.5} className={last.share === null ? 'dot open' : 'dot'} />
    </svg>
  );
}

interface YearStripProps extends SeriesProps {
  selected: number | null;
  line: number | null;
}

const LEFT = 42;
const BOTTOM = 22;

/** A share over the years, large: full dots where every flow is on record, hollow ones where only a bound is known. */
export function YearStrip({ points, width, height, selected, line }: YearStripProps) {
  const [first, last] = [points[0]?.year ?? 2000, points.at(-1)?.year ?? 2001];
  const x = scaleLinear([first, Math.max(last, first + 1)], [LEFT + 4, width - 24]);
  const y = scaleLinear([0, 1], [height - BOTTOM, 6]);
  const draw = path<YearPoint>(
    ({ year }) => x(year),
    (point) => y(value(point) ?? 0),
  );
  const step = Math.max(1, Math.ceil((last - first) / 12));
  return (
    <svg
      className="chart strip"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Share in each year"
    >
      {[0, 0.5, 1].map((at) => (
        <g key={at}>
          <line className="grid" x1={LEFT} x2={width - 20} y1={y(at)} y2={y(at)} />
          <text className="tick" x={LEFT - 6} y={y(at) + 4} textAnchor="end">
            {at * 100}
            {at === 1 ? '\u202F%' : ''}
          </text>
        </g>
      ))}
      {line === null ? null : <line className="limit-line" x1={LEFT} x2={width - 20} y1={y(line)} y2={y(line)} />}
      {points
        .filter(({ year }) => (last - year) % step === 0)
        .map(({ year }) => (
          <text
            key={year}
            className={year === selected ? 'tick on' : 'tick'}
            x={x(year)}
            y={height - 6}
            textAnchor="middle"
          >
            {year}
          </text>
        ))}
      {points
        .filter((point) => value(point) === null)
        .map(({ year }) => (
          <rect key={year} className="bar-unknown" x={x(year) - 4} y={y(1)} width={8} height={y(0) - y(1)} />
        ))}
      {runs(points).map((run) => (
        <path
          key={run[0]?.year}
          d={draw(run) ?? ''}
          className={run[0]?.share === null ? 'series bound' : 'series'}
          fill="none"
        />
      ))}
      {points
        .filter((point) => value(point) !== null)
        .map((point) => (
          <circle
            key={point.year}
            className={point.share === null || !point.complete ? 'dot open' : 'dot'}
            cx={x(point.year)}
            cy={y(value(point) ?? 0)}
            r={point.year === selected ? 4.5 : 3}
          />
        ))}
      {selected === null ? null : <line className="chosen" x1={x(selected)} x2={x(selected)} y1={y(1)} y2={y(0) + 4} />}
    </svg>
  );
}
