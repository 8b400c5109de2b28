import type { ObservationRow } from '../../entities/observation/load.ts';
import { ImportError, type FacilityFound, type Parsed, type TotalFound } from '../reading/importer.ts';
import type { MadeProduct } from '../reading/made-product.ts';
import { errorsOfFacility, facilityCheck } from './check-facilities.ts';
import { errorsOfFigure, FigureCheck } from './check-figures.ts';
import { errorsOfFlow, FlowCheck, totalCheck, type CheckedFlows } from './check-flows.ts';
import type { Keys } from './known-keys.ts';
import {
  addTotal,
  countOccurrence,
  entry,
  moveRow,
  newImportStats,
  noOccurrences,
  outcomes,
  refuse,
  rowsRead,
  type ImportStats,
  type Occurrences,
  type RowOutcome,
} from './tally.ts';

/** What a file holds, checked to its end. */
export interface Checked {
  tally: ImportStats;
  figures: readonly ObservationRow[];
  facilities: readonly FacilityFound[];
  flows: CheckedFlows;
  /** What it says of countries' trade as a whole. */
  totals: readonly TotalFound[];
  /** Products of codes that were asked for and that no known product has. */
  products: readonly MadeProduct[];
}

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
  const figures = new FigureCheck(tally);
  const facilities = facilityCheck(tally);
  const flows = new FlowCheck(tally);
  const totals = totalCheck(tally);

  const take = (parsed: Parsed): RowOutcome => {
    const { line } = parsed;
    if ('skipped' in parsed || 'unknown' in parsed || 'refused' in parsed) return takeLeftOut(tally, parsed);
    const [error] = errorsOfRow(parsed, known);
    if (error !== undefined) return takeLeftOut(tally, { line, refused: error });
    if ('observation' in parsed) return figures.take(line, parsed.observation);
    if ('facility' in parsed) return facilities.take(line, parsed.facility);
    return 'total' in parsed ? totals.take(line, parsed.total) : flows.take(parsed);
  };
  await countRows(await open(), take, tally);

  const checkedFlows = await flows.result(open, known);
  const found = facilities.result();
  for (const { minerals } of found)
    for (const of of minerals) addTotal(tally, { of, what: 'FACILITY', form: null, year: null }, {});
  return {
    tally,
    figures: figures.result(),
    facilities: found,
    flows: checkedFlows,
    totals: totals.result(),
    products: flows.products(),
  };
}

/** Counts each row once, by the best that became of what was made of it. @throws ImportError for a file without rows */
async function countRows(rows: Rows, take: (parsed: Parsed) => RowOutcome, tally: ImportStats): Promise<void> {
  let line = 0;
  let outcome: RowOutcome = 'skipped';
  for await (const parsed of rows) {
    const next = take(parsed);
    if (parsed.line !== line) tally.rows[next] += 1;
    else if (outcomes.indexOf(next) < outcomes.indexOf(outcome)) moveRow(tally, outcome, next);
    else continue;
    line = parsed.line;
    outcome = next;
  }
  if (rowsRead(tally) === 0) throw new ImportError('It has a header and no rows.');
}

type LeftOut = Extract<Parsed, { skipped: string } | { unknown: string } | { refused: string }>;

/** Notes a row of which nothing is taken. */
function takeLeftOut(tally: ImportStats, row: LeftOut): RowOutcome {
  const { line } = row;
  if ('skipped' in row) {
    countOccurrence(entry(tally.skipped, row.skipped, noOccurrences), line);
    return 'skipped';
  }
  if ('unknown' in row) {
    const names = entry(tally.unknown, row.unknown, () => new Map<string, Occurrences>());
    countOccurrence(entry(names, row.text, noOccurrences), line);
    return 'unknown';
  }
  refuse(tally, line, row.refused);
  return 'refused';
}

/** What cannot be about a row: the first reason is told. */
function errorsOfRow(parsed: Exclude<Parsed, LeftOut>, known: Keys): readonly string[] {
  if ('observation' in parsed) return errorsOfFigure(parsed.observation, known);
  if ('facility' in parsed) return errorsOfFacility(parsed.facility, known);
  return 'total' in parsed ? [] : errorsOfFlow(parsed.flow, known, parsed.made !== undefined);
}
