import { WaysMap, notOnMap, type MapPlace, type Way } from '../../charts/ways-map.tsx';
import { listed } from '../../format/numbers.ts';
import { importerOf } from './answer.ts';
import type { Behind } from './chain-flow.ts';

const LEAST = 0.02;

/** The largest ways of a chain between countries, and the places on them. */
function waysOf(of: Behind): { places: MapPlace[]; ways: Way[] } {
  const { chain, country, on } = of;
  const known = new Map(
    [
      ...(chain?.stages ?? []).flatMap(({ nodes }) => nodes.flatMap((node) => node.country ?? [])),
      ...(country ? [country] : []),
    ].map((one) => [one.iso3, one]),
  );
  const sums = new Map<string, Way>();
  for (const { from, to, toStage, share } of chain?.links ?? []) {
    const [a, b] = [known.get(from)?.numeric, known.get(to)?.numeric];
    if (!a || !b || a === b) continue;
    const key = `${a} ${b} ${String(toStage === null)}`;
    sums.set(key, { from: a, to: b, isLast: toStage === null, share: (sums.get(key)?.share ?? 0) + share });
  }
  const ways = [...sums.values()].filter(({ share }) => share >= LEAST).sort((a, b) => a.share - b.share);
  const onWay = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const weight = (numeric: string) =>
    ways.filter(({ from, to }) => from === numeric || to === numeric).reduce((sum, way) => sum + way.share, 0);
  const places = [...known.values()]
    .flatMap(({ iso3, name, numeric }) =>
      numeric && onWay.has(numeric) ? [{ numeric, name, isFocus: iso3 === on.iso3 }] : [],
    )
    .sort((a, b) => weight(b.numeric) - weight(a.numeric));
  return { places, ways };
}

/** Where it comes from and goes to, as a map. */
export default function Ways({ of }: { of: Behind }) {
  const { places, ways } = waysOf(of);
  const title = `How ${importerOf(of).name}’s ${of.product.name.toLowerCase()} come`;
  const missing = notOnMap(places);
  return (
    <section className="rail-section">
      <h2>{title}</h2>
      {ways.length === 0 ? (
        <p className="dim">No way between countries is known.</p>
      ) : (
        <>
          <WaysMap title={title} places={places} ways={ways} width={376} />
          <p className="legend">
            <span className="key way-last">{of.product.name.toLowerCase()}</span>
            <span className="key way">what they are made of</span>
          </p>
          <p className="small">
            Ways of two per cent or more of all that is used.
            {missing.length > 0 ? ` Too small for this map: ${listed(missing.map(({ name }) => name))}.` : ''}
          </p>
        </>
      )}
    </section>
  );
}
