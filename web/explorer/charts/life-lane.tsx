import './life-lane.css';
import { scaleLinear } from 'd3-scale';
import { HatchPattern } from './share-bar.tsx';
import { placeLabels, shapeOf, ticksOf, timeOf, type LifePeriod } from './life.ts';

/** What a lane is of: it gives the colour. */
export type LifeOf = 'rule' | 'deal';

/** From which day to which a lane goes. */
export type Span = readonly [from: string, to: string];

const scaleOf = ([from, to]: Span, width: number) => {
  const scale = scaleLinear([timeOf(from), timeOf(to)], [0, width]).clamp(true);
  return (day: string) => scale(timeOf(day));
};

interface LifeLaneProps {
  of: LifeOf;
  periods: readonly LifePeriod[];
  span: Span;
  width: number;
  height: number;
  x?: number;
  y?: number;
  /** A day that is marked: the first deadline of an agreement. */
  deadline?: string | null;
}

/**
 * A life as a lane: outline announced or signed, solid in force, hatched suspended, grey over; a black tick is the first deadline.
 * To be drawn within an `svg` that has `HatchPattern`, or on a page that has `Hatches`.
 */
export function LifeLane({ of, periods, span, width, height, x = 0, y = 0, deadline = null }: LifeLaneProps) {
  const at = scaleOf(span, width);
  return (
    <g className={`life life-${of}`} transform={`translate(${x} ${y})`}>
      {periods.map(({ state, from, to }) => {
        const [begins, ends] = [from === null ? 0 : at(from), to === null ? width : at(to)];
        // Without a first day nothing is drawn: it is not known since when.
        return from === null || ends <= begins ? null : (
          <rect
            key={`${state}${from}`}
            className={`life-${shapeOf(state)}`}
            x={begins}
            width={Math.max(ends - begins, 1)}
            y={0.5}
            height={height - 1}
          />
        );
      })}
      {deadline !== null && timeOf(deadline) > timeOf(span[0]) && timeOf(deadline) < timeOf(span[1]) ? (
        <line className="life-deadline" x1={at(deadline)} x2={at(deadline)} y1={-2} y2={height + 2} />
      ) : null}
    </g>
  );
}

/** The day of the clock. */
export const ClockLine = ({ x, from, to }: { x: number; from: number; to: number }) => (
  <line className="life-clock" x1={x} x2={x} y1={from} y2={to} />
);

/** One lane by itself, with the years as faint lines: what stands under a rule or an agreement in a list. */
export function LifeStrip({ label, day, ...lane }: Omit<LifeLaneProps, 'x' | 'y'> & { day: string; label: string }) {
  const { span, width, height } = lane;
  const at = scaleOf(span, width);
  return (
    <svg
      className="chart life-strip"
      viewBox={`0 0 ${width} ${height + 6}`}
      width={width}
      height={height + 6}
      role="img"
      aria-label={label}
    >
      {ticksOf(...span, 6).map((tick) => (
        <line key={tick.day} className="grid" x1={at(tick.day)} x2={at(tick.day)} y1={0} y2={height + 6} />
      ))}
      <LifeLane {...lane} y={3} />
      <ClockLine x={at(day)} from={0} to={height + 6} />
    </svg>
  );
}

/** What begins on a day of a life, in words. */
export interface LifeLabel {
  readonly day: string;
  /** `Suspended`. */
  readonly what: string;
  /** `7 Nov 2025, by No. 70/2025`. */
  readonly note: string;
}

interface LifeChartProps {
  of: LifeOf;
  periods: readonly LifePeriod[];
  labels: readonly LifeLabel[];
  span: Span;
  day: string;
  /** Name of the day of the clock: `today`. */
  dayName: string;
  width: number;
  deadline?: string | null;
  /** What the picture shows, in words. */
  title: string;
}

const MARGIN = 20;
const ROW = 18;
const LANE = 22;
/** Of a letter at the size of labels, on average. */
const LETTER = 6.1;
/** Below it notes are cut to their first part: the rows beside the picture have all of it. */
const NARROW = 500;

/** A life, large: what begins is named over the lane, days stand below. */
export function LifeChart({ of, periods, labels, span, day, dayName, width, deadline = null, title }: LifeChartProps) {
  const inner = width - 2 * MARGIN;
  const at = scaleOf(span, inner);
  const isNarrow = width < NARROW;
  const shown = labels
    .filter((label) => timeOf(label.day) >= timeOf(span[0]) && timeOf(label.day) <= timeOf(span[1]))
    .map((label) => (isNarrow ? { ...label, note: label.note.split(', ')[0] ?? '' } : label));
  const places = placeLabels(
    shown.map(({ day: begins, what, note }) => ({
      x: at(begins),
      width: (what.length + note.length + 2) * LETTER + 6,
    })),
    inner,
  );
  const rows = Math.max(1, ...places.map(({ row }) => row + 1));
  const top = rows * ROW + 16;
  return (
    <svg
      className="chart life-chart"
      viewBox={`0 0 ${width} ${top + LANE + 26}`}
      width={width}
      height={top + LANE + 26}
      role="img"
      aria-label={title}
    >
      <HatchPattern />
      <g transform={`translate(${MARGIN} 0)`}>
        {ticksOf(...span, isNarrow ? 3 : 7).map((tick) => (
          <g key={tick.day}>
            <line className="grid" x1={at(tick.day)} x2={at(tick.day)} y1={top - 6} y2={top + LANE + 4} />
            <text className="tick" x={at(tick.day)} y={top + LANE + 18} textAnchor="middle">
              {tick.label}
            </text>
          </g>
        ))}
        <LifeLane of={of} periods={periods} span={span} width={inner} height={LANE} y={top} deadline={deadline} />
        {shown.map(({ day: begins, what, note }, index) => {
          const { row, isLeft } = places[index] ?? { row: 0, isLeft: false };
          const y = 12 + row * ROW;
          return (
            <g key={`${begins}${what}`}>
              <line className="life-leader" x1={at(begins)} x2={at(begins)} y1={y - 9} y2={top} />
              <text
                className="life-label"
                x={at(begins) + (isLeft ? -5 : 5)}
                y={y}
                textAnchor={isLeft ? 'end' : 'start'}
              >
                <tspan className="strong">{what}</tspan>
                <tspan dx={6}>{note}</tspan>
              </text>
            </g>
          );
        })}
        <ClockLine x={at(day)} from={top - 8} to={top + LANE + 6} />
        <text className="life-day" x={at(day) + 4} y={top - 4}>
          {dayName}
        </text>
      </g>
    </svg>
  );
}
