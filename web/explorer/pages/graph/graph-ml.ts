import { sourcePhrase } from '../../../../src/lib/citation.ts';
import { graphML } from '../../../../src/lib/graph-ml.ts';
import { provenance, type Taken } from '../../take-away/actions.ts';
import type { Edge, Said, Thing } from './model.ts';

const best = ({ said }: Edge): Said | null => said[0] ?? null;

const ofThing = ({ name, kind, isPlanned, x, y }: Thing & { x: number; y: number }) => ({
  ...{ name, kind, planned: isPlanned, x, y },
});

function ofEdge(edge: Edge) {
  const { verb, said, confidence, isPlanned } = edge;
  const first = best(edge);
  return {
    relationship: verb,
    product: first?.product ?? null,
    share: first?.share ?? null,
    tonnes: first?.tonnes ?? null,
    tonnesOf: first?.tonnesUnit ?? null,
    year: first?.year ?? null,
    since: first?.from ?? null,
    confidence,
    planned: isPlanned,
    sources: [...new Set(said.flatMap(({ sources }) => sources.map(({ key }) => key)))].join('; '),
    whereInIt: first?.locator ?? null,
  };
}

/** The graph as GraphML, with where it is from and by which clocks in the data of the graph itself. */
export function graphMLOf(
  things: readonly (Thing & { x: number; y: number })[],
  edges: readonly Edge[],
  taken: Pick<Taken, 'title' | 'clocks' | 'sources'>,
  now = new Date(),
): string {
  const { takenAt, asOf, knownAt, address, sources } = provenance(taken, now);
  return graphML({
    attributes: {
      title: taken.title,
      ...{ asOf, knownAt, takenAt, address },
      sources: sources.map(sourcePhrase).join('; '),
      licences: [...new Set(sources.flatMap(({ licence }) => licence ?? []))].join('; '),
    },
    nodes: things.map((thing) => ({ key: thing.key, attributes: ofThing(thing) })),
    edges: edges.map((edge) => ({ key: edge.key, source: edge.from, target: edge.to, attributes: ofEdge(edge) })),
  });
}
