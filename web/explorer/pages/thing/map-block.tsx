import { PlantsMap } from '../../charts/plants-map.tsx';
import { Miss } from '../../components/figure.tsx';
import { counted, listed } from '../../format/numbers.ts';
import { CellText, ThingName } from './cells.tsx';
import type { Block, Plant } from './thing.ts';

const NAMED = 8;
const degrees = (at: number, [plus, minus]: readonly [string, string]) =>
  `${Math.abs(at).toFixed(2)}° ${at < 0 ? minus : plus}`;
const position = ([east, north]: NonNullable<Plant['at']>) =>
  `${degrees(north, ['N', 'S'])}, ${degrees(east, ['E', 'W'])}`;

type MapOf = Extract<Block, { is: 'map' }>;

const placesOf = ({ plants }: MapOf) =>
  plants.flatMap(({ id, name, at, state }) => (at ? [{ id, name, at, shape: state.shape }] : []));

/** The map alone. */
export const mapPicture = (block: MapOf) => (
  <PlantsMap title={block.title} plants={placesOf(block)} width={block.plants.length === 1 ? 400 : 780} />
);

/** Where mines and plants lie: a map, what it cannot show, and all of them as a list. */
export default function MapBlock({ block }: { block: MapOf }) {
  const { title, plants, count } = block;
  const shown = placesOf(block);
  const nowhere = plants.filter(({ at }) => at === null);
  const shapes = new Map(plants.filter(({ at }) => at).map(({ state }) => [state.shape, state]));
  return (
    <>
      {shown.length > 0 ? (
        <>
          {mapPicture(block)}
          <p className="legend">
            {[...shapes.values()].map((state) => (
              <CellText key={state.shape} of={state} />
            ))}
          </p>
        </>
      ) : null}
      <p className="small">
        {plants.length === 1 ? '' : `${shown.length} of ${counted(plants.length, 'place')} on the map. `}
        {nowhere.length > 0 ? (
          <>
            <i className="hatch" aria-hidden="true" /> No position on record:{' '}
            {listed(nowhere.slice(0, NAMED).map(({ name }) => name))}
            {nowhere.length > NAMED ? `, and ${nowhere.length - NAMED} more in the list` : ''}.
          </>
        ) : null}
        {count > plants.length ? ` ${count - plants.length} more are among its connections.` : ''}
      </p>
      <details className="twin">
        <summary>List</summary>
        <div className="table-scroll" tabIndex={0} role="group" aria-label={title}>
          <table className="plain-table thing-table">
            <caption className="out-of-sight">{title}</caption>
            <thead>
              <tr>
                <th scope="col">Plant</th>
                <th scope="col">Where</th>
                <th scope="col">State</th>
                <th scope="col">Lies at</th>
              </tr>
            </thead>
            <tbody>
              {plants.map(({ id, name, where, state, at }) => (
                <tr key={id}>
                  <th scope="row">
                    <ThingName id={id} text={name} />
                  </th>
                  <td>{where}</td>
                  <td>
                    <CellText of={state} />
                  </td>
                  <td>{at ? position(at) : <Miss reason="no position on record" />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
