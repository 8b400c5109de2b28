import { scaleLinear } from 'd3-scale';
import { percent } from '../format/numbers.ts';

interface DumbbellProps {
  /** The share where nobody gives way, 0..1. */
  nobody: number | null;
  /** The share where one hand shares out what is left. */
  oneHand: number | null;
  /** Where a share stands: a length, or a part of the width such as `50%`. */
  scale: (share: number) => number | string;
  height: number;
}

/** Two ways in which a loss can fall out, and what lies between them. */
export function Dumbbell({ nobody, oneHand, scale, height }: DumbbellProps) {
  const middle = height / 2;
  return (
    <>
      <line className="dumbbell-track" x1={scale(0)} x2={scale(1)} y1={middle} y2={middle} />
      {nobody === null || oneHand === null ? null : (
        <line className="dumbbell-bar" x1={scale(nobody)} x2={scale(oneHand)} y1={middle} y2={middle} />
      )}
      {oneHand === null ? null : <circle className="dot open" cx={scale(oneHand)} cy={middle} r={4.5} />}
      {nobody === null ? null : (
        <circle className="dot" cx={scale(nobody)} cy={middle} r={oneHand === nobody ? 2.4 : 4.5} />
      )}
    </>
  );
}

interface DumbbellsProps {
  rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly nobody: number | null;
    readonly oneHand: number | null;
    readonly shown: string;
  }[];
}

const [ROW, NAME, BAR, FIGURES, AXIS] = [24, 170, 420, 190, 24];
const scale = scaleLinear([0, 1], [6, BAR - 6]);

/** The rows with their names: what is taken away of the table. */
export const Dumbbells = ({ rows }: DumbbellsProps) => (
  <svg
    className="chart"
    width={NAME + BAR + FIGURES}
    height={AXIS + rows.length * ROW + 8}
    role="img"
    aria-label="Part that is short, as in the table"
  >
    {[0, 0.25, 0.5, 0.75, 1].map((at) => (
      <text key={at} className="tick" x={NAME + 6 + at * (BAR - 12)} y={12} textAnchor="middle">
        {at === 1 ? percent(at, 0) : at * 100}
      </text>
    ))}
    {rows.map(({ key, name, shown, ...shares }, index) => (
      <g key={key}>
        <text className="name" x={0} y={AXIS + index * ROW + 15}>
          {name}
        </text>
        <g transform={`translate(${NAME} ${AXIS + index * ROW})`}>
          <Dumbbell {...shares} scale={scale} height={ROW} />
        </g>
        <text className="value" x={NAME + BAR + 12} y={AXIS + index * ROW + 15}>
          {shown}
        </text>
      </g>
    ))}
  </svg>
);
