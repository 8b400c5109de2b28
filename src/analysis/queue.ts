import { at } from './at.ts';

/**
 * A priority queue (binary heap): what goes before all others comes out first, and of equals what was added first.
 *
 * @example
 * const queue = new Queue<number>((a, b) => a > b);
 * [1, 3, 2].forEach((number) => queue.add(number));
 * queue.take(); // 3
 */
export class Queue<T> {
  private readonly heap: { item: T; turn: number }[] = [];
  private readonly before: (a: T, b: T) => boolean;
  private turns = 0;

  constructor(before: (a: T, b: T) => boolean) {
    this.before = before;
  }

  private goesFirst(a: number, b: number): boolean {
    const one = at(this.heap, a);
    const other = at(this.heap, b);
    if (this.before(one.item, other.item)) return true;
    return !this.before(other.item, one.item) && one.turn < other.turn;
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [at(this.heap, b), at(this.heap, a)];
  }

  /** Puts an item in. */
  add(item: T): void {
    let place = this.heap.push({ item, turn: this.turns++ }) - 1;
    for (let above = (place - 1) >> 1; place > 0 && this.goesFirst(place, above); above = (place - 1) >> 1) {
      this.swap(place, above);
      place = above;
    }
  }

  /** Takes the first one out; undefined when empty. */
  take(): T | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last || this.heap.length === 0) return first?.item;
    this.heap[0] = last;
    for (let place = 0; ;) {
      const children = [2 * place + 1, 2 * place + 2].filter((child) => child < this.heap.length);
      const best = children.reduce((lead, child) => (this.goesFirst(child, lead) ? child : lead), place);
      if (best === place) return first.item;
      this.swap(place, best);
      place = best;
    }
  }
}
