/** A value of a node or edge; null is left out. */
export type AttributeValue = string | number | boolean | null;
type Attributes = Readonly<Record<string, AttributeValue>>;

/** A directed graph as a file holds it: attributes of the whole, of nodes and of edges. */
export interface PlainGraph {
  attributes: Readonly<Record<string, string>>;
  nodes: readonly { key: string; attributes: Attributes }[];
  edges: readonly { key: string; source: string; target: string; attributes: Attributes }[];
}

/** For text and attributes of XML; characters that XML does not have are left out. */
const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const types = { string: 'string', number: 'double', boolean: 'boolean' } as const;

/** Declares the attributes of some parts of a graph, and writes those of one. */
function declared(target: 'graph' | 'node' | 'edge', all: readonly Attributes[]) {
  const found = new Map<string, string>();
  for (const attributes of all)
    for (const [name, value] of Object.entries(attributes))
      if (value !== null && !found.has(name)) found.set(name, types[typeof value as keyof typeof types]);
  const ids = new Map([...found.keys()].map((name, index) => [name, `${target[0] ?? ''}${index}`]));
  return {
    keys: [...found].map(
      ([name, type]) =>
        `  <key id="${ids.get(name) ?? ''}" for="${target}" attr.name="${escaped(name)}" attr.type="${type}"/>`,
    ),
    data: (attributes: Attributes) =>
      Object.entries(attributes)
        .map(([name, value]) =>
          value === null || value === '' ? '' : `<data key="${ids.get(name) ?? ''}">${escaped(String(value))}</data>`,
        )
        .join(''),
  };
}

/** A graph as GraphML, which Gephi, Cytoscape, yEd and NetworkX read. */
export function graphML({ attributes, nodes, edges }: PlainGraph): string {
  const whole = declared('graph', [attributes]);
  const ofNodes = declared(
    'node',
    nodes.map((node) => node.attributes),
  );
  const ofEdges = declared(
    'edge',
    edges.map((edge) => edge.attributes),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...whole.keys,
    ...ofNodes.keys,
    ...ofEdges.keys,
    '  <graph edgedefault="directed">',
    `    ${whole.data(attributes)}`,
    ...nodes.map((node) => `    <node id="${escaped(node.key)}">${ofNodes.data(node.attributes)}</node>`),
    ...edges.map(
      (edge) =>
        `    <edge id="${escaped(edge.key)}" source="${escaped(edge.source)}" target="${escaped(edge.target)}">${ofEdges.data(edge.attributes)}</edge>`,
    ),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}
