import { provenance, type Taken } from '../../take-away/actions.ts';
import type { Edge, Said, Thing } from './model.ts';

const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

type Value = string | number | boolean | null;
type Attribute<Of> = readonly [name: string, type: 'string' | 'double' | 'boolean', of: (one: Of) => Value];

const best = ({ said }: Edge): Said | null => said[0] ?? null;

const ofThings: readonly Attribute<Thing & { x: number; y: number }>[] = [
  ['name', 'string', ({ name }) => name],
  ['kind', 'string', ({ kind }) => kind],
  ['planned', 'boolean', ({ isPlanned }) => isPlanned],
  ['x', 'double', ({ x }) => x],
  ['y', 'double', ({ y }) => y],
];

const ofEdges: readonly Attribute<Edge>[] = [
  ['relationship', 'string', ({ verb }) => verb],
  ['product', 'string', (edge) => best(edge)?.product ?? null],
  ['share', 'double', (edge) => best(edge)?.share ?? null],
  ['tonnes', 'double', (edge) => best(edge)?.tonnes ?? null],
  ['tonnesOf', 'string', (edge) => best(edge)?.tonnesUnit ?? null],
  ['year', 'double', (edge) => best(edge)?.year ?? null],
  ['since', 'string', (edge) => best(edge)?.from ?? null],
  ['confidence', 'string', ({ confidence }) => confidence],
  ['planned', 'boolean', ({ isPlanned }) => isPlanned],
  [
    'sources',
    'string',
    ({ said }) => [...new Set(said.flatMap(({ sources }) => sources.map(({ key }) => key)))].join('; '),
  ],
  ['whereInIt', 'string', (edge) => best(edge)?.locator ?? null],
];

const keys = <Of>(target: 'node' | 'edge', attributes: readonly Attribute<Of>[]) =>
  attributes.map(
    ([name, type], index) =>
      `  <key id="${target[0] ?? ''}${index}" for="${target}" attr.name="${name}" attr.type="${type}"/>`,
  );
const data = <Of>(target: 'node' | 'edge', attributes: readonly Attribute<Of>[], one: Of) =>
  attributes.flatMap(([, , of], index) => {
    const value = of(one);
    return value === null || value === ''
      ? []
      : [`<data key="${target[0] ?? ''}${index}">${escaped(String(value))}</data>`];
  });

/** The graph as GraphML, with where it is from and by which clocks in the data of the graph itself. */
export function graphMLOf(
  things: readonly (Thing & { x: number; y: number })[],
  edges: readonly Edge[],
  taken: Pick<Taken, 'title' | 'clocks' | 'sources'>,
  now = new Date(),
): string {
  const { takenAt, asOf, knownAt, address, sources } = provenance(taken, now);
  const whole: [string, string][] = [
    ['title', taken.title],
    ['asOf', asOf],
    ['knownAt', knownAt],
    ['takenAt', takenAt],
    ['address', address],
    ['sources', sources.map(({ publisher, title }) => [publisher, title].filter(Boolean).join(', ')).join('; ')],
    ['licences', [...new Set(sources.flatMap(({ licence }) => licence ?? []))].join('; ')],
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...whole.map(([name], index) => `  <key id="g${index}" for="graph" attr.name="${name}" attr.type="string"/>`),
    ...keys('node', ofThings),
    ...keys('edge', ofEdges),
    '  <graph edgedefault="directed">',
    ...whole.map(([, value], index) => `    <data key="g${index}">${escaped(value)}</data>`),
    ...things.map((thing) => `    <node id="${escaped(thing.key)}">${data('node', ofThings, thing).join('')}</node>`),
    ...edges.map(
      (edge) =>
        `    <edge id="${escaped(edge.key)}" source="${escaped(edge.from)}" target="${escaped(edge.to)}">${data('edge', ofEdges, edge).join('')}</edge>`,
    ),
    '  </graph>',
    '</graphml>',
  ].join('\n');
}
