import { FlowKeys } from '../../entities/trade-flow/flow-keys.ts';
import { flowId } from '../../entities/trade-flow/load.ts';
import { isYear } from '../../lib/years.ts';
import type { Placed } from '../../loading/csv-table.ts';
import type { Parsed, TotalFound } from '../reading/importer.ts';
import type { MadeProduct } from '../reading/made-product.ts';
import { Once } from './check-once.ts';
import { isKnown, unknownKey, type Keys } from './known-keys.ts';
import { addTotal, countOccurrence, entry, moveRow, refuse, type ImportStats, type RowOutcome } from './tally.ts';

/** A trade flow as a publisher's row gives it. */
export type ParsedFlow = Extract<Parsed, { flow: unknown }>['flow'];

/** The trade flows of a file that can be loaded. */
export interface CheckedFlows {
  count: number;
  /** All flows of the file, each once; null where they are too many to be kept: then the file is read again. */
  kept: readonly ParsedFlow[] | null;
  /** Whether a flow of the file can be loaded. */
  accepts: (flow: ParsedFlow) => boolean;
}

/** So many flows of a file are kept, which takes some 20 MB. */
const MAX_KEPT = 100_000;

type Rows = AsyncIterable<Parsed> | Iterable<Parsed>;

/** The trade flows of a file, and the products that are made for their codes. */
export class FlowCheck {
  readonly #stats: ImportStats;
  readonly #keys = new FlowKeys();
  readonly #again = new Set<string>();
  readonly #products = new Map<string, MadeProduct>();
  #kept: ParsedFlow[] | null = [];
  #count = 0;

  constructor(stats: ImportStats) {
    this.#stats = stats;
  }

  take({ flow, made }: Extract<Parsed, { flow: unknown }>): RowOutcome {
    if (made) this.#products.set(made.slug, made);
    if (!this.#keys.add(flow)) {
      this.#again.add(flowId(flow));
      return 'identical';
    }
    this.#count += 1;
    if (this.#count > MAX_KEPT) this.#kept = null;
    this.#kept?.push(flow);
    const { product, hs, year, tonnes, valueUsd } = flow;
    addTotal(this.#stats, { of: product, what: `TRADE ${hs}`, form: null, year }, { tonnes, valueUsd });
    return 'kept';
  }

  products(): MadeProduct[] {
    return [...this.#products.values()];
  }

  /** Reads the file again when a flow stands in it twice. */
  async result(open: () => Promise<Rows>, known: Keys): Promise<CheckedFlows> {
    const contradicting =
      this.#again.size > 0 ? await contradictingFlows(await open(), this.#again, this.#stats) : new Set<string>();
    return {
      count: this.#count - contradicting.size,
      kept: this.#kept,
      accepts: (flow) =>
        errorsOfFlow(flow, known, this.#products.has(flow.product)).length === 0 &&
        (contradicting.size === 0 || !contradicting.has(flowId(flow))),
    };
  }
}

/** What a file says of countries' trade as a whole. */
export const totalCheck = (stats: ImportStats): Once<TotalFound> =>
  new Once(stats, {
    id: ({ source, hs, year, country, unnamed, returned = false }) =>
      JSON.stringify([source, hs, year, country, unnamed, returned]),
    same: (a, b) => a.valueUsd === b.valueUsd && a.tonnes === b.tonnes,
    clashOfFirst: (_, line) => `line ${line} gives another total for the same`,
    clash: (_, line) => `line ${line} gives another total for the same`,
  });

/** What cannot be about a flow. Asked of every flow of a file, twice: nothing is made for those that have no fault. */
export function errorsOfFlow(flow: ParsedFlow, known: Keys, isMade: boolean): readonly string[] {
  const { hs, year, exporter, importer, product, source, valueUsd, tonnes } = flow;
  const errors: string[] = [];
  if (!/^(\d{4}|\d{6})$/.test(hs)) errors.push(`HS code "${hs}" has not four or six digits`);
  if (!isYear(year)) errors.push(`year ${year} cannot be`);
  if (!(valueUsd > 0)) errors.push(`value ${valueUsd} is not above 0`);
  if (tonnes !== null && !(tonnes >= 0)) errors.push(`quantity ${tonnes} is below 0`);
  if (!isKnown(known, 'Country', exporter)) errors.push(unknownKey('Country', exporter));
  if (!isKnown(known, 'Country', importer)) errors.push(unknownKey('Country', importer));
  if (!isMade && !isKnown(known, 'Product', product)) errors.push(unknownKey('Product', product));
  if (!isKnown(known, 'Source', source)) errors.push(unknownKey('Source', source));
  return errors;
}

/** Finds the flows that the file gives twice with different figures, and tells all their lines; the others are counted as identical. */
async function contradictingFlows(rows: Rows, again: ReadonlySet<string>, tally: ImportStats): Promise<Set<string>> {
  const met = new Map<string, Placed<ParsedFlow>[]>();
  for await (const parsed of rows) {
    if (!('flow' in parsed)) continue;
    const id = flowId(parsed.flow);
    if (again.has(id)) entry(met, id, () => []).push({ line: parsed.line, row: parsed.flow });
  }
  const contradicting = new Set<string>();
  for (const [id, placed] of met) {
    const figures = new Set(placed.map(({ row }) => JSON.stringify([row.valueUsd, row.tonnes])));
    if (figures.size === 1) placed.slice(1).forEach(({ line }) => countOccurrence(tally.identical, line));
    else {
      contradicting.add(id);
      placed.forEach((_, index) => moveRow(tally, index === 0 ? 'kept' : 'identical', 'refused'));
      const lines = placed.map(({ line }) => line).join(' and ');
      for (const { line, row } of placed)
        refuse(
          tally,
          line,
          `lines ${lines} contradict each other: ${row.exporter} to ${row.importer}, ${row.hs}, ${row.year}`,
        );
    }
  }
  return contradicting;
}
