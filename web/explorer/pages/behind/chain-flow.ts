import type { BehindQuery } from '../../api/generated.ts';
import type { FlowBracket, FlowColumn, FlowLink, FlowNode } from '../../charts/flow.tsx';
import { count, percent } from '../../format/numbers.ts';

export type Behind = NonNullable<BehindQuery['dependence']>;
type Chain = NonNullable<Behind['chain']>;
type ChainStage = Chain['stages'][number];

const UNKNOWN = 'unknown';
const OTHERS = 'others';
const BYPASSING = 'bypassing';

const made: Record<string, string> = {
  EXTRACTION: 'Mined',
  REFINING: 'Refined',
  METAL: 'Made into metal',
  RECYCLING: 'Recycled',
};
/** What is done at a stage: the last one makes the product. */
export const stageTitle = (stage: string, product: string): string =>
  made[stage] ?? (product.length <= 18 ? product.replace(/^./, (first) => first.toUpperCase()) : 'Made');

const yearsOf = ({ year, firstYear }: Pick<ChainStage, 'year' | 'firstYear'>): string =>
  year === null ? 'no year' : firstYear !== null && firstYear !== year ? `${firstYear} to ${year}` : String(year);

/** Who publishes the figures of a stage, of which year, and whether they are of low confidence. */
export function stageNote(stage: ChainStage): string {
  const publishers = [...new Set((stage.sources ?? []).map(({ publisher }) => short(publisher)))];
  const named = publishers.length > 2 ? [...publishers.slice(0, 2), 'others'] : publishers;
  const low = stage.confidence === 'LOW' ? ' ○ low' : '';
  return `${[named.join(', ') || 'no source', yearsOf(stage)].join(', ')}${low}`;
}

/** A publisher by its letters where its name is long: `IEA`, `US DOE`. */
function short(publisher: string): string {
  if (publisher.length <= 12) return publisher;
  const [first = '', ...others] = publisher.split(/\s+/);
  const initials = (words: readonly string[]) => words.map((word) => word[0]?.toUpperCase() ?? '').join('');
  return /^[A-Z]{2,}$/.test(first) ? `${first} ${initials(others)}` : initials([first, ...others]);
}

/** How many countries a column names; the others stand together. */
const NAMED = 6;

interface Asked {
  chain: Chain;
  /** Alpha-3 code of the country asked about. */
  on: string;
  product: string;
  importer: { key: string; name: string; shown: string };
}

/** The chain as a flow from the mine to the importer. The parts of each column add up to 100 %. */
export function chainFlow({ chain, on, product, importer }: Asked): {
  columns: FlowColumn[];
  links: FlowLink[];
  brackets: FlowBracket[];
} {
  const stages = [...chain.stages].reverse();
  const named = new Map(stages.map((stage) => [stage.stage, namedAt(stage, on)]));
  const placeOf = (stage: string | null, key: string): string => {
    if (stage === null) return 'importer';
    const isNamed = key === UNKNOWN || named.get(stage as ChainStage['stage'])?.has(key);
    return `${stage}:${isNamed ? key : OTHERS}`;
  };
  const links = new Map<string, FlowLink>();
  for (const { fromStage, from, toStage, to, share } of chain.links) {
    const ends = { from: placeOf(fromStage, from), to: placeOf(toStage, to) };
    const key = `${ends.from} ${ends.to}`;
    const before = links.get(key)?.value ?? 0;
    links.set(key, { ...ends, value: before + share, isHighlighted: from === on });
  }
  const columns: FlowColumn[] = [
    ...stages.map((stage) => ({
      title: stageTitle(stage.stage, product),
      note: stageNote(stage),
      nodes: nodesOf(stage, named.get(stage.stage) ?? new Set(), on),
    })),
    {
      title: 'Used',
      note: importer.shown,
      nodes: [{ key: 'importer', name: importer.name, value: 1, shown: '', tone: 'plain' as const }],
    },
  ];
  return { columns, links: [...links.values()], brackets: bracketsOf(stages) };
}

/** The countries that a column names: the largest, and the one asked about. */
function namedAt({ nodes }: ChainStage, on: string): Set<string> {
  const keys = nodes.map(({ key }) => key).filter((key) => key !== OTHERS);
  const largest = keys.length <= NAMED + 1 ? keys : keys.slice(0, NAMED);
  return new Set(keys.includes(on) ? [...largest, on] : largest);
}

function nodesOf(stage: ChainStage, named: ReadonlySet<string>, on: string): FlowNode[] {
  const node = (key: string, name: string, value: number, tone: FlowNode['tone']): FlowNode => ({
    key: `${stage.stage}:${key}`,
    name,
    value,
    shown: percent(value),
    tone,
  });
  const own = stage.nodes.filter(({ key }) => named.has(key));
  const rest = stage.nodes.filter(({ key }) => !named.has(key));
  const sum = rest.reduce((total, { share }) => total + share, 0);
  const isAll = !rest.some(({ key }) => key === OTHERS);
  return [
    ...own.map(({ key, country, share }) => node(key, country?.name ?? key, share, key === on ? 'focus' : 'plain')),
    ...(sum > 0 ? [node(OTHERS, isAll ? `${count(rest.length)} others` : 'others', sum, 'others')] : []),
    ...(stage.bypassing > 0.0005 ? [node(BYPASSING, 'does not pass here', stage.bypassing, 'others')] : []),
    ...(stage.unknown > 0 ? [node(UNKNOWN, 'not reported', stage.unknown, 'unknown')] : []),
  ];
}

/** What figures of a kind are: in full over several columns, and short over one. */
const bases: Record<string, readonly [long: string, short: string]> = {
  WORLD_PRODUCTION: ['the same for everyone: the world’s output', 'the world’s output'],
  TRADE: ['recorded by customs', 'recorded by customs'],
  BOTH: ['customs, else the world’s output', 'customs, else the world’s'],
};

/** Columns next to one another whose figures are of one kind. */
function bracketsOf(stages: readonly ChainStage[]): FlowBracket[] {
  const runs: { from: number; to: number; kind: string }[] = [];
  stages.forEach(({ basis }, index) => {
    const kinds = basis.filter((one) => one !== 'OWN_PRODUCTION');
    const kind = kinds.length > 1 ? 'BOTH' : kinds[0];
    if (!kind) return;
    const last = runs.at(-1);
    if (last && last.kind === kind && last.to === index - 1) last.to = index;
    else runs.push({ from: index, to: index, kind });
  });
  return runs.map(({ from, to, kind }) => ({ from, to, title: bases[kind]?.[from === to ? 1 : 0] ?? '' }));
}
