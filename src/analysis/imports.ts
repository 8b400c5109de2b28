import { groupBy } from '../lib/group-by.ts';
import { roundingSlack } from './check.ts';

/** An amount of trade: current US$ and net weight in tonnes. Null: not known. */
export interface Amount {
  valueUsd: number | null;
  tonnes: number | null;
}

/** What one importer bought of one country, as one table has it. */
export interface Delivery {
  exporter: string;
  valueUsd: number;
  tonnes: number | null;
}

/** What a publisher says of one importer's trade in one HS code and year besides its flows. */
export interface DeclaredTotal extends Amount {
  /** Of it with partners that are not named, such as "Areas, nes"; null where there are none or their weight is not known. */
  unnamedUsd: number | null;
  unnamedTonnes: number | null;
  /** Of it what comes back to the country it left; null where there is none or its weight is not known. */
  returnedUsd: number | null;
  returnedTonnes: number | null;
}

/** What one source's table of one HS code and year says of one importer. */
export interface ImportReport {
  hs: string;
  source: string;
  /** Whether the table holds every flow of the code and year. Then their sum, with the unnamed, is the whole: nobody needs to declare it. */
  complete: boolean;
  /** Whether exporters report it. What a few of them sold is never all that an importer bought. */
  mirror: boolean;
  deliveries: readonly Delivery[];
  declared: DeclaredTotal | null;
}

/** What some countries import of a product from outside themselves. */
export interface KnownImports<Report extends ImportReport = ImportReport> {
  /** What it is taken from: for each importer and code one table, never a mixture. */
  reports: Report[];
  /** By exporter. */
  from: Map<string, { valueUsd: number; tonnes: number | null }>;
  /** Of the named partners together; tonnes of the flows whose weight is published, null when none is. */
  named: { valueUsd: number; tonnes: number | null };
  /** Number of flows, and of those whose weight is published. */
  flows: number;
  weighed: number;
  /** All that is imported: the denominator of shares. Null where it is not known. */
  whole: Amount;
  /** Of the whole, what has no named partner. Null where the whole is. */
  unnamed: Amount;
}

/** What is known of one importer under one code or more. */
interface OfCodes<Report> {
  reports: Report[];
  isCovered: boolean;
}

/**
 * What some countries import of a product together, from outside themselves, and how much of that has a named partner.
 *
 * - For each importer and code one table counts: one that holds every flow, else the first that gives the importer's total,
 *   else the first that has anything of it.
 * - The whole is the sum of the flows where the table is complete, else the total that its publisher declares, without what comes
 *   back to the importer itself. A table that is neither, a mirror of exporters' reports, or a code of which there is nothing,
 *   leaves the whole unknown.
 * - What the declared total has beyond the named partners is unnamed: it stays in the whole and goes to nobody.
 * - Of a heading and its subheadings one level counts: the one that is known better, else the subheadings.
 *
 * @param codes HS codes of the product
 * @param reportsOf what tables say of an importer, in the order in which they are preferred
 * @param importers alpha-3 codes; what they buy of each other, and of themselves, does not count
 *
 * @example
 * // World 1000, China 300, Vietnam 200, "Areas, nes" 500
 * const imports = importsOf(['280530'], () => [report], ['JPN']);
 * imports.whole.valueUsd; // 1000
 * imports.unnamed.valueUsd; // 500: China's share is 0.3, and 0.8 at most
 */
export function importsOf<Report extends ImportReport>(
  codes: readonly string[],
  reportsOf: (importer: string) => readonly Report[],
  importers: readonly string[],
): KnownImports<Report> {
  const inside = new Set(importers);
  const covers = importers.map((importer) => ofProduct(codes, reportsOf(importer)));
  const reports = covers.flatMap((one) => one.reports);
  const isCovered = covers.every((one) => one.isCovered);
  const from: KnownImports['from'] = new Map();
  let [flows, weighed] = [0, 0];
  for (const { deliveries } of reports)
    for (const { exporter, valueUsd, tonnes } of deliveries) {
      if (inside.has(exporter)) continue;
      flows += 1;
      if (tonnes !== null) weighed += 1;
      const before = from.get(exporter);
      from.set(exporter, {
        valueUsd: (before?.valueUsd ?? 0) + valueUsd,
        tonnes: tonnes === null ? (before?.tonnes ?? null) : (before?.tonnes ?? 0) + tonnes,
      });
    }
  const amounts = reports.map((report) => amountsOf(report, inside));
  const sum = (of: (amounts: ReportAmounts) => number | null) =>
    amounts.reduce<number | null>((total, one) => add(total, of(one)), isCovered ? 0 : null);
  const valueUsd = sum((one) => one.valueUsd.whole);
  const tonnes = weighed === 0 && reports.every(({ complete }) => complete) ? null : sum((one) => one.tonnes.whole);
  return {
    ...{ reports, from, flows, weighed },
    named: {
      valueUsd: amounts.reduce((total, one) => total + one.valueUsd.named, 0),
      tonnes: weighed === 0 ? null : amounts.reduce((total, one) => total + one.tonnes.named, 0),
    },
    whole: { valueUsd, tonnes },
    unnamed: {
      valueUsd: valueUsd === null ? null : sum((one) => one.valueUsd.unnamed),
      tonnes: tonnes === null ? null : sum((one) => one.tonnes.unnamed),
    },
  };
}

const add = (total: number | null, part: number | null) => (total === null || part === null ? null : total + part);

/** What a report says in one unit, without what comes from inside. */
interface Part {
  named: number;
  whole: number | null;
  unnamed: number | null;
}
type ReportAmounts = Record<keyof Amount, Part>;

function amountsOf(
  { complete, mirror, deliveries, declared }: ImportReport,
  inside: ReadonlySet<string>,
): ReportAmounts {
  const total = mirror ? null : declared;
  const part = (amount: (of: Delivery) => number, whole: number | null, unnamed: number | null): Part => {
    const all = deliveries.reduce((sum, one) => sum + amount(one), 0);
    const named = deliveries.reduce((sum, one) => sum + (inside.has(one.exporter) ? 0 : amount(one)), 0);
    if (whole === null) return { named, whole: null, unnamed: null };
    // A publisher's rounding can make the named partners a little more than the total.
    const rest = Math.max(whole, all + (unnamed ?? 0)) - all;
    const left = rest <= roundingSlack * whole ? 0 : rest;
    return { named, whole: named + left, unnamed: left };
  };
  const { unnamedUsd, unnamedTonnes, returnedUsd, returnedTonnes } = total ?? nothing;
  // A complete table needs no total; but without the weight of what is unnamed that of the whole is not known.
  const declaredUsd = complete ? 0 : less(total?.valueUsd, returnedUsd);
  const declaredTonnes = !complete
    ? less(total?.tonnes, returnedTonnes)
    : unnamedUsd !== null && unnamedTonnes === null
      ? null
      : 0;
  return {
    valueUsd: part((one) => one.valueUsd, declaredUsd, unnamedUsd),
    tonnes: part((one) => one.tonnes ?? 0, declaredTonnes, unnamedTonnes),
  };
}

const nothing = { unnamedUsd: null, unnamedTonnes: null, returnedUsd: null, returnedTonnes: null };

/** What is left of a total, never below 0; null where there is none. */
const less = (total: number | null | undefined, part: number | null) =>
  total == null ? null : Math.max(0, total - (part ?? 0));

/** How much a report says: every flow; a total of its publisher; some flows. */
function knowledgeOf({ complete, mirror, declared }: ImportReport): number {
  if (complete) return 2;
  return !mirror && declared !== null && declared.valueUsd !== null ? 1 : 0;
}

/** The report that says most, of equals the first. */
const best = <Report extends ImportReport>(reports: readonly Report[]): Report | null =>
  reports.reduce<Report | null>(
    (found, one) => (found === null || knowledgeOf(one) > knowledgeOf(found) ? one : found),
    null,
  );

/** How much is known of some codes together: as much as of the least known. Below 0: of one of them nothing. */
const knowledgeOfAll = (reports: readonly (ImportReport | null)[]) =>
  Math.min(...reports.map((one) => (one === null ? -1 : knowledgeOf(one))));

/** HS codes by heading, each with the heading itself where it is among them, and its subheadings. */
const byHeading = (codes: readonly string[]) =>
  [...groupBy(codes, (code) => code.slice(0, 4)).values()].map((group) => ({
    headings: group.filter((code) => code.length <= 4),
    subheadings: group.filter((code) => code.length > 4),
  }));

/** Whether some codes of a product are all of it: each code, or its heading, or the subheadings of a heading. */
export const coverProduct = (codes: readonly string[], some: readonly string[]): boolean =>
  byHeading(codes).every(({ headings, subheadings }) =>
    [headings, subheadings].some((level) => level.length > 0 && level.every((code) => some.includes(code))),
  );

/** For each code the report that counts, of a heading and its subheadings at one level. */
function ofProduct<Report extends ImportReport>(codes: readonly string[], reports: readonly Report[]): OfCodes<Report> {
  const found = new Map([...groupBy(reports, ({ hs }) => hs)].map(([hs, some]) => [hs, best(some)]));
  const chosen = byHeading(codes).flatMap((group) => {
    const level = (some: readonly string[]) => some.map((code) => found.get(code) ?? null);
    const [headings, subheadings] = [level(group.headings), level(group.subheadings)];
    if (headings.length === 0 || subheadings.length === 0) return [...headings, ...subheadings];
    return knowledgeOfAll(headings) > knowledgeOfAll(subheadings) ? headings : subheadings;
  });
  return {
    reports: chosen.filter((one) => one !== null),
    isCovered: chosen.length > 0 && chosen.every((one) => one !== null),
  };
}

/** What part of some imports is from one country. */
export interface ImportShare {
  /** What is known to be, of the whole; null where the whole is not known. */
  share: number | null;
  /** The part of the whole that has no named partner: `share` could be higher by this much. */
  unknown: number | null;
  /** What the share cannot be above; null where nothing bounds it. */
  atMost: number | null;
}

/**
 * What part of some imports is from one country, in value or in tonnes.
 *
 * Where the whole is not known, what all named partners sold is no more than the whole: what one of them sold, divided by that, is a
 * bound from above. It needs an amount on record from that country under each code and of each importer.
 *
 * @param inside those whose imports they are
 */
export function importShare(
  { reports, whole, unnamed, from }: KnownImports,
  exporter: string,
  unit: keyof Amount,
  inside: readonly string[],
): ImportShare {
  const total = whole[unit];
  const part = from.get(exporter)?.[unit] ?? 0;
  const atMost = bound(reports, exporter, unit, new Set(inside));
  if (total === null || total <= 0) return { share: null, unknown: null, atMost: total === null ? atMost : null };
  return { share: part / total, unknown: (unnamed[unit] ?? 0) / total, atMost };
}

/** The most that can be from one country, divided by the least that can be the whole. */
function bound(
  reports: readonly ImportReport[],
  exporter: string,
  unit: keyof Amount,
  inside: ReadonlySet<string>,
): number | null {
  let [most, least] = [0, 0];
  for (const report of reports) {
    const { named, whole, unnamed } = amountsOf(report, inside)[unit];
    const sold = report.deliveries.filter((one) => one.exporter === exporter).map((one) => one[unit]);
    // Where the whole is known, what is not on record from the country is at most what has no named partner.
    if (whole === null && (sold.length === 0 || sold.includes(null))) return null;
    most += sold.reduce<number>((sum, one) => sum + (one ?? 0), unnamed ?? 0);
    least += whole ?? named;
  }
  return least > 0 ? Math.min(1, most / least) : null;
}
