import './map.css';
import { geoPath } from 'd3-geo';
import { placeLabels } from './place-labels.ts';
import { byCode, countries, mapOf, middle } from './world.ts';

/** Ways between countries, by ISO 3166-1 numeric code. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly share: number;
  /** Whether it is of the product itself, or of what that is made of. */
  readonly isLast: boolean;
}

export interface MapPlace {
  readonly numeric: string;
  readonly name: string;
  readonly isFocus: boolean;
}

interface WaysMapProps {
  title: string;
  places: readonly MapPlace[];
  ways: readonly Way[];
  width: number;
}

/** Places that the map cannot show: too small for its scale. */
export const notOnMap = (places: readonly MapPlace[]): MapPlace[] =>
  places.filter(({ numeric }) => !byCode.has(numeric));

/** Where it comes from and goes to: an equal-area map of what it shows. */
export function WaysMap({ title, places, ways, width }: WaysMapProps) {
  const shown = places.flatMap((place) => {
    const country = byCode.get(place.numeric);
    return country ? [{ ...place, country, at: middle(country) }] : [];
  });
  const { projection, height } = mapOf(
    shown.map(({ at }) => at),
    width,
  );
  const draw = geoPath(projection);
  const at = new Map(shown.map((place) => [place.numeric, projection(place.at)]));
  const focus = new Set(shown.filter(({ isFocus }) => isFocus).map(({ numeric }) => numeric));
  return (
    <svg
      className="chart map"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    >
      <rect className="map-sea" width={width} height={height} />
      {countries.map((country) => (
        <path
          key={String(country.id ?? country.properties.name)}
          className={focus.has(String(country.id)) ? 'map-land focus' : 'map-land'}
          d={draw(country) ?? ''}
        />
      ))}
      {ways.map(({ from, to, share, isLast }) => {
        const [a, b] = [at.get(from), at.get(to)];
        return a && b ? (
          <path
            key={`${from} ${to} ${String(isLast)}`}
            className={isLast ? 'map-way last' : 'map-way'}
            d={arc(a, b)}
            strokeWidth={1 + share * 9}
            fill="none"
          />
        ) : null;
      })}
      {placeLabels(
        [...shown]
          .sort((a, b) => weightOf(b.numeric, ways) - weightOf(a.numeric, ways))
          .map(({ numeric, name }) => ({ name, at: at.get(numeric) ?? null })),
        width,
      ).map(({ name, x, y, anchor, dot }) => (
        <g key={name}>
          <circle className="map-place" cx={dot[0]} cy={dot[1]} r={2.4} />
          <text className="flow-label map-name" x={x} y={y} textAnchor={anchor}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** A curve from place to place, bent to one side so that ways there and back are two. */
function arc([x0, y0]: [number, number], [x1, y1]: [number, number]): string {
  const [dx, dy] = [x1 - x0, y1 - y0];
  return `M${x0},${y0}Q${(x0 + x1) / 2 - dy * 0.16},${(y0 + y1) / 2 + dx * 0.16} ${x1},${y1}`;
}

/** How much a place counts: those at the last step before all others, then by the largest way that touches them. */
const weightOf = (place: string, ways: readonly Way[]): number =>
  Math.max(
    0,
    ...ways
      .filter(({ from, to }) => from === place || to === place)
      .map(({ share, isLast }) => share + (isLast ? 1 : 0)),
  );
