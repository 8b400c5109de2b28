import { tableId, type FlowRow } from './load.ts';

/** What tells a flow from all others. */
export type FlowKey = Pick<FlowRow, 'source' | 'hs' | 'year' | 'exporter' | 'importer'>;

/** More than there are countries and former states. */
const MAX_COUNTRIES = 512;

/**
 * A set of flows that stays small however many there are: one bit for each pair of countries of each table (source, HS code and
 * year), so 32 KiB a table. Exact: nothing is hashed.
 */
export class FlowKeys {
  readonly #positions = new Map<string, number>();
  readonly #tables = new Map<string, Uint8Array>();

  /** Adds a flow; false when it is in already. @throws RangeError when there are more than 512 countries. */
  add(flow: FlowKey): boolean {
    const id = tableId(flow);
    let bits = this.#tables.get(id);
    if (!bits) this.#tables.set(id, (bits = new Uint8Array(MAX_COUNTRIES ** 2 / 8)));
    const bit = this.#position(flow.exporter) * MAX_COUNTRIES + this.#position(flow.importer);
    const byte = bits[bit >> 3] ?? 0;
    const mask = 1 << (bit & 7);
    bits[bit >> 3] = byte | mask;
    return (byte & mask) === 0;
  }

  has(flow: FlowKey): boolean {
    const bits = this.#tables.get(tableId(flow));
    const exporter = this.#positions.get(flow.exporter);
    const importer = this.#positions.get(flow.importer);
    if (!bits || exporter === undefined || importer === undefined) return false;
    const bit = exporter * MAX_COUNTRIES + importer;
    return ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  #position(iso3: string): number {
    const known = this.#positions.get(iso3);
    if (known !== undefined) return known;
    const next = this.#positions.size;
    if (next === MAX_COUNTRIES) throw new RangeError(`There are more than ${MAX_COUNTRIES} countries.`);
    this.#positions.set(iso3, next);
    return next;
  }
}
