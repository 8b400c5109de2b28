import { randomUUID } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import type { Graph } from '../graph/graph.ts';
import type { BatchStatement, Statement } from '../graph/statement.ts';
import { viewPrefix, type Clocks } from './global-id.ts';
import type { Compute, Task } from './compute.ts';
import { createLoaders } from './loaders.ts';

/** The two clocks of a question: what was true in the world on a day, as recorded by a moment. */
export interface View {
  /** Day, `YYYY-MM-DD`. */
  asOf: string;
  /** Moment, ISO 8601 in UTC. */
  knownAt: string;
}

type Path = GraphQLResolveInfo['path'];

/** What a request carries: the graph, its loaders, and the view that each root field was asked in. */
export interface RequestContext {
  /** Runs a statement of its own. */
  read<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]>;
  /** Rows for one parent; all parents of one level are answered by one run of the statement. */
  batch<K extends object, R>(statement: BatchStatement<K, R>, key: K): Promise<R[]>;
  /** Takes note of the rows for one parent that another statement brought along: asked for them, `batch` need not run its own. */
  prime<K extends object, R>(statement: BatchStatement<K, R>, key: K, rows: R[]): void;
  /** Computes a task of the worker threads: of one request one after the other, so that none keeps the others' from theirs. */
  compute<Input, Result>(task: Task<Input, Result>, input: Input): Promise<Result>;
  /** What `make` gives, computed once in a request for each key. */
  once<T>(key: string, make: () => T): T;
  /** The moment at which the request arrived, ISO 8601 in UTC. */
  now: string;
  /** The view that some clocks make: those that were not given stand at the moment of the request. */
  viewOf(clocks: Clocks): View;
  /** The view of what is at `info`: that of its root field, or of its item in a root field whose items have views of their own. */
  view(info: GraphQLResolveInfo): View;
  /** What the ids of that view begin with. */
  idPrefix(info: GraphQLResolveInfo): string;
  /** Remembers the view of a root field, or of one item of it: done where the schema is assembled and where ids are read. */
  setView(path: Path, clocks: Clocks): void;
}

/**
 * Makes the context of one request. `now` is the moment it arrived; `signal` aborts when the client has gone; `compute` is that of
 * the server's threads: without it tasks are computed in the calling thread.
 */
export function createContext(graph: Graph, now: Date, signal?: AbortSignal, compute?: Compute): RequestContext {
  const loaderOf = createLoaders(graph, signal);
  const views = new EnteredViews(now.toISOString());
  const remembered = new Map<string, unknown>();
  const request = randomUUID();
  let computed: Promise<unknown> = Promise.resolve();
  const context: RequestContext = {
    read: (statement, parameters) => graph.read(statement, parameters, signal),
    batch: (statement, key) => loaderOf(statement).load(key),
    prime: (statement, key, rows) => void loaderOf(statement).prime(key, rows),
    compute(task, input) {
      const next = async () => (compute ? compute(task, input, { request, signal }) : task(input, context));
      const result = computed.then(next, next);
      computed = result;
      return result;
    },
    once<T>(key: string, make: () => T): T {
      if (!remembered.has(key)) remembered.set(key, make());
      return remembered.get(key) as T;
    },
    now: views.now,
    viewOf: (clocks) => views.viewOf(clocks),
    view: (info) => views.at(info.path).view,
    idPrefix: (info) => views.at(info.path).prefix,
    setView: (path, clocks) => views.enter(path, clocks),
  };
  return context;
}

/** A view that was entered. */
interface Entered {
  view: View;
  prefix: string;
  /** Views of single items, by their place. */
  items: Map<string | number, Entered>;
}

/** The views that the root fields of a request were asked in. */
class EnteredViews {
  /** The moment of the request, ISO 8601 in UTC. */
  readonly now: string;
  readonly #entered = new Map<string | number, Entered>();

  constructor(now: string) {
    this.now = now;
  }

  viewOf({ asOf, knownAt }: Clocks): View {
    return { asOf: asOf ?? this.now.slice(0, 10), knownAt: knownAt ?? this.now };
  }

  enter(path: Path, clocks: Clocks): void {
    const known = path.prev ? this.#entered.get(path.prev.key)?.items : this.#entered;
    known?.set(path.key, { view: this.viewOf(clocks), prefix: viewPrefix(clocks), items: new Map() });
  }

  /** The view of a path: that of its item where it has one of its own, else that of its root field. */
  at(path: Path): Entered {
    let [root, item] = [path, path];
    for (; root.prev; root = root.prev) item = root;
    const whole = this.#entered.get(root.key);
    if (!whole) throw new Error(`The root field ${root.key} was not entered.`);
    return whole.items.get(item.key) ?? whole;
  }
}
