import { checkNow } from './check.ts';
import { badInput } from './errors.ts';

/** A page of a list, as the SDL's connections have it. Cursors are written, and `count` is asked, only where they are selected. */
export interface Connection<Item, EdgeFields extends object = object> {
  edges: ({ cursor: () => string; node: Item } & EdgeFields)[];
  nodes: Item[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: () => string | null;
    endCursor: () => string | null;
  };
  count: () => number | Promise<number>;
}

/** The paging arguments of a connection. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Where an item stands in an ordered list: the value it is sorted by, then its key. */
export type Position = readonly [value: string | number | null, key: string];

/** A page as a statement needs it. */
export interface Page {
  /** How many rows to read: one more than shown, to know whether there are more. */
  limit: number;
  /** Rows must come after this one in reading direction. */
  from: Position | null;
  /** Rows must come before this one in reading direction. */
  to: Position | null;
  /** Reading from the end of the list. */
  backward: boolean;
}

export const MAX_PAGE = 100;
/** How many items a page of a connection has where nothing is said. */
export const DEFAULT_PAGE = 20;

/**
 * Checks the paging arguments: `after` and `before` bound the list at either end, `first` and `last` say from which end of what is
 * left the page is read. `order` names the ordering, so that a cursor of another ordering is refused.
 * @throws GraphQLError BAD_USER_INPUT that names the argument, for each that cannot be used.
 */
export function readPage(args: PageArguments, order: string): Page {
  const { first, after, last, before } = args;
  const [, start, , end] = checkNow(
    () => first == null || pageSize('first', first),
    () => (after == null ? null : readCursor('after', after, order)),
    () => {
      if (last == null || first == null) return last == null || pageSize('last', last);
      const hint = 'Read forwards with first/after or backwards with last/before.';
      throw badInput('last', 'cannot be used together with "first".', hint);
    },
    () => (before == null ? null : readCursor('before', before, order)),
  );
  // A list that is bounded at its end alone is read from there.
  const backward = last != null || (first == null && after == null && before != null);
  const size = (backward ? last : first) ?? DEFAULT_PAGE;
  const [from, to] = backward ? [end, start] : [start, end];
  return { limit: size + 1, from, to, backward };
}

/** Whether a page may be this long. */
export const isPageSize = (size: number): boolean => size >= 0 && size <= MAX_PAGE;

/** Checks how long a list may be; 0 gives an empty one, unless `least` says that there must be something to say. */
export function pageSize(argument: string, size: number, least = 0): number {
  if (isPageSize(size) && size >= least) return size;
  const hint = size > MAX_PAGE ? 'Ask for fewer; read on with "after" where the list has it.' : undefined;
  throw badInput(argument, `must be from ${least} to ${MAX_PAGE}, not ${size}.`, hint);
}

function writeCursor(order: string, [value, key]: Position): string {
  return Buffer.from(JSON.stringify([order, value, key])).toString('base64url');
}

function readCursor(argument: string, cursor: string, order: string): Position {
  try {
    const [of, value, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const known = value === null || typeof value === 'string' || typeof value === 'number';
    if (of === order && known && typeof key === 'string') return [value, key];
  } catch {
    // Not one of ours: said below.
  }
  throw badInput(
    argument,
    'is not a cursor of this list in this order.',
    'Use a cursor that the same list gave with the same "orderBy".',
  );
}

/**
 * The page of a list that is ranked here rather than in the database: what stands between `page.from` and `page.to` in reading
 * direction, one more than is shown. Values of one list are all numbers or all texts.
 */
export function cutPage<Item extends { position: Position }>(
  items: readonly Item[],
  { from, to, limit }: Page,
  upwards: boolean,
): Item[] {
  const byKey = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const compare = ([a, aKey]: Position, [b, bKey]: Position) =>
    (upwards ? 1 : -1) * (a === b ? byKey(aKey, bKey) : (a ?? 0) < (b ?? 0) ? -1 : 1);
  return [...items]
    .sort((a, b) => compare(a.position, b.position))
    .filter(({ position }) => (!from || compare(position, from) > 0) && (!to || compare(position, to) < 0))
    .slice(0, limit);
}

/**
 * Makes the connection of the rows that a statement gave for `page` (in reading direction, at most `page.limit`).
 * `position` says where an item stands; `edge` gives what its edge carries besides.
 */
export function connection<Row, Item, EdgeFields extends object>(
  rows: readonly Row[],
  page: Page,
  order: string,
  count: () => number | Promise<number>,
  read: (row: Row) => { node: Item; position: Position; edge: EdgeFields },
): Connection<Item, EdgeFields> {
  const shown = rows.slice(0, page.limit - 1).map(read);
  if (page.backward) shown.reverse();
  const more = rows.length >= page.limit;
  const edges = shown.map(({ node, position, edge }) => ({
    cursor: () => writeCursor(order, position),
    node,
    ...edge,
  }));
  return {
    edges,
    nodes: shown.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.backward ? page.from !== null : more,
      hasPreviousPage: page.backward ? more : page.from !== null,
      startCursor: () => edges[0]?.cursor() ?? null,
      endCursor: () => edges.at(-1)?.cursor() ?? null,
    },
    count,
  };
}
