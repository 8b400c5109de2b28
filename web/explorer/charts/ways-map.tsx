import { geoCentroid, geoEqualEarth, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };

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

type Country = Feature<Polygon | MultiPolygon, { name: string }>;
const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const countries = (
  feature(topology, topology.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>
).features as Country[];
const byCode = new Map(countries.map((country) => [String(country.id), country]));

/** The middle of the largest part of a country. */
function middle({ geometry }: Country): [number, number] {
  if (geometry.type === 'Polygon') return geoCentroid(geometry);
  const largest = [...geometry.coordinates].sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0] ?? [];
  return geoCentroid({ type: 'Polygon', coordinates: largest });
}

/** Places that the map cannot show: too small for its scale. */
export const notOnMap = (places: readonly MapPlace[]): MapPlace[] =>
  places.filter(({ numeric }) => !byCode.has(numeric));

const MARGIN = 44;

/** Where it comes from and goes to: an equal-area map of what it shows. */
export function WaysMap({ title, places, ways, width }: WaysMapProps) {
  const shown = places.flatMap((place) => {
    const country = byCode.get(place.numeric);
    return country ? [{ ...place, country, at: middle(country) }] : [];
  });
  const around = geoCentroid({ type: 'MultiPoint', coordinates: shown.map(({ at }) => at) });
  const points: GeoPermissibleObjects = { type: 'MultiPoint', coordinates: shown.map(({ at }) => at) };
  const projection = geoEqualEarth()
    .rotate([-(around[0] || 0), 0])
    .fitWidth(width - 2 * MARGIN, points);
  if (!Number.isFinite(projection.scale()) || projection.scale() > 700) projection.scale(700);
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(points);
  const height = Math.min(360, Math.max(200, bottom - top + 2 * MARGIN));
  const [x, y] = projection.translate();
  projection.translate([x + width / 2 - (left + right) / 2, y + height / 2 - (top + bottom) / 2]);
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
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

interface PlacedLabel {
  name: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
  dot: [number, number];
}

/** Names beside their places; one that would stand on another is left away (the table has it). */
function placeLabels(places: readonly { name: string; at: [number, number] | null }[], width: number): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const { name, at: dot } of places) {
    if (!dot) continue;
    const sides = (['start', 'end'] as const).map((anchor): PlacedLabel => ({
      name,
      x: dot[0] + (anchor === 'end' ? -6 : 6),
      y: dot[1] + 4,
      anchor,
      dot,
    }));
    const label = sides.find((side) => {
      const [left, right] = edges(side);
      return left >= 0 && right <= width && placed.every((other) => isApart(side, other));
    });
    if (label) placed.push(label);
  }
  return placed;
}

const isApart = (one: PlacedLabel, other: PlacedLabel): boolean => {
  const [[left, right], [from, to]] = [edges(one), edges(other)];
  return Math.abs(other.y - one.y) > 12 || right < from || left > to;
};

const edges = ({ name, x, anchor }: PlacedLabel): [number, number] =>
  anchor === 'start' ? [x, x + name.length * 6.5] : [x - name.length * 6.5, x];
