import type { GraphQLResolveInfo } from 'graphql';
import type { OrderDirection } from '../generated.ts';
import type { RequestContext, View } from '../context.ts';
import { checkAll } from '../check.ts';
import { asksForPage } from '../selection.ts';
import { connection, readPage, type Connection, type PageArguments } from '../connection.ts';
import { compileWhere, type Clause } from './where.ts';
import { whereWithKeys } from '../names/in-where.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { int } from '../../graph/graph.ts';
import { withinPage, type PageBounds } from '../../graph/page.ts';
import { fulfils, fulfilsWithRelated } from './predicate.ts';
import { statement, type Columns, type Statement } from '../../graph/statement.ts';
import { notRetractedInView } from '../../graph/validity.ts';

/** A kind of thing that can be listed whole: few enough to filter and sort without an index. */
export interface ListDefinition<Record> {
  /** Name of its statements, such as `country`. */
  name: string;
  /** Matches each of them as `item`, with `item.<key>` unique; those that were retracted are left out besides. */
  match: Cypher;
  /** The key property. */
  key: Cypher;
  /**
   * What `where` can test: a map from field to the list of its values, made from `item`. What is dear to look up may be left out
   * where its field is not among `$asked`.
   */
  candidate: Cypher;
  /** What `some` and `none` in `where` can test: a map from field to a list of such maps, made from `item`. */
  related?: Cypher;
  /** The record's columns as one list, made from `item`. */
  columns: Cypher;
  record: (columns: Columns) => Record;
  /** The property that each value of the order enum sorts by; the first is the default. */
  orderBy: { [field: string]: string };
}

/** Arguments that every such list takes. */
export interface ListArguments extends PageArguments {
  where?: object | null;
  orderBy?: { field: string; direction: OrderDirection } | null;
}

interface Parameters extends View {
  where: Clause[] | null;
  /** Fields that the condition is about. */
  asked: readonly string[];
}
interface PageParameters extends Parameters, PageBounds {
  property: string;
}

/** The statements of a list: a page read upwards or downwards, and the count. */
export interface ListStatements<Record> {
  definition: ListDefinition<Record>;
  ascending: Statement<PageParameters, { record: Record; position: [string, string] }>;
  descending: Statement<PageParameters, { record: Record; position: [string, string] }>;
  count: Statement<Parameters, number>;
}

/** Makes the fixed statements of a list. */
export function listStatements<Record>(definition: ListDefinition<Record>): ListStatements<Record> {
  const { name, match, key, candidate, related, columns, record } = definition;
  const tested = related
    ? cypher`WITH ${candidate} AS candidate, ${related} AS related WHERE ${fulfilsWithRelated(cypher`$where`)}`
    : cypher`WITH ${candidate} AS candidate WHERE ${fulfils(cypher`$where`)}`;
  // In a subquery of its own a candidate is made only where there is a condition: elsewhere its parts would be looked up for all.
  const matching = cypher`${match}
WITH item WHERE ${notRetractedInView}
CALL (item) {
  WITH item WHERE $where IS NULL RETURN true AS fits
  UNION ALL
  WITH item WHERE $where IS NOT NULL
  ${tested}
  RETURN true AS fits
}`;
  const page = (direction: string, beyond: Cypher, order: Cypher) =>
    statement<PageParameters, { record: Record; position: [string, string] }>(
      `${name}.${direction}`,
      cypher`${matching}
WITH item, item[$property] AS value, item.${key} AS key
WHERE ${withinPage(cypher`value`, cypher`key`, cypher`$from`, cypher`$to`, beyond)}
WITH item, value, key ORDER BY value ${order}, key ${order} LIMIT $limit
RETURN ${columns}, value, key ORDER BY value ${order}, key ${order}`,
      ([values, value, keyValue]) => ({
        record: record(values as Columns),
        position: [value as string, keyValue as string],
      }),
    );
  return {
    definition,
    ascending: page('ascending', cypher`>`, cypher`ASC`),
    descending: page('descending', cypher`<`, cypher`DESC`),
    count: statement(`${name}.count`, cypher`${matching} RETURN count(item)`, ([count]) => count as number),
  };
}

/**
 * Reads a page of a list; `view` may carry what its statements ask for besides.
 * @throws GraphQLError BAD_USER_INPUT for paging arguments and names in `where` that cannot be used.
 */
export async function readList<Record>(
  context: RequestContext,
  statements: ListStatements<Record>,
  args: ListArguments,
  info: GraphQLResolveInfo,
  view: View = context.view(info),
): Promise<Connection<Record>> {
  return readListWhere(context, statements, args, whereWithKeys(context, args.where, info, view), info, view);
}

/** The same with a condition whose names were read. */
export async function readListWhere<Record>(
  context: RequestContext,
  statements: ListStatements<Record>,
  args: Omit<ListArguments, 'where'>,
  keyed: Promise<object | null>,
  info: GraphQLResolveInfo,
  view: View,
): Promise<Connection<Record>> {
  const { name, orderBy } = statements.definition;
  const field = args.orderBy?.field ?? Object.keys(orderBy)[0] ?? '';
  const direction = args.orderBy?.direction ?? 'ASC';
  const order = `${name} ${field} ${direction}`;
  const [page, where] = await checkAll(
    () => readPage(args, order),
    async () => compileWhere(await keyed),
  );
  const asked = [...new Set((where ?? []).flat().map((term) => term.field))];
  const upwards = (direction === 'ASC') !== page.backward;
  const asPage = {
    ...{ ...view, where, asked, property: orderBy[field] ?? '' },
    ...{ from: page.from, to: page.to, limit: int(page.limit) },
  };
  const rows = asksForPage(info)
    ? await context.read(upwards ? statements.ascending : statements.descending, asPage)
    : [];
  const count = async () => (await context.read(statements.count, { ...view, where, asked }))[0] ?? 0;
  return connection(rows, page, order, count, ({ record, position }) => ({ node: record, position, edge: {} }));
}
