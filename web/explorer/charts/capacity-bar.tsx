import { tonnes as shownTonnes } from '../format/numbers.ts';
import { reasonOf } from '../format/missing.ts';

/** How far a plant has come. */
export type PlantStatus = 'OPERATING' | 'UNDER_CONSTRUCTION' | 'PLANNED' | 'SUSPENDED' | 'CLOSED' | 'UNKNOWN';

const names: Record<PlantStatus, string> = {
  OPERATING: 'operating',
  UNDER_CONSTRUCTION: 'being built',
  PLANNED: 'planned',
  SUSPENDED: 'stands still',
  CLOSED: 'closed',
  UNKNOWN: 'state not known',
};
export const statusInWords = (status: PlantStatus): string => names[status];

/** The fill of a state: solid runs, hatched is being built, outlined is planned, dotted is neither. */
const statusClass = (status: PlantStatus): string => `plant-${status.toLowerCase().replace(/_/g, '-')}`;

/** The hatch of what is being built; once on a page or picture. */
const BuildingPattern = () => (
  <defs>
    <pattern id="building" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className="building-ground" />
      <line x1="0" y1="0" x2="0" y2="6" className="building-line" />
    </pattern>
  </defs>
);

/** The same, out of sight, for a page. */
export const Building = () => (
  <svg className="out-of-sight" width="0" height="0" aria-hidden="true">
    <BuildingPattern />
  </svg>
);

interface CapacityBarProps {
  tonnes: number | null;
  /** The longest bar. */
  most: number;
  status: PlantStatus;
  width: number;
  height: number;
  x?: number;
  y?: number;
}

/** What a plant could make a year; nothing where that is not known. */
export const CapacityBar = ({ tonnes, most, status, width, height, x = 0, y = 0 }: CapacityBarProps) =>
  tonnes === null || most <= 0 ? null : (
    <rect
      className={statusClass(status)}
      x={x + 0.5}
      y={y + 0.5}
      width={Math.max(1.5, (tonnes / most) * (width - 1))}
      height={height - 1}
    />
  );

/** The state as a small square of the same fill. */
export const StatusMark = ({ status }: { status: PlantStatus }) => (
  <svg className="status-mark" width="11" height="11" aria-hidden="true">
    <rect className={statusClass(status)} x="0.75" y="0.75" width="9.5" height="9.5" />
  </svg>
);

/** A row of the picture. */
interface CapacityRow {
  readonly key: string;
  readonly name: string;
  readonly tonnes: number | null;
  readonly missing: string | null;
  readonly status: PlantStatus;
  readonly plannedFor: number | null;
}

interface CapacityBarsProps {
  groups: readonly { readonly title: string; readonly most: number; readonly rows: readonly CapacityRow[] }[];
}

const [ROW, HEAD, NAME, BAR, FIGURES] = [24, 34, 230, 300, 230];

/** All plants with their capacities: what is taken away of the tables. */
export function CapacityBars({ groups }: CapacityBarsProps) {
  const tops = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { rows }) => sum + HEAD + rows.length * ROW, 0),
  );
  const height = groups.reduce((sum, { rows }) => sum + HEAD + rows.length * ROW, 8);
  return (
    <svg
      className="chart"
      width={NAME + BAR + FIGURES}
      height={height}
      role="img"
      aria-label="Capacities, as in the tables"
    >
      <BuildingPattern />
      {groups.map(({ title, most, rows }, index) => (
        <g key={title} transform={`translate(0 ${tops[index] ?? 0})`}>
          <text className="name" x={0} y={20} fontWeight={600}>
            {title}
          </text>
          {rows.map(({ key, name, tonnes, missing, status, plannedFor }, place) => {
            const y = HEAD + place * ROW;
            return (
              <g key={key}>
                <text className="name" x={0} y={y + 13}>
                  {name}
                </text>
                <CapacityBar tonnes={tonnes} most={most} status={status} x={NAME} y={y + 2} width={BAR} height={13} />
                <text className="value" x={NAME + BAR + 12} y={y + 13}>
                  {[
                    tonnes === null ? reasonOf(missing) : shownTonnes(tonnes),
                    statusInWords(status),
                    plannedFor === null ? null : `for ${plannedFor}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </text>
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}
