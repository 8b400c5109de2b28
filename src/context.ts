import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { int, type Graph } from './graph/graph.ts';
import type { BatchStatement, Statement } from './graph/statement.ts';
import { computeHere, type Compute, type TaskInput, type TaskName, type TaskResult } from './workers/pool.ts';

/** The two clocks of a question: what was true in the world on a day, as recorded by a moment. */
export interface View {
  /** Day, `YYYY-MM-DD`. */
  asOf: string;
  /** Moment, ISO 8601 in UTC. */
  knownAt: string;
}

/** What a request carries: the graph, its loaders, and the view that each root field was asked in. */
export interface RequestContext {
  /** Runs a statement of its own. */
  read<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]>;
  /** Rows for one parent; all parents of one level are answered by one run of the statement. */
  batch<K extends object, R>(statement: BatchStatement<K, R>, key: K): Promise<R[]>;
  /** Takes note of the rows for one parent that another statement brought along: asked for them, `batch` need not run its own. */
  know<K extends object, R>(statement: BatchStatement<K, R>, key: K, rows: R[]): void;
  /** Computes a task of the worker threads: of one request one after the other, so that none keeps the others' from theirs. */
  compute<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<TaskResult<Name>>;
  /** What `make` gives, computed once in a request for each key. */
  remember<T>(key: string, make: () => T): T;
  /** The view that the root field above `info` was asked in. */
  view(info: GraphQLResolveInfo): View;
  /** Remembers the view of a root field: done once for all of them where the schema is assembled. */
  enter(info: GraphQLResolveInfo, args: { asOf?: string | null; knownAt?: string | null }): void;
}

/**
 * Makes the context of one request. `now` is the moment it arrived; `signal` aborts when nobody waits for the answer any more;
 * `compute` is that of the server's threads.
 */
export function createContext(
  graph: Graph,
  now: Date,
  signal?: AbortSignal,
  compute: Compute = computeHere,
): RequestContext {
  const moment = now.toISOString();
  const views = new Map<string | number, View>();
  const loaders = new Map<string, DataLoader<object, unknown[], string>>();
  const remembered = new Map<string, unknown>();
  let computed: Promise<unknown> = Promise.resolve();

  function loaderOf<K extends object, R>(statement: BatchStatement<K, R>): DataLoader<K, R[], string> {
    const existing = loaders.get(statement.name);
    if (existing) return existing as unknown as DataLoader<K, R[], string>;
    const loader = new DataLoader<K, R[], string>(
      async (keys) => {
        const most = keys.reduce(
          (largest, key) => Math.max(largest, Number((key as { limit?: unknown }).limit ?? 0)),
          0,
        );
        // Spread last, here and wherever there are many: V8 takes microseconds for every property that follows a first spread.
        const rows = await graph.read(statement, { keys: keys.map((key, i) => ({ i, ...key })), most: int(most) });
        const answers: R[][] = keys.map(() => []);
        for (const [i, row] of rows.flat()) answers[i]?.push(row);
        return answers;
      },
      { cacheKeyFn: (key) => JSON.stringify(key) },
    );
    loaders.set(statement.name, loader);
    return loader;
  }

  return {
    read: (statement, parameters) => graph.read(statement, parameters),
    batch: (statement, key) => loaderOf(statement).load(key),
    know: (statement, key, rows) => void loaderOf(statement).prime(key, rows),
    compute(name, input) {
      const next = () => compute(name, input, signal);
      const result = computed.then(next, next);
      computed = result;
      return result;
    },
    remember<T>(key: string, make: () => T): T {
      if (!remembered.has(key)) remembered.set(key, make());
      return remembered.get(key) as T;
    },
    enter: (info, { asOf, knownAt }) =>
      void views.set(info.path.key, { asOf: asOf ?? moment.slice(0, 10), knownAt: knownAt ?? moment }),
    view(info) {
      let path = info.path;
      while (path.prev) path = path.prev;
      const view = views.get(path.key);
      if (!view) throw new Error(`The root field ${path.key} was not entered.`);
      return view;
    },
  };
}
