/** Choices that follow from a seed alone, so that a run can be repeated. */
export interface Random {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  /** True as often as `probability` says. */
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  pick<T>(from: readonly T[]): T | undefined;
}

/** Mulberry32: small, and even enough for choosing. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, chance: (probability) => next() < probability, pick: (from) => from[below(from.length)] as never };
}
