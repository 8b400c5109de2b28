import './map.css';
import { geoPath } from 'd3-geo';
import { placeLabels } from './place-labels.ts';
import { countries, mapOf } from './world.ts';

/** A mine or plant on the map. */
interface PlantPlace {
  readonly id: string;
  readonly name: string;
  /** Degrees east and north. */
  readonly at: readonly [number, number];
  /** How far it has come. */
  readonly shape: 'solid' | 'hatched' | 'outline' | 'grey';
}

interface PlantsMapProps {
  title: string;
  plants: readonly PlantPlace[];
  width: number;
}

/** Where mines and plants lie: an equal-area map of what it shows. */
export function PlantsMap({ title, plants, width }: PlantsMapProps) {
  const { projection, height } = mapOf(
    plants.map(({ at: [east, north] }) => [east, north]),
    width,
  );
  const draw = geoPath(projection);
  const placed = plants.map((plant) => ({ ...plant, at: projection([plant.at[0], plant.at[1]]) }));
  return (
    <svg
      className="chart map"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}: ${plants.length === 1 ? (plants[0]?.name ?? '') : `${plants.length} places`}`}
    >
      <rect className="map-sea" width={width} height={height} />
      {countries.map((country) => (
        <path key={String(country.id ?? country.properties.name)} className="map-land" d={draw(country) ?? ''} />
      ))}
      {placed.map(({ id, at, shape }) =>
        at ? <circle key={id} className={`map-plant ${shape}`} cx={at[0]} cy={at[1]} r={4} /> : null,
      )}
      {placeLabels(placed, width).map(({ name, x, y, anchor }) => (
        <text key={name} className="flow-label map-name" x={x} y={y} textAnchor={anchor}>
          {name}
        </text>
      ))}
    </svg>
  );
}
