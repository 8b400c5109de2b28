import { MultiDirectedGraph } from 'graphology';
import { write as writeGexf } from 'graphology-gexf';
import { graphML, type AttributeValue, type PlainGraph } from '../../lib/graph-ml.ts';
import { attributionOf } from '../../lib/citation.ts';
import type { Json } from '../../lib/answer-rows.ts';
import { restsOnRestricted, withoutView, type Item, type RowSource } from './rows.ts';

const THING = '__typename id nodeKind slug name';
const SOURCE = '{ key publisher title vintage licence attribution }';

/** What joins things to each of their neighbours: the first of each relationship, with how many there are. */
export const NEIGHBOURS = `query Export($of: String!, $relationships: [NeighbourRelationship!], $first: Int!, $asOf: Date!, $knownAt: DateTime!) {
  neighbours(of: $of, relationships: $relationships, asOf: $asOf, knownAt: $knownAt) {
    of { ${THING} }
    groups {
      relationship direction totalCount
      neighbours(first: $first) {
        edges {
          claims
          node { ${THING} }
          links { detail product { slug } share tonnes tonnesUnit year from to confidence locator source ${SOURCE} }
        }
      }
    }
  }
}`;

/** The shortest ways on which supply can come from one thing to another. */
export const PATHS = `query Export($from: String!, $to: String!, $via: [String!], $maxLength: Int!, $first: Int!, $asOf: Date!, $knownAt: DateTime!) {
  paths(from: $from, to: $to, via: $via, maxLength: $maxLength, first: $first, asOf: $asOf, knownAt: $knownAt) {
    complete explanation
    paths {
      steps {
        relationship sentence share tonnes tonnesUnit valueUsd year confidence locator
        product { slug } sources ${SOURCE}
        from { __typename id ... on Named { nodeKind slug name } }
        to { __typename id ... on Named { nodeKind slug name } }
      }
    }
  }
}`;

interface Thing {
  __typename: string;
  id: string;
  nodeKind?: string;
  slug?: string;
  name?: string;
}
interface Said {
  product: { slug: string } | null;
  confidence: string | null;
  locator: string | null;
  share: number | null;
  tonnes: number | null;
  tonnesUnit: string | null;
  year: number | null;
}
interface Around {
  of: Thing;
  groups: {
    relationship: string;
    direction: 'IN' | 'OUT';
    totalCount: number;
    neighbours: {
      edges: {
        claims: number | null;
        node: Thing;
        links: (Said & { detail: string | null; from: string | null; to: string | null; source: RowSource | null })[];
      }[];
    } | null;
  }[];
}
interface Step extends Said {
  relationship: string;
  sentence: string;
  valueUsd: string | null;
  sources: RowSource[] | null;
  from: Thing;
  to: Thing;
}
interface Ways {
  complete: boolean;
  explanation: string | null;
  paths: { steps: Step[] }[];
}

/** Type and key of a thing, without the view that its identifier carries. */
const keyOf = ({ id }: Thing) => withoutView(id);

/** A graph that fills from answers; what only restricted sources say is left out unless it is wanted. */
export class GraphExport {
  private readonly nodes = new Map<string, PlainGraph['nodes'][number]>();
  private readonly edges = new Map<string, PlainGraph['edges'][number]>();
  private readonly sources = new Map<string, RowSource>();
  private readonly notes: string[] = [];
  private readonly withRestricted: boolean;

  constructor(withRestricted: boolean) {
    this.withRestricted = withRestricted;
  }

  get size(): number {
    return this.nodes.size + this.edges.size;
  }

  addNeighbours(answer: Item): void {
    const { of, groups } = answer as unknown as Around;
    this.addThing(of);
    for (const { relationship, direction, totalCount, neighbours } of groups) {
      const given = neighbours?.edges ?? [];
      if (given.length < totalCount)
        this.notes.push(`${given.length} of ${totalCount} ${relationship} of ${of.name ?? keyOf(of)}`);
      for (const { node, links, claims } of given) {
        const [from, to] = direction === 'OUT' ? [of, node] : [node, of];
        const inDirection = { relationship, recorded: direction };
        if (links.length === 0) this.addEdge(from, to, { ...inDirection, claims }, [], []);
        for (const { source, product, detail, from: since, to: until, ...said } of links)
          this.addEdge(
            from,
            to,
            { ...inDirection, claims, product: product?.slug ?? null, detail, since, until, ...figures(said) },
            source ? [source] : [],
            [source?.key ?? '', since, until, said.year, product?.slug ?? ''],
          );
      }
    }
  }

  addPaths(answer: Item): void {
    const { complete, explanation, paths } = answer as unknown as Ways;
    if (!complete) this.notes.push(explanation ?? 'Not all ways were looked at.');
    for (const { steps } of paths)
      for (const { relationship, sentence, valueUsd, product, sources, from, to, ...said } of steps)
        this.addEdge(
          from,
          to,
          {
            ...{ relationship, sentence, product: product?.slug ?? null },
            valueUsd: valueUsd === null ? null : Number(valueUsd),
            ...figures(said),
          },
          sources ?? [],
          [product?.slug ?? '', said.year],
        );
  }

  private addThing(thing: Thing): void {
    const { __typename: type, nodeKind = null, slug = null, name } = thing;
    const key = keyOf(thing);
    const attributes = { label: name ?? key, name: name ?? null, type, kind: nodeKind, slug };
    if (!this.nodes.has(key)) this.nodes.set(key, { key, attributes });
  }

  private addEdge(
    from: Thing,
    to: Thing,
    attributes: Record<string, AttributeValue>,
    sources: readonly RowSource[],
    telling: readonly AttributeValue[],
  ): void {
    if (!this.withRestricted && restsOnRestricted(sources)) return;
    this.addThing(from);
    this.addThing(to);
    for (const source of sources) this.sources.set(source.key, source);
    const key = [keyOf(from), attributes['relationship'], keyOf(to), ...telling].map(String).join('~');
    this.edges.set(key, {
      ...{ key, source: keyOf(from), target: keyOf(to) },
      attributes: {
        label: attributes['relationship'] ?? null,
        ...attributes,
        sources: sources.map((one) => one.key).join('; ') || null,
      },
    });
  }

  /** The whole, with what tells where it is from and what is not in it. */
  plain(facts: Readonly<Record<string, string>>): PlainGraph {
    return {
      attributes: {
        ...facts,
        attribution: [...this.sources.values()].map(attributionOf).join(' | '),
        leftOut: this.notes.join('; '),
      },
      nodes: [...this.nodes.values()],
      edges: [...this.edges.values()],
    };
  }
}

const figures = ({ share, tonnes, tonnesUnit, year, confidence, locator }: Omit<Said, 'product'>) => ({
  ...{ share, tonnes, tonnesUnit, year, confidence, locator },
});

/** A format that a graph is exported in. */
export interface GraphFormat {
  contentType: string;
  write(graph: PlainGraph): string;
}

/** Formats by the ending of the address. */
export const graphFormats: Readonly<Record<string, GraphFormat>> = {
  graphml: { contentType: 'application/graphml+xml; charset=utf-8', write: graphML },
  gexf: { contentType: 'application/gexf+xml; charset=utf-8', write: gexf },
};

const present = (attributes: Readonly<Record<string, AttributeValue>>) =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));

function gexf({ attributes, nodes, edges }: PlainGraph): string {
  const graph = new MultiDirectedGraph();
  // Of the whole graph GEXF has a title, words about it and a day.
  graph.replaceAttributes({
    title: attributes['title'] ?? 'Lodegraph',
    description: Object.entries(attributes)
      .map(([name, value]) => `${name}: ${value}`)
      .join('. '),
    creator: 'Lodegraph',
  });
  for (const { key, attributes: own } of nodes) graph.addNode(key, present(own));
  for (const { key, source, target, attributes: own } of edges)
    graph.addDirectedEdgeWithKey(key, source, target, present(own));
  return writeGexf(graph);
}

/** The answer of a root field; null when there is none. */
export const isItem = (value: Json | undefined): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
