import { percent } from '../format/numbers.ts';
import { reasonOf } from '../format/missing.ts';
import { HatchPattern, Limit, ShareBar, type ShareParts } from './share-bar.tsx';

/** A row of the picture. */
export interface ShareBarsRow extends ShareParts {
  readonly name: string;
  readonly missing: string | null;
}

const ROW = 27;
const NAME = 170;
const BAR = 420;
const FIGURES = 150;
const AXIS = 24;

/** The bars with their names and figures: what is taken away of the table. */
export function ShareBars({ rows, line }: { rows: readonly ShareBarsRow[]; line: number | null }) {
  const height = AXIS + rows.length * ROW + 8;
  return (
    <svg className="chart" width={NAME + BAR + FIGURES} height={height} role="img" aria-label="Shares, as in the table">
      <HatchPattern />
      {[0, 0.25, 0.5, 0.75, 1].map((at) => (
        <text key={at} className="tick" x={NAME + at * BAR} y={12} textAnchor="middle">
          {at * 100}
        </text>
      ))}
      {rows.map(({ name, missing, ...parts }, index) => {
        const y = AXIS + index * ROW;
        const { direct, lookedThrough } = parts;
        const isNone = direct === null && lookedThrough === null;
        return (
          <g key={name}>
            <text className="name" x={0} y={y + 15}>
              {name}
            </text>
            <ShareBar {...parts} x={NAME} y={y + 4} width={BAR} height={14} />
            <text className="value" x={NAME + BAR + 12} y={y + 15}>
              {isNone
                ? reasonOf(missing)
                : [direct, lookedThrough].flatMap((share) => (share === null ? [] : [percent(share)])).join('  ·  ')}
            </text>
          </g>
        );
      })}
      {line === null ? null : (
        <g transform={`translate(${NAME} 0)`}>
          <Limit at={line * BAR} from={16} to={height - 4} />
        </g>
      )}
    </svg>
  );
}
