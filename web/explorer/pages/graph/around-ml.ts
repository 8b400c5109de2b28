import type { Taken } from '../../take-away/actions.ts';
import { place } from './compass.ts';
import { graphMLOf } from './graph-ml.ts';
import { neighboursOf } from './load.ts';
import { bring, thingOf } from './model.ts';

/** As many neighbours of a relationship as the graph opens. */
const MOST = 2500;

/**
 * A thing with all that it is joined to, as GraphML with the places that the graph gives them.
 * @param key type and key of the thing, without a view
 */
export async function graphMLAround(key: string, { clocks }: Pick<Taken, 'clocks'>): Promise<string> {
  const answer = await neighboursOf({ of: key, relationships: null, first: MOST }, clocks);
  if (!answer) throw new Error(`Nothing is known as ${key}.`);
  const focus = thingOf(answer.of);
  const steps = answer.groups.map(({ relationship }) => ({ of: focus.key, relationship, count: MOST }));
  const { things, edges, arrivals } = bring(focus, steps, () => answer, null);
  const places = place(arrivals);
  const sources = edges.flatMap(({ said }) => said.flatMap((one) => one.sources));
  const cut = answer.groups.flatMap(({ relationship, totalCount, neighbours }) => {
    const given = neighbours?.edges.length ?? 0;
    return totalCount > given ? [`${given} of ${totalCount} ${relationship.toLowerCase().replace(/_/g, ' ')}`] : [];
  });
  return graphMLOf(
    [...things.values()].map((thing) => ({ ...thing, ...(places.get(thing.key) ?? { x: 0, y: 0 }) })),
    edges,
    {
      title: `What ${focus.name} is joined to${cut.length > 0 ? ` (${cut.join(', ')})` : ''}`,
      clocks,
      sources: [...new Map(sources.map((source) => [source.key, source])).values()],
    },
  );
}
