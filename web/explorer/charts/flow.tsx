import { sankey, sankeyLinkHorizontal, type SankeyGraph, type SankeyLink, type SankeyNode } from 'd3-sankey';

/** What a node stands for: the country asked about, any other, several together, or what nobody reports. */
type FlowTone = 'focus' | 'plain' | 'others' | 'unknown';

export interface FlowNode {
  /** Its own in the whole picture. */
  readonly key: string;
  readonly name: string;
  readonly value: number;
  /** Its value as it is read. */
  readonly shown: string;
  readonly tone: FlowTone;
}

export interface FlowColumn {
  readonly title: string;
  /** Source and year, or the unit. */
  readonly note?: string;
  /** In the order in which they stand, top to bottom. */
  readonly nodes: readonly FlowNode[];
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly isHighlighted: boolean;
}

/** Columns that are of one kind, with a bracket over them. */
export interface FlowBracket {
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

interface FlowProps {
  title: string;
  columns: readonly FlowColumn[];
  links: readonly FlowLink[];
  brackets?: readonly FlowBracket[];
  width: number;
  height: number;
}

type N = FlowNode & { column: number; place: number; fixedValue: number };
type L = { isHighlighted: boolean; value: number };
type Laid = SankeyGraph<N, L>;

const [NODE, GAP, HEAD, FOOT] = [9, 20, 58, 10];

const unknownLast = (nodes: readonly FlowNode[]): FlowNode[] =>
  [...nodes].sort((a, b) => Number(a.tone === 'unknown') - Number(b.tone === 'unknown'));

/** Where nodes and links stand: columns as given, what nobody reports last in each. */
export function layOut({ columns, links, width, height }: Omit<FlowProps, 'title' | 'brackets'>): Laid {
  const nodes: N[] = columns.flatMap(({ nodes: of }, column) =>
    unknownLast(of).map((node, place) => ({ ...node, column, place, fixedValue: node.value })),
  );
  const keys = new Set(nodes.map(({ key }) => key));
  return sankey<N, L>()
    .nodeId(({ key }) => key)
    .nodeAlign(({ column }) => column)
    .nodeSort((a, b) => a.place - b.place)
    .nodeWidth(NODE)
    .nodePadding(GAP)
    .extent([
      [0, HEAD],
      [width, height - FOOT],
    ])
    .iterations(0)({
    nodes,
    links: links
      .filter(({ from, to, value }) => keys.has(from) && keys.has(to) && value > 0)
      .map(({ from, to, value, isHighlighted }) => ({ source: from, target: to, value, isHighlighted })),
  });
}

const end = (node: string | number | SankeyNode<N, L>): SankeyNode<N, L> => node as SankeyNode<N, L>;
const keyOf = ({ source, target }: SankeyLink<N, L>) => `${end(source).key} ${end(target).key}`;

/** A flow from column to column: what is asked about stands out, all else is neutral, what nobody reports is hatched. */
export function Flow({ title, columns, links, brackets = [], width, height }: FlowProps) {
  const laid = layOut({ columns, links, width, height });
  const draw = sankeyLinkHorizontal<N, L>();
  const drawn = [...laid.links].sort((a, b) => Number(a.isHighlighted) - Number(b.isHighlighted));
  const lefts = columns.map((_, index) => laid.nodes.find(({ column }) => column === index)?.x0 ?? 0);
  const last = columns.length - 1;
  return (
    <svg
      className="chart flow"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    >
      {brackets.map(({ from, to, title: text }) => {
        const [left, right] = [lefts[from] ?? 0, (lefts[to] ?? 0) + (to === last ? NODE : 120)];
        return (
          <g key={text}>
            <text
              className="bracket-text"
              x={to === last ? right : left}
              y={10}
              textAnchor={to === last ? 'end' : 'start'}
            >
              {text}
            </text>
            <path className="bracket" d={`M${left} 20v-5H${right}v5`} fill="none" />
          </g>
        );
      })}
      {columns.map((column, index) => (
        <g key={column.title} transform={`translate(${(lefts[index] ?? 0) + (index === last ? NODE : 0)} 0)`}>
          <text className="column-title" y={36} textAnchor={index === last ? 'end' : 'start'}>
            {column.title}
          </text>
          <text className="tick" y={50} textAnchor={index === last ? 'end' : 'start'}>
            {column.note}
          </text>
        </g>
      ))}
      {drawn.map((link) => (
        <path
          key={keyOf(link)}
          className={link.isHighlighted ? 'flow-link on' : 'flow-link'}
          d={draw(link) ?? ''}
          strokeWidth={Math.max(0.6, link.width ?? 0)}
          fill="none"
        />
      ))}
      {laid.nodes.map((node) => (
        <Node key={node.key} node={node} isLast={node.column === last} />
      ))}
    </svg>
  );
}

function Node({
  node: { x0 = 0, x1 = 0, y0 = 0, y1 = 0, name, shown, tone },
  isLast,
}: {
  node: SankeyNode<N, L>;
  isLast: boolean;
}) {
  return (
    <g>
      <rect className={`flow-node ${tone}`} x={x0} y={y0} width={x1 - x0} height={Math.max(1.5, y1 - y0)} />
      <text
        className="flow-label"
        x={isLast ? x0 - 6 : x1 + 6}
        y={(y0 + y1) / 2 + 4}
        textAnchor={isLast ? 'end' : 'start'}
        paintOrder="stroke"
      >
        <tspan className="flow-name">{name}</tspan> {shown}
      </text>
    </g>
  );
}
