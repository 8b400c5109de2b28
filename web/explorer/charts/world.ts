import { geoCentroid, geoEqualEarth, geoPath, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };

type Country = Feature<Polygon | MultiPolygon, { name: string }>;
const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
export const countries = (
  feature(topology, topology.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>
).features as Country[];
/** Countries by ISO 3166-1 numeric code. */
export const byCode = new Map(countries.map((country) => [String(country.id), country]));

/** The middle of the largest part of a country. */
export function middle({ geometry }: Country): [number, number] {
  if (geometry.type === 'Polygon') return geoCentroid(geometry);
  const largest = [...geometry.coordinates].sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0] ?? [];
  return geoCentroid({ type: 'Polygon', coordinates: largest });
}

const MARGIN = 44;
/** A few places are shown with the countries around them. */
const LARGEST_SCALE = 700;

/** An equal-area projection that shows some points, degrees east and north, in a picture of some width. */
export function mapOf(
  coordinates: readonly [number, number][],
  width: number,
): { projection: GeoProjection; height: number } {
  const points: GeoPermissibleObjects = { type: 'MultiPoint', coordinates: [...coordinates] };
  const around = geoCentroid(points);
  const projection = geoEqualEarth().rotate([-(around[0] || 0), 0]);
  const scale = projection.fitWidth(width - 2 * MARGIN, points).scale();
  // One place alone has no width to be fitted to.
  projection.scale(Number.isFinite(scale) ? Math.min(scale, LARGEST_SCALE) : LARGEST_SCALE).translate([0, 0]);
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(points);
  const height = Math.min(360, Math.max(200, bottom - top + 2 * MARGIN));
  projection.translate([(width - left - right) / 2, (height - top - bottom) / 2]);
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  return { projection, height };
}
