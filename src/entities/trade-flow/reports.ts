import type { FlowTable, TradeFlowRecord, TradeReport } from './record.ts';

/** Who reported a flow, in words. */
const reporterOf = ({ from, to }: TradeFlowRecord, { reportedBy, publisher }: FlowTable): string =>
  ({
    IMPORTER: `reported by the importer, ${to.iso3}`,
    EXPORTER: `reported by the exporter, ${from.iso3}, as a mirror of the imports`,
    BOTH: `reconciled by ${publisher} from what importer and exporter report`,
  })[reportedBy];

/** The row of a source's file: edition, code, year and both ends tell it from all others; with who reported it. */
export function locatorOf(flow: TradeFlowRecord, table: FlowTable): string {
  const edition = [table.title, table.vintage].filter(Boolean).join(', ');
  return `${edition}: row ${flow.year}, ${flow.from.iso3} to ${flow.to.iso3}, HS ${flow.hsCode}; ${reporterOf(flow, table)}`;
}

/** Why one report stands before another, as the order of their tables has it. */
function whyBefore({ table: a }: TradeReport, { table: b }: TradeReport): string {
  if (a.complete !== b.complete) return 'holds every flow of the code and year';
  if ((a.reportedBy === 'EXPORTER') !== (b.reportedBy === 'EXPORTER')) return "no mirror of the exporter's report";
  if (a.recordedAt !== b.recordedAt) return 'published later';
  if (a.vintage !== b.vintage) return 'a later release';
  return 'first by the key of its source';
}

/**
 * Why a flow stands where it does among all that is reported of its trade.
 * @param reports in the order in which they are preferred
 * @returns null where it is not among them
 */
export function reasonOfReport({ key }: TradeFlowRecord, reports: readonly TradeReport[]): string | null {
  const [first, second] = reports;
  const own = reports.find(({ flow }) => flow.key === key);
  if (!first || !own) return null;
  if (own !== first) return `${first.flow.source} is preferred: ${whyBefore(first, own)}`;
  return second ? whyBefore(first, second) : 'the only report';
}
