import { z } from 'zod';
import { observationTable, subjectOfAnySource, type ObservationRow } from '../../entities/observation/load.ts';
import { tonnesOf } from '../../entities/observation/unit.ts';
import { FlowKeys } from '../../entities/trade-flow/flow-keys.ts';
import { flowId } from '../../entities/trade-flow/load.ts';
import { cell, errorsOf, type Placed } from '../../loading/csv-table.ts';
import { ImportError, type FacilityFound, type Parsed, type TotalFound } from '../reading/importer.ts';
import type { MadeProduct } from '../reading/made-product.ts';
import {
  addTotal,
  entry,
  outcomes,
  countOccurrence,
  newImportStats,
  noOccurrences,
  refuse,
  rowsRead,
  type RowOutcome,
  type Occurrences,
  type ImportStats,
} from './tally.ts';
import type { NodeKind } from '../../graph/kinds.ts';
import { isYear } from '../../lib/years.ts';

/** A trade flow as a publisher's row gives it. */
export type ParsedFlow = Extract<Parsed, { flow: unknown }>['flow'];

/** What a file holds, checked to its end. */
export interface Checked {
  tally: ImportStats;
  figures: readonly ObservationRow[];
  facilities: readonly FacilityFound[];
  /** Trade flows are too many to be kept: they are read again when they are loaded, and these are taken. */
  flows: { count: number; accepts: (flow: ParsedFlow) => boolean };
  /** What it says of countries' trade as a whole. */
  totals: readonly TotalFound[];
  /** Products of codes that were asked for and that no known product has. */
  products: readonly MadeProduct[];
}

type Keys = ReadonlyMap<NodeKind, ReadonlySet<string>>;
type Rows = AsyncIterable<Parsed> | Iterable<Parsed>;

/**
 * Reads to the end what a file's rows were parsed to, and checks all of it as the curated tables are checked. Nothing is written.
 *
 * @param open gives the rows from the start; asked again only when a flow stands in the file twice
 * @param known keys that rows may name, those of the file's own sources among them
 * @throws ImportError for a file without rows, and whatever reading the file throws
 */
export async function check(open: () => Promise<Rows>, known: Keys): Promise<Checked> {
  const tally = newImportStats();
  const figures = new Map<string, ObservationRow>();
  const values = new Map<string, string>();
  const facilities = new Map<string, Placed<FacilityFound>>();
  const clashing = new Set<string>();
  const flows = new FlowKeys();
  const again = new Set<string>();
  const products = new Map<string, MadeProduct>();
  const totals = new Map<string, Placed<TotalFound>>();
  const disputed = new Set<string>();
  let count = 0;

  const takeFigure = (line: number, row: ObservationRow): RowOutcome => {
    const subject = row.source + subjectOfAnySource(row);
    const id = `${subject} ${row.value}`;
    if (figures.has(id)) {
      countOccurrence(tally.identical, line);
      return 'identical';
    }
    if (values.has(subject)) countOccurrence(tally.contradicting, line);
    values.set(subject, row.value);
    figures.set(id, row);
    addFigure(tally, row);
    return 'kept';
  };
  const refuseRow = (line: number, reason: string): RowOutcome => {
    refuse(tally, line, reason);
    return 'refused';
  };
  const takeFacility = (line: number, row: FacilityFound): RowOutcome => {
    const first = facilities.get(row.slug);
    if (first === undefined) {
      facilities.set(row.slug, { line, row });
      return 'kept';
    }
    if (sameFacility(first.row, row)) {
      countOccurrence(tally.identical, line);
      return 'identical';
    }
    if (!clashing.has(row.slug)) {
      clashing.add(row.slug);
      moveRow(tally, 'kept', 'refused');
      refuse(tally, first.line, `"${row.slug}" stands on line ${line} again, with other words`);
    }
    refuse(tally, line, `"${row.slug}" stands on line ${first.line} with other words`);
    return 'refused';
  };
  const takeFlow = (flow: ParsedFlow): RowOutcome => {
    if (!flows.add(flow)) {
      again.add(flowId(flow));
      return 'identical';
    }
    count += 1;
    addFlow(tally, flow);
    return 'kept';
  };
  const takeTotal = (line: number, row: TotalFound): RowOutcome => {
    const id = JSON.stringify([row.source, row.hs, row.year, row.country, row.unnamed]);
    const first = totals.get(id);
    if (first === undefined) {
      totals.set(id, { line, row });
      return 'kept';
    }
    if (first.row.valueUsd === row.valueUsd && first.row.tonnes === row.tonnes) {
      countOccurrence(tally.identical, line);
      return 'identical';
    }
    if (!disputed.has(id)) {
      disputed.add(id);
      moveRow(tally, 'kept', 'refused');
      refuse(tally, first.line, `line ${line} gives another total for the same`);
    }
    return refuseRow(line, `line ${first.line} gives another total for the same`);
  };
  const take = (parsed: Parsed): RowOutcome => {
    const { line } = parsed;
    if ('skipped' in parsed) {
      countOccurrence(entry(tally.skipped, parsed.skipped, noOccurrences), line);
      return 'skipped';
    }
    if ('unknown' in parsed) {
      countOccurrence(entry(entry(tally.unknown, parsed.unknown, newMap), parsed.text, noOccurrences), line);
      return 'unknown';
    }
    if ('refused' in parsed) return refuseRow(line, parsed.refused);
    const [fault] = faults(parsed, known);
    if (fault !== undefined) return refuseRow(line, fault);
    if ('observation' in parsed) return takeFigure(line, parsed.observation);
    if ('facility' in parsed) return takeFacility(line, parsed.facility);
    if ('total' in parsed) return takeTotal(line, parsed.total);
    if (parsed.made) products.set(parsed.made.slug, parsed.made);
    return takeFlow(parsed.flow);
  };

  let line = 0;
  let fate: RowOutcome = 'skipped';
  for await (const parsed of await open()) {
    const next = take(parsed);
    if (parsed.line !== line) tally.rows[next] += 1;
    else if (outcomes.indexOf(next) < outcomes.indexOf(fate)) moveRow(tally, fate, next);
    else continue;
    line = parsed.line;
    fate = next;
  }
  if (rowsRead(tally) === 0) throw new ImportError('It has a header and no rows.');

  const contradicting = again.size > 0 ? await contradictingFlows(await open(), again, tally) : new Set<string>();
  return {
    tally,
    figures: [...figures.values()],
    facilities: [...facilities.values()].flatMap(({ row }) => {
      if (clashing.has(row.slug)) return [];
      for (const mineral of row.minerals)
        addTotal(tally, { of: mineral, what: 'FACILITY', form: null, year: null }, {});
      return [row];
    }),
    flows: {
      count: count - contradicting.size,
      accepts: (flow) =>
        faultsOfFlow(flow, known, products.has(flow.product)).length === 0 &&
        (contradicting.size === 0 || !contradicting.has(flowId(flow))),
    },
    totals: [...totals].flatMap(([id, { row }]) => (disputed.has(id) ? [] : [row])),
    products: [...products.values()],
  };
}

const newMap = () => new Map<string, Occurrences>();

function moveRow(tally: ImportStats, from: RowOutcome, to: RowOutcome): void {
  tally.rows[from] -= 1;
  tally.rows[to] += 1;
}

/** What cannot be about a row: the first reason is told. */
function faults(parsed: Exclude<Parsed, { skipped: string } | { unknown: string } | { refused: string }>, known: Keys) {
  if ('observation' in parsed) return faultsOfFigure(parsed.observation, known);
  if ('facility' in parsed) return faultsOfFacility(parsed.facility, known);
  return 'total' in parsed ? [] : faultsOfFlow(parsed.flow, known, parsed.made !== undefined);
}

/** A row as the cells of a curated table, so that its columns can be checked as theirs are. */
const cellsOf = (row: ObservationRow): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? '' : String(value)]));

function faultsOfFigure(row: ObservationRow, known: Keys): string[] {
  const read = observationTable.columns.safeParse(cellsOf(row));
  return read.success ? errorsOf(observationTable, row, known) : read.error.issues.map(issueText);
}

const issueText = ({ path, message }: z.core.$ZodIssue) => `${path.join('.') || 'row'}: ${message}`;

const facilityColumns = z.object({
  slug: cell.slug,
  name: cell.text,
  country: cell.iso3,
  latitude: z.number().min(-90, 'is below -90').max(90, 'is above 90').nullable(),
  longitude: z.number().min(-180, 'is below -180').max(180, 'is above 180').nullable(),
});

function faultsOfFacility(row: FacilityFound, known: Keys): string[] {
  const read = facilityColumns.safeParse(row);
  if (!read.success) return read.error.issues.map(issueText);
  const { country, source, minerals, operators, latitude, longitude } = row;
  return [
    ...unknownKeys(known, 'Country', [country]),
    ...unknownKeys(known, 'Source', [source]),
    ...unknownKeys(known, 'Mineral', minerals),
    ...unknownKeys(known, 'Supplier', operators),
    ...((latitude === null) !== (longitude === null) ? ['a position needs both latitude and longitude'] : []),
  ];
}

const isKnown = (known: Keys, kind: NodeKind, key: string) => known.get(kind)?.has(key) ?? false;
const unknownKey = (kind: NodeKind, key: string) => `${kind} "${key}" is not known`;

const unknownKeys = (known: Keys, kind: NodeKind, keys: readonly string[]): string[] =>
  keys.flatMap((key) => (isKnown(known, kind, key) ? [] : [unknownKey(kind, key)]));

const sameFacility = ({ locator: _, ...a }: FacilityFound, { locator: __, ...b }: FacilityFound) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Asked of every flow of a file, twice: nothing is made for those that have no fault. */
function faultsOfFlow(flow: ParsedFlow, known: Keys, isMade: boolean): readonly string[] {
  const { hs, year, exporter, importer, product, source, valueUsd, tonnes } = flow;
  const faults: string[] = [];
  if (!/^(\d{4}|\d{6})$/.test(hs)) faults.push(`HS code "${hs}" has not four or six digits`);
  if (!isYear(year)) faults.push(`year ${year} cannot be`);
  if (!(valueUsd > 0)) faults.push(`value ${valueUsd} is not above 0`);
  if (tonnes !== null && !(tonnes >= 0)) faults.push(`quantity ${tonnes} is below 0`);
  if (!isKnown(known, 'Country', exporter)) faults.push(unknownKey('Country', exporter));
  if (!isKnown(known, 'Country', importer)) faults.push(unknownKey('Country', importer));
  if (!isMade && !isKnown(known, 'Product', product)) faults.push(unknownKey('Product', product));
  if (!isKnown(known, 'Source', source)) faults.push(unknownKey('Source', source));
  return faults;
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

function addFigure(
  tally: ImportStats,
  { mineral, kind, stage, form, year, country, number, unit }: ObservationRow,
): void {
  const what = stage === null ? kind : `${kind} ${stage}`;
  addTotal(
    tally,
    { of: mineral, what, form, year },
    { tonnes: country && number !== null ? tonnesOf(number, unit) : null },
  );
}

function addFlow(tally: ImportStats, { product, hs, year, tonnes, valueUsd }: ParsedFlow): void {
  addTotal(tally, { of: product, what: `TRADE ${hs}`, form: null, year }, { tonnes, valueUsd });
}
