import { momentAhead } from '../../across/summary/queries.ts';
import type { Graph } from '../../graph/graph.ts';

/** The graph as far as it tells one state from another. */
export type StatesOf = Pick<Graph, 'read' | 'bookmark' | 'lastWrite'>;

interface Found {
  /** When reading it began. */
  from: number;
  bookmark: string;
  /** When this state was first found, ISO 8601 in UTC. */
  foundAt: string;
  /** The first moment at which the same graph is answered from otherwise: it holds something recorded as of then. */
  ahead: string | null;
  state: number;
}

/**
 * Numbers the states of the graph: two readings of one number are of the same graph, and what was read between them is of it too.
 * A number never comes again, also not after Neo4j could not be reached: it may be another graph then.
 */
export class GraphStates {
  readonly #graph: StatesOf;
  readonly #clock: () => number;
  #count = 0;
  #last: Found | undefined;
  #reading: { from: number; state: Promise<number | null> } | undefined;

  /** @param clock that of `graph.lastWrite` */
  constructor(graph: StatesOf, clock: () => number) {
    this.#graph = graph;
    this.#clock = clock;
  }

  /** The state that was read last, however long ago. */
  get last(): Pick<Found, 'state' | 'foundAt'> | undefined {
    return this.#last;
  }

  /**
   * Since when a state must have been read by who asks now: what this process wrote before must be seen, and what others wrote more
   * than `checkedEvery` milliseconds ago.
   */
  neededSince(checkedEvery: number): number {
    return Math.max(this.#clock() - checkedEvery, this.#graph.lastWrite());
  }

  /** The state as read at `since` or later, where that was done already. */
  #known(since: number): number | undefined {
    const last = this.#last;
    if (!last || last.from < since) return undefined;
    return last.ahead !== null && last.ahead <= new Date().toISOString() ? undefined : last.state;
  }

  /** The state as read at `since` or later; null where it cannot be told. */
  async read(since: number): Promise<number | null> {
    const known = this.#known(since);
    if (known !== undefined) return known;
    if (this.#reading && this.#reading.from >= since) return this.#reading.state;
    const from = this.#clock();
    const reading = { from, state: this.#find(from) };
    this.#reading = reading;
    const state = await reading.state;
    if (this.#reading === reading) this.#reading = undefined;
    return state;
  }

  async #find(from: number): Promise<number | null> {
    try {
      const bookmark = await this.#graph.bookmark();
      const last = this.#last;
      const now = new Date().toISOString();
      const isSame = last?.bookmark === bookmark && (last.ahead === null || last.ahead > now);
      if (last && isSame) {
        last.from = Math.max(last.from, from);
        return last.state;
      }
      if (bookmark === null) return null;
      const state = ++this.#count;
      const [ahead = null] = await this.#graph.read(momentAhead, { now });
      // One that began later may have ended before.
      if (!this.#last || this.#last.from <= from) this.#last = { from, bookmark, foundAt: now, ahead, state };
      return state;
    } catch {
      this.#last = undefined;
      return null;
    }
  }
}
