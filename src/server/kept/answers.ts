import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { GraphStates, type StatesOf } from './state.ts';

/** What an operation was answered. */
export interface Answer {
  status: number;
  /** Headers that the answer asks for. */
  headers: ReadonlyMap<string, string>;
  /** JSON as it is sent. */
  body: string;
  /** Whether all that was asked was answered: nothing else is kept. */
  isWhole: boolean;
}

/** An answer that is kept. */
export interface Kept {
  readonly key: string;
  /** JSON as it is sent. */
  readonly body: Buffer;
  /** Weak: the same answer compressed in another way is other bytes. */
  readonly etag: string;
  /** The body as it was compressed before, by the encoding. */
  readonly compressed: Readonly<Record<string, Buffer>>;
  /** The state of the graph that it was computed from. */
  readonly state: number;
  /** When computing it ended. */
  readonly computedAt: number;
}

/** How an answer came about, in the words of RFC 9211, Cache-Status: kept, computed with others who asked meanwhile, or computed. */
export type CacheStatus = 'hit' | 'fwd=miss' | 'fwd=stale' | 'fwd=miss; collapsed' | 'fwd=bypass';

/** An answer for one who asked: kept, or just computed. */
export type Given = { status: 'hit'; kept: Kept } | { status: Exclude<CacheStatus, 'hit'>; answer: Answer };

/** A computation under way, and how many wait for it. */
interface Flight {
  startedAt: number;
  waiting: number;
  end: AbortController;
  answer: Promise<{ answer: Answer; state: number | null; computedAt: number }>;
}

/** Who asks. */
export interface Asker {
  /** Aborts when the one who asks has gone; looked at only where something is computed. */
  readonly signal: AbortSignal;
  /** What the answer to a failure depends on besides the key. */
  readonly accept?: string | undefined;
}

/** How many bytes answers may take together, and for how many milliseconds the graph is taken to be as it was where this process did not write to it. */
interface KeptOptions {
  bytes: number;
  checkedEvery: number;
}

/** No answer takes more than this part of what all may take. */
const LARGEST = 1 / 8;
/** What an answer takes besides its text and key, in bytes. */
const OVERHEAD = 512;

const etagOf = (body: Buffer) => `W/"${createHash('sha1').update(body).digest('base64')}"`;

/**
 * Answers that are kept for as long as the graph is as it was, the least asked for given up first. Who asks for what is being computed
 * for another waits for that; it is given up when all have gone.
 */
export class KeptAnswers {
  readonly #clock: () => number;
  readonly states: GraphStates;
  readonly #kept: LRUCache<string, Kept>;
  readonly #underWay = new Map<string, Flight>();
  readonly #checkedEvery: number;
  readonly #observe: (status: CacheStatus) => void;

  /**
   * @param observe called for each answer
   * @param clock that of `graph.lastWrite`
   */
  constructor(
    graph: StatesOf,
    { bytes, checkedEvery }: KeptOptions,
    observe: (status: CacheStatus) => void = () => undefined,
    clock: () => number = () => performance.now(),
  ) {
    this.#clock = clock;
    this.states = new GraphStates(graph, clock);
    this.#kept = new LRUCache({
      maxSize: bytes,
      maxEntrySize: Math.ceil(bytes * LARGEST),
      sizeCalculation: ({ key, body, compressed }) =>
        Object.values(compressed).reduce(
          (sum, { length }) => sum + length,
          body.length + Buffer.byteLength(key) + OVERHEAD,
        ),
    });
    this.#checkedEvery = checkedEvery;
    this.#observe = observe;
  }

  /** How many bytes are kept now. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** Keeps a compressed body beside the answer it belongs to. */
  keepCompressed(kept: Kept, encoding: string, body: Buffer): void {
    if (this.#kept.peek(kept.key) !== kept) return;
    this.#kept.set(kept.key, { ...kept, compressed: { ...kept.compressed, [encoding]: body } });
  }

  /**
   * The answer of a key: kept, computed already for another, or by `compute`, whose signal aborts when nobody waits for it any more.
   * @param key all that the answer depends on besides the graph
   */
  async give(key: string, client: Asker, compute: (signal: AbortSignal) => Promise<Answer>): Promise<Given> {
    const given = await this.#give(key, client, compute);
    this.#observe(given.status);
    return given;
  }

  async #give(key: string, client: Asker, compute: (signal: AbortSignal) => Promise<Answer>): Promise<Given> {
    const since = this.states.neededSince(this.#checkedEvery);
    const flightKey = `${client.accept ?? ''}\n${key}`;
    let status: 'fwd=miss' | 'fwd=stale' = 'fwd=miss';
    for (;;) {
      const kept = this.#kept.get(key);
      if (kept) {
        const sinceComputed = Math.max(since, kept.computedAt);
        const state = await this.states.read(sinceComputed);
        if (state === kept.state) return { status: 'hit', kept };
        status = 'fwd=stale';
      }
      const flight = this.#underWay.get(flightKey);
      if (!flight) break;
      const { answer, state, computedAt } = await joined(flight, client.signal);
      if (flight.end.signal.aborted) {
        // All others had gone; so has this one, unless it came just then.
        if (client.signal.aborted) return { status: 'fwd=miss; collapsed', answer };
        continue;
      }
      const isRecent = flight.startedAt >= since;
      if (isRecent || (state !== null && (await this.states.read(Math.max(since, computedAt))) === state))
        return { status: 'fwd=miss; collapsed', answer };
    }
    const flight = this.#start(key, flightKey, since, compute);
    const { answer } = await joined(flight, client.signal);
    return { status, answer };
  }

  #start(key: string, flightKey: string, since: number, compute: (signal: AbortSignal) => Promise<Answer>): Flight {
    const end = new AbortController();
    const work = async () => {
      try {
        const state = await this.states.read(since);
        const answer = await compute(end.signal);
        const computedAt = this.#clock();
        if (answer.isWhole && state !== null && !end.signal.aborted) this.#keep(key, answer, state, computedAt);
        return { answer, state, computedAt };
      } finally {
        if (this.#underWay.get(flightKey) === flight) this.#underWay.delete(flightKey);
      }
    };
    const flight: Flight = { startedAt: this.#clock(), waiting: 0, end, answer: Promise.resolve().then(work) };
    end.signal.addEventListener('abort', () => {
      if (this.#underWay.get(flightKey) === flight) this.#underWay.delete(flightKey);
    });
    this.#underWay.set(flightKey, flight);
    return flight;
  }

  #keep(key: string, answer: Answer, state: number, computedAt: number): void {
    const body = Buffer.from(answer.body);
    if (body.length > this.#kept.maxEntrySize) return;
    this.#kept.set(key, { key, body, etag: etagOf(body), compressed: {}, state, computedAt });
  }
}

/** Waits for a computation, which ends when all who wait have gone. */
async function joined(flight: Flight, client: AbortSignal): ReturnType<() => Flight['answer']> {
  const leave = () => {
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.end.abort(client.reason);
  };
  flight.waiting += 1;
  if (client.aborted) leave();
  else client.addEventListener('abort', leave, { once: true });
  try {
    return await flight.answer;
  } finally {
    client.removeEventListener('abort', leave);
  }
}
