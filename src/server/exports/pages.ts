import type { GraphQLFormattedError } from 'graphql';
import type { Json } from '../../lib/answer-rows.ts';
import type { Execute } from '../execute.ts';
import type { ExportedList } from './lists.ts';
import { exportedItem, restsOnRestricted, sourcesOf, type Item } from './rows.ts';

/** What is exported of a list. */
export interface Wanted {
  list: ExportedList;
  /** Values of arguments of the list, such as `where`. */
  values: Readonly<Record<string, unknown>>;
  /** Both clocks: without them pages of one export could be of different moments. */
  asOf: string;
  knownAt: string;
  /** Whether figures may leave that their licence keeps from being handed on. */
  withRestricted: boolean;
}

/** The operation could not be answered. */
export class NotAnswered extends Error {
  readonly errors: readonly GraphQLFormattedError[];
  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message ?? 'Nothing was answered.');
    this.errors = errors;
  }
}

/** The longest page, and shorter ones for lists whose items cost more. */
const SIZES = [100, 50, 20, 5];

/** The operation that asks for a page of a list, or for their number alone. */
function operationOf({ list }: Wanted, selection: string, paged: boolean): string {
  const given = new Map([...list.arguments, ['asOf', 'Date'], ['knownAt', 'DateTime']]);
  if (paged) given.set('first', 'Int').set('after', 'String');
  const variables = [...given].map(([name, type]) => `$${name}: ${type.replace(/!$/, '')}`).join(', ');
  const passed = [...given.keys()].map((name) => `${name}: $${name}`).join(', ');
  return `query Export(${variables}) { ${list.name}(${passed}) { ${selection} } }`;
}

async function ask(execute: Execute, wanted: Wanted, query: string, more: Record<string, unknown>): Promise<Item> {
  const { values, asOf, knownAt, list } = wanted;
  const { data, errors } = await execute(query, 'Export', { ...values, asOf, knownAt, ...more });
  const found = data?.[list.name];
  if (errors.length > 0 || typeof found !== 'object' || found === null || Array.isArray(found))
    throw new NotAnswered(errors);
  return found;
}

/** How many items a list has. @throws NotAnswered */
export async function countOf(execute: Execute, wanted: Wanted): Promise<number> {
  const { totalCount } = await ask(execute, wanted, operationOf(wanted, 'totalCount', false), {});
  return Number(totalCount);
}

/**
 * The items of a list, page by page, without those of restricted sources alone unless they are wanted.
 * @throws NotAnswered when a page could not be answered.
 */
export async function* pagesOf(execute: Execute, wanted: Wanted): AsyncGenerator<Item[]> {
  const query = operationOf(wanted, `nodes { ${wanted.list.selection} } pageInfo { hasNextPage endCursor }`, true);
  let after: Json = null;
  let sizes = SIZES;
  for (;;) {
    const [first = 1, ...smaller] = sizes;
    let page: Item;
    try {
      page = await ask(execute, wanted, query, { first, after });
    } catch (error) {
      const isTooDear = error instanceof NotAnswered && error.errors[0]?.extensions?.['code'] === 'LIMIT_EXCEEDED';
      if (!isTooDear || smaller.length === 0) throw error;
      sizes = smaller;
      continue;
    }
    const items = (page['nodes'] as Item[]).map(exportedItem);
    yield wanted.withRestricted ? items : items.filter((item) => !restsOnRestricted(sourcesOf(item)));
    const { hasNextPage, endCursor } = page['pageInfo'] as { hasNextPage: boolean; endCursor: string | null };
    if (!hasNextPage) return;
    after = endCursor;
  }
}
