import { lookThrough, type LookThrough } from '../../analysis/look-through.ts';
import { buildSupplyChain, type BuildOptions } from './build.ts';
import type { BuiltChain, ChainReading } from './record.ts';

/** Chains that may be built of one reading for one request: each takes some milliseconds. */
const MAX_CHAINS = 200;

/** More chains are asked for than one request may have built. */
export class TooManyChains extends Error {}

/** The chains that can be built from one reading: each is built once, and solved once for all users of its root. */
export class Chains {
  readonly reading: ChainReading;
  readonly #built = new Map<string, BuiltChain>();
  readonly #solved = new Map<string, Map<string, LookThrough>>();

  constructor(reading: ChainReading) {
    this.reading = reading;
  }

  /** @throws TooManyChains */
  built(options: BuildOptions): BuiltChain {
    const key = keyOf(options);
    const known = this.#built.get(key);
    if (known) return known;
    if (this.#built.size >= MAX_CHAINS)
      throw new TooManyChains(
        `The operation needs more than ${MAX_CHAINS} supply chains of '${this.reading.root}'. Ask for fewer ranges or sensitivities at once.`,
      );
    const built = buildSupplyChain(this.reading, options);
    this.#built.set(key, built);
    return built;
  }

  /**
   * What a user of the root depends on a country for, looking through all its suppliers. A user that the chain does not know
   * has no known supplier: all of it is unknown.
   */
  lookThrough(options: BuildOptions, user: string, on: string): LookThrough {
    const { root } = this.reading;
    const { chain, user: nameOf } = this.built(options);
    const key = `${keyOf(options)} ${on}`;
    let solved = this.#solved.get(key);
    if (!solved) {
      const users = chain.nodes.filter(({ product, maker }) => product === root && !maker);
      solved = new Map(lookThrough(chain, users, on).map((one) => [one.country, one]));
      this.#solved.set(key, solved);
    }
    const nothingKnown = { country: user, product: root, direct: 0, lookThrough: 0, elsewhere: 0, unknown: 1 };
    return solved.get(nameOf(user)) ?? nothingKnown;
  }
}

const keyOf = ({ basis, without, users, group, choice }: BuildOptions) =>
  JSON.stringify([basis, [...(without ?? [])].sort(), users, group, [...(choice ?? [])]]);
