import { unindented, type Cypher } from './cypher.ts';

/** The columns of one row, in the order of the statement's RETURN. */
export type Columns = readonly unknown[];

/** For statements that take no parameters. */
export type NoParameters = Record<string, never>;

/** One of the project's fixed set of Cypher statements, with the mapping of its rows to records. */
export interface Statement<Parameters extends object, Result> {
  /** Name for metrics and tests, such as `country.byCode`. */
  readonly name: string;
  /** As it is sent, with its parameters as the map `$given`. */
  readonly text: Cypher;
  readonly row: (row: Columns) => Result;
  /** Only there to carry the type of the parameters. */
  readonly parameters?: Parameters;
}

/**
 * A statement as it is sent: without indentation, its parameters as one map. Neo4j plans a statement by the types of its parameters
 * as well: anew for null instead of a value, and for a list of another length, to powers of ten. With a map it plans it once
 * (measured with 5.26, where the plans of all statements are the same either way).
 */
const asSent = (text: Cypher): Cypher => unindented(text).replaceAll(/\$(\w+)/g, '$given.$1') as Cypher;

const registered = new Map<string, Statement<object, unknown>>();

/** Notes a statement among those that can be sent. @throws Error when another one has its name. */
function register<One extends Statement<object, unknown>>(one: One): One {
  if (registered.has(one.name)) throw new Error(`Two statements are named ${one.name}.`);
  registered.set(one.name, one);
  return one;
}

/** Every statement of the modules that are loaded, by name. */
export const allStatements = (): Statement<object, unknown>[] =>
  [...registered.values()].sort((a, b) => a.name.localeCompare(b.name));

/** Makes a statement: its name, its text and how a row becomes a record. */
export function statement<Parameters extends object, Result>(
  name: string,
  text: Cypher,
  row: (row: Columns) => Result,
): Statement<Parameters, Result> {
  return register({ name, text: asSent(text), row });
}

/**
 * A statement that answers for many parents at once, of which each has a position `i` among `$keys`. A row of it tells what
 * belongs to which positions. `$max` is the largest `limit` among the keys: a LIMIT takes no value of a key.
 */
export interface BatchStatement<Key extends object, Result> extends Statement<
  { keys: readonly Key[]; max: unknown },
  readonly [number, Result][]
> {
  readonly key?: Key;
}

/**
 * Makes a batch statement. Its text returns, as the first column, the position of the parent or a list of the positions of those
 * that share the row; `row` maps the columns that follow.
 */
export function batchStatement<Key extends object, Result>(
  name: string,
  text: Cypher,
  row: (row: Columns) => Result,
): BatchStatement<Key, Result> {
  return register<BatchStatement<Key, Result>>({
    name,
    text: asSent(text),
    row([position, ...columns]) {
      const result = row(columns);
      return ([position].flat() as number[]).map((i) => [i, result]);
    },
  });
}

/** Makes a batch statement of which `rows` tells what one row holds for which positions. */
export function groupStatement<Key extends object, Result>(
  name: string,
  text: Cypher,
  rows: (row: Columns) => [number, Result][],
): BatchStatement<Key, Result> {
  return register({ name, text: asSent(text), row: rows });
}
