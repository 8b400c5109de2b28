import { compileWhere } from '../../api/list/where.ts';
import { int } from '../../graph/graph.ts';
import type { Anchor, FlowsKey } from './queries-where.ts';

interface Equals {
  eq?: string | null;
}
export interface FlowWhere {
  product?: { slug?: Equals | null; hsCode?: Equals | null } | null;
  year?: { eq?: number | null } | null;
  from?: { iso3?: Equals | null } | null;
  to?: { iso3?: Equals | null } | null;
  source?: Equals | null;
  and?: FlowWhere[] | null;
  or?: FlowWhere[] | null;
  not?: FlowWhere | null;
}

/** Where a condition says what an index can answer. */
const paths = {
  hsCode: ['product', 'hsCode', 'eq'],
  slug: ['product', 'slug', 'eq'],
  year: ['year', 'eq'],
  source: ['source', 'eq'],
  importer: ['to', 'iso3', 'eq'],
  exporter: ['from', 'iso3', 'eq'],
} as const;

type Tree = Readonly<Record<string, unknown>>;

const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce((value, name) => (value as Tree | null | undefined)?.[name], tree) ?? null;

/** The same without what stands at a path, which is there. */
function without(tree: unknown, [name = '', ...rest]: readonly string[]): Tree {
  const { [name]: value, ...others } = tree as Tree;
  return rest.length === 0 ? others : { ...(tree as Tree), [name]: without(value, rest) };
}

/**
 * The equalities at the top of a condition that an index can answer, and what is left of the condition without them. It finds flows
 * by one name of the product and by one country: of two, the other stays in the condition.
 */
function equalitiesOf(where: FlowWhere | null) {
  const equal = (name: keyof typeof paths) => valueAt(where, paths[name]);
  const product = equal('hsCode') === null ? 'slug' : 'hsCode';
  const country = equal('importer') === null ? 'exporter' : 'importer';
  const names = ([product, 'year', 'source', country] as const).filter((name) => equal(name) !== null);
  const none = { hsCode: null, slug: null, year: null, source: null, importer: null, exporter: null };
  const found = Object.fromEntries(names.map((name) => [name, equal(name)]));
  return {
    equal: { ...none, ...found } as Pick<FlowsKey, 'hsCode' | 'slug' | 'source' | 'importer' | 'exporter'> & {
      year: number | null;
    },
    rest: names.reduce<Tree>((tree, name) => without(tree, paths[name]), (where ?? {}) as Tree),
  };
}

/** Whether a condition says anything of the source, however deep. */
const namesSource = (where: FlowWhere | null | undefined): boolean =>
  where != null &&
  (where.source != null || namesSource(where.not) || [...(where.and ?? []), ...(where.or ?? [])].some(namesSource));

/** What a condition can test that the flow itself does not have. */
const ofEnds = new Set(['product.slug', 'from.name', 'to.name']);

/** A condition as a statement takes it, and what it pins down; null where that is nothing. */
export function readCondition(where: FlowWhere | null): {
  anchor: Anchor | null;
  parameters: Omit<FlowsKey, 'knownAt'>;
} {
  const { equal, rest } = equalitiesOf(where);
  const { hsCode, slug, year, source, importer, exporter } = equal;
  const compiled = compileWhere(rest);
  const parameters = {
    ...equal,
    year: year !== null && Number.isInteger(year) ? int(year) : year,
    everySource: namesSource(where),
    where: compiled,
    needsEnds: compiled?.some((clause) => clause.some(({ field }) => ofEnds.has(field))) ?? false,
  };
  const scope = slug === null && hsCode === null ? 'all' : 'codes';
  const of = endOf({ importer, exporter });
  const isPinned = scope === 'codes' || of !== 'any' || year !== null || source !== null;
  return { anchor: isPinned ? { scope, of } : null, parameters };
}

/** Which end of a flow a condition names. */
export function endOf({ importer, exporter }: Pick<FlowsKey, 'importer' | 'exporter'>): Anchor['of'] {
  if (importer !== null) return 'importer';
  return exporter === null ? 'any' : 'exporter';
}
