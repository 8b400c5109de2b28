import { LRUCache } from 'lru-cache';
import { meaningsOf } from '../../api/names/queries.ts';
import { coalitionByText } from '../../entities/coalition/queries.ts';
import { countryByText } from '../../entities/country/queries.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import { productByText } from '../../entities/product/queries.ts';
import type { Graph } from '../../graph/graph.ts';
import type { GraphStates } from './state.ts';

/** The statements that tell what a name means. */
const ofNames: ReadonlySet<string> = new Set(
  [meaningsOf, countryByText, coalitionByText, mineralByText, productByText].map(({ name }) => name),
);

/** So many names are kept, the least asked for given up first. */
const MAX_NAMES = 5_000;
/** No name that is kept is longer, in characters of its key as JSON. */
const LONGEST = 500;

/** A key of such a statement; other parts of it tell of what kinds the name may be. */
interface NameKey {
  i: number;
  knownAt: string;
}
type Row = readonly [i: number, meant: unknown];

/**
 * A graph that need not be asked again what a name means while nobody has written to it: as with answers that are kept, what this
 * process wrote is seen at once, and what others wrote no more than `checkedEvery` milliseconds later. With 0 nothing is kept.
 */
export function keepNames(graph: Graph, states: GraphStates, checkedEvery: number): Graph {
  if (checkedEvery === 0) return graph;
  // Read after the state was found that they are kept under, they are of that or a later one.
  const kept = new LRUCache<string, unknown[]>({ max: MAX_NAMES });

  /** What a name is kept by; null where it is not. Of one state and day all moments are alike that come after it was found. */
  const idOf = (statement: string, { i: _, knownAt, ...key }: NameKey): string | null => {
    const { last } = states;
    if (!last) return null;
    const moment = knownAt >= last.foundAt ? knownAt.slice(0, 10) : knownAt;
    const id = JSON.stringify([last.state, statement, moment, key]);
    return id.length > LONGEST ? null : id;
  };

  /** The meanings of all names, where they are kept and the graph is as it was when they were read. */
  async function known(ids: readonly (string | null)[]): Promise<unknown[][] | null> {
    const state = states.last?.state;
    const found = ids.flatMap((id) => (id === null ? [] : [kept.get(id)])).filter((meant) => meant !== undefined);
    if (found.length < ids.length) return null;
    return (await states.read(states.neededSince(checkedEvery))) === state ? found : null;
  }

  async function meanings(statement: string, keys: readonly NameKey[], ask: () => Promise<Row[][]>): Promise<Row[][]> {
    const found = await known(keys.map((key) => idOf(statement, key)));
    if (found) return found.map((meant, i) => meant.map((one) => [i, one]));
    // Where no state was found yet, the next one who asks is told of one.
    if (!states.last) void states.read(states.neededSince(checkedEvery));
    const ids = keys.map((key) => idOf(statement, key));
    const rows = await ask();
    for (const [index, id] of ids.entries())
      if (id !== null)
        kept.set(
          id,
          rows.flat().flatMap(([i, one]) => (i === index ? [one] : [])),
        );
    return rows;
  }

  const read: Graph['read'] = (statement, parameters, signal) => {
    const ask = () => graph.read(statement, parameters, signal);
    if (!ofNames.has(statement.name)) return ask();
    const { keys } = parameters as unknown as { keys: NameKey[] };
    return meanings(statement.name, keys, ask as unknown as () => Promise<Row[][]>) as ReturnType<typeof ask>;
  };
  return { ...graph, read };
}
