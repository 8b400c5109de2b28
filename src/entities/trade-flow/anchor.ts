import { compileWhere } from '../../api/list/where.ts';
import { int } from '../../graph/graph.ts';
import type { End } from './flows-of-table.ts';
import type { Anchor, FlowsKey } from './queries-where.ts';

interface Equals {
  eq?: string | null;
}
interface OneOf extends Equals {
  in?: string[] | null;
}
export interface FlowWhere {
  product?: { slug?: Equals | null; hsCode?: Equals | null } | null;
  year?: { eq?: number | null } | null;
  from?: { iso3?: OneOf | null } | null;
  to?: { iso3?: OneOf | null } | null;
  valueUsd?: { gte?: number | null; lte?: number | null } | null;
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
  importers: ['to', 'iso3', 'in'],
  exporter: ['from', 'iso3', 'eq'],
  exporters: ['from', 'iso3', 'in'],
  least: ['valueUsd', 'gte'],
  most: ['valueUsd', 'lte'],
} as const;

/** Which countries a condition names, in the order in which an index is asked for them. */
const countryPaths = ['importer', 'exporter', 'importers', 'exporters'] as const;

type Tree = Readonly<Record<string, unknown>>;

const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce((value, name) => (value as Tree | null | undefined)?.[name], tree) ?? null;

/** The same without what stands at a path, which is there. */
function without(tree: unknown, [name = '', ...rest]: readonly string[]): Tree {
  const { [name]: value, ...others } = tree as Tree;
  return rest.length === 0 ? others : { ...(tree as Tree), [name]: without(value, rest) };
}

/**
 * What the top of a condition says that an index can answer, and what is left of the condition without it. Flows are found by one name
 * of the product and by the countries at one end: what is said of the other end stays in the condition.
 */
function pinnedBy(where: FlowWhere | null) {
  const said = (name: keyof typeof paths) => valueAt(where, paths[name]);
  const product = said('hsCode') === null ? 'slug' : 'hsCode';
  const country = countryPaths.find((name) => said(name) !== null) ?? 'importer';
  const names = ([product, 'year', 'source', country, 'least', 'most'] as const).filter((name) => said(name) !== null);
  const none = { hsCode: null, slug: null, year: null, source: null, least: null, most: null };
  const { [country]: countries, ...found } = Object.fromEntries(names.map((name) => [name, said(name)]));
  const end: End = country.startsWith('importer') ? 'importer' : 'exporter';
  return {
    pinned: {
      ...none,
      ...(found as Pick<FlowsKey, 'hsCode' | 'slug' | 'source' | 'least' | 'most'> & { year: number | null }),
      // Each once, however often it is named: its flows would come as often.
      countries: countries === undefined ? null : [...new Set([countries].flat() as string[])],
    },
    of: countries === undefined ? ('any' as const) : end,
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
  const { pinned, of, rest } = pinnedBy(where);
  const { hsCode, slug, year, source } = pinned;
  const compiled = compileWhere(rest);
  const parameters = {
    ...pinned,
    year: year !== null && Number.isInteger(year) ? int(year) : year,
    everySource: namesSource(where),
    where: compiled,
    needsEnds: compiled?.some((clause) => clause.some(({ field }) => ofEnds.has(field))) ?? false,
  };
  const scope = slug === null && hsCode === null ? 'all' : 'codes';
  const isPinned = scope === 'codes' || of !== 'any' || year !== null || source !== null;
  return { anchor: isPinned ? { scope, of } : null, parameters };
}
