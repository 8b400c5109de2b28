import { scaleLinear } from 'd3-scale';
import { ClockLine, LifeLane } from '../../charts/life-lane.tsx';
import { ticksOf, timeOf } from '../../charts/life.ts';
import { HatchPattern } from '../../charts/share-bar.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { day } from '../../format/numbers.ts';
import { packEvents, type Lane, type Rows } from './rows.ts';

interface TimelinePictureProps {
  rows: Rows;
  span: readonly [from: string, to: string];
  /** The day of the clock. */
  on: string;
  width: number;
  /** Makes a door of a mark. */
  door?: (id: string, mark: React.ReactNode) => React.ReactNode;
  /** Makes a link of a name. */
  link?: (id: string, name: React.ReactNode) => React.ReactNode;
}

/** How wide the names beside the lanes are; in a narrow picture they stand above them. */
const NAMES = 392;
const NARROW = 500;
const ROWS = { wide: 24, narrow: 41 } as const;
const EVENT_ROW = 19;
const HEAD = 34;
const SECTION = 34;
const BAR = 11;
/** Of a letter of a label, on average. */
const LETTER = 6;
/** The same of the name of a lane, and of its number, which is bold. */
const [NAME_LETTER, NUMBER_LETTER] = [6.5, 7.2];
const cut = (text: string, most: number) =>
  text.length <= most ? text : most < 4 ? '' : `${text.slice(0, most - 1).trimEnd()}…`;

/** Events as diamonds, controls and agreements as lanes, and the day of the clock through all of them. */
export function TimelinePicture({
  rows,
  span,
  on,
  width,
  door = (_, mark) => mark,
  link = (_, name) => name,
}: TimelinePictureProps) {
  const isNarrow = width < NARROW;
  const names = isNarrow ? 0 : NAMES;
  const rowHeight = isNarrow ? ROWS.narrow : ROWS.wide;
  const nameWidth = isNarrow ? width : NAMES;
  const right = width - names - 8;
  const scale = scaleLinear([timeOf(span[0]), timeOf(span[1])], [0, right]).clamp(true);
  const events = rows.events.map((event) => ({
    ...event,
    label: cut(event.name, isNarrow ? 28 : 44),
    x: scale(timeOf(event.on)),
  }));
  const places = packEvents(
    events.map(({ x, label }) => ({ x, width: label.length * LETTER + 4 })),
    right,
  );
  const eventRows = Math.max(0, ...places.map(({ row }) => row + 1));
  const sections: { title: string; lanes: readonly Lane[] }[] = [
    { title: 'Export controls', lanes: rows.controls },
    { title: 'Agreements', lanes: rows.agreements },
  ];
  let y = HEAD + SECTION + eventRows * EVENT_ROW;
  const placed = sections.map(({ title, lanes }) => {
    const top = y;
    y += SECTION + lanes.length * rowHeight;
    return { title, lanes, top };
  });
  const height = y + 10;
  const clock = scale(timeOf(on));
  const isInSight = timeOf(on) >= timeOf(span[0]) && timeOf(on) <= timeOf(span[1]);
  return (
    <svg
      className="chart timeline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Timeline"
    >
      <HatchPattern />
      <g transform={`translate(${names} 0)`}>
        {isInSight ? <rect className="ahead" x={clock} y={HEAD} width={right - clock} height={height - HEAD} /> : null}
        {ticksOf(...span, isNarrow ? 4 : 16).map((tick) => (
          <g key={tick.day}>
            <line className="grid" x1={scale(timeOf(tick.day))} x2={scale(timeOf(tick.day))} y1={HEAD} y2={height} />
            <text
              className={/^\d{4}$/.test(tick.label) ? 'tick year' : 'tick'}
              x={scale(timeOf(tick.day))}
              y={HEAD - 10}
              textAnchor={scale(timeOf(tick.day)) > right - 16 ? 'end' : 'middle'}
              opacity={isInSight && Math.abs(scale(timeOf(tick.day)) - clock) < 58 ? 0 : 1}
            >
              {tick.label}
            </text>
          </g>
        ))}
        <line className="rule" x1={0} x2={right} y1={HEAD} y2={HEAD} />
      </g>
      <SectionTitle y={HEAD + 22} title="Events" count={rows.events.length} />
      <g transform={`translate(${names} ${HEAD + SECTION - 14})`}>
        {events.map(({ id, x, label, name, on: began }, index) => {
          const { row, isLeft } = places[index] ?? { row: 0, isLeft: true };
          const middle = row * EVENT_ROW + 9;
          return (
            <g key={id}>
              {door(
                id,
                <path
                  className="diamond"
                  d={`M${x} ${middle - 5.5}L${x + 5.5} ${middle}L${x} ${middle + 5.5}L${x - 5.5} ${middle}Z`}
                >
                  <title>{`${name}, ${day(began)}`}</title>
                </path>,
              )}
              {link(
                id,
                <text
                  className="event-label"
                  x={x + (isLeft ? -9 : 9)}
                  y={middle + 4}
                  textAnchor={isLeft ? 'end' : 'start'}
                >
                  {label}
                </text>,
              )}
            </g>
          );
        })}
      </g>
      {placed.map(({ title, lanes, top }) => (
        <g key={title}>
          <SectionTitle y={top + 22} title={title} count={lanes.length} />
          {lanes.map((lane, index) => {
            const laneTop = top + SECTION + index * rowHeight;
            const barTop = laneTop + (isNarrow ? 17 : 1);
            return (
              <g key={lane.id}>
                <line
                  className="grid"
                  x1={0}
                  x2={nameWidth - 14}
                  y1={laneTop + rowHeight - 4}
                  y2={laneTop + rowHeight - 4}
                />
                <Glyph kind={lane.kind} x={0} y={laneTop} size={13} />
                {link(
                  lane.id,
                  <text className="lane-name" x={20} y={laneTop + 11}>
                    {lane.number ? <tspan className="strong">{lane.number} </tspan> : null}
                    {cut(
                      lane.name,
                      Math.floor(
                        (nameWidth - 34 - (lane.number ? lane.number.length * NUMBER_LETTER + 4 : 0)) / NAME_LETTER,
                      ),
                    )}
                  </text>,
                )}
                {lane.periods.every(({ from }) => from === null) ? (
                  <g transform={`translate(${names} ${barTop - 1})`}>
                    <rect className="bar-unknown" y={1} width={14} height={BAR} />
                    <text className="lane-silent" x={20} y={11}>
                      since when it holds is not on record
                    </text>
                  </g>
                ) : null}
                {door(
                  lane.id,
                  <LifeLane
                    of={lane.kind === 'AGREEMENT' ? 'deal' : 'rule'}
                    periods={lane.periods}
                    span={span}
                    width={right}
                    height={BAR}
                    x={names}
                    y={barTop}
                    deadline={lane.deadline}
                  />,
                )}
                {isInSight ? (
                  <rect
                    className="ahead-over"
                    x={names + clock}
                    y={barTop - 3}
                    width={right - clock}
                    height={BAR + 6}
                  />
                ) : null}
              </g>
            );
          })}
        </g>
      ))}
      {isInSight ? (
        <g transform={`translate(${names} 0)`}>
          <ClockLine x={clock} from={HEAD - 6} to={height} />
          <rect
            className="clock-day"
            x={Math.min(Math.max(clock - 42, 0), right - 84)}
            y={HEAD - 26}
            width={84}
            height={19}
            rx={2}
          />
          <text
            className="clock-day-name"
            x={Math.min(Math.max(clock, 42), right - 42)}
            y={HEAD - 12.5}
            textAnchor="middle"
          >
            {day(on)}
          </text>
        </g>
      ) : null}
    </svg>
  );
}

const SectionTitle = ({ y, title, count }: { y: number; title: string; count: number }) => (
  <text className="section-title" x={0} y={y}>
    {title}
    <tspan className="section-count" dx={7}>
      {count}
    </tspan>
  </text>
);
