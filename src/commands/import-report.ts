import { addChanges, noChanges, type Changes } from '../ingest/import/edition.ts';
import type { FileOutcome } from '../ingest/import/import-files.ts';
import { rowsRead, type RowOutcome, type Occurrences, type ImportStats, type Total } from '../ingest/import/tally.ts';

const MAX_SHOWN = 10;

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 3 });
const rows = (count: number) => `${number(count)} row${count === 1 ? '' : 's'}`;
const things = (count: number, one: string) => `${number(count)} ${one}${count === 1 ? '' : 's'}`;

const onLines = ({ count, lines }: Occurrences) =>
  `line${count === 1 ? '' : 's'} ${lines.map((line) => number(line)).join(', ')}${count > lines.length ? ', …' : ''}`;

/** The first of many lines, and how many more there are. */
const first = (lines: readonly string[], rest = 'more; --json lists all') =>
  lines.length > MAX_SHOWN ? [...lines.slice(0, MAX_SHOWN), `and ${number(lines.length - MAX_SHOWN)} ${rest}`] : lines;

const inWords: Record<RowOutcome, string> = {
  kept: 'kept',
  skipped: 'left out on purpose',
  unknown: 'with a name that is not known',
  refused: 'refused',
  identical: 'repeated',
};

const fatesOf = ({ rows: byFate }: ImportStats) =>
  (Object.keys(inWords) as RowOutcome[])
    .filter((fate) => fate === 'kept' || byFate[fate] > 0)
    .map((fate) => `${number(byFate[fate])} ${inWords[fate]}`)
    .join(', ');

const changed = ({ added, revised, unchanged, gone }: Changes, dryRun: boolean) =>
  `${dryRun ? 'would be ' : ''}${number(added)} added, ${number(revised)} revised, ${number(unchanged)} unchanged, ${number(gone)} no longer in the file`;

/** What became of a file, as lines for people. `dryRun` when nothing was written. */
export function fileLines(outcome: FileOutcome, dryRun: boolean): string[] {
  const { file } = outcome;
  if ('passedOver' in outcome) return [`${file}: passed over. ${outcome.passedOver}.`];
  if ('failed' in outcome)
    return [
      `${outcome.failed.startsWith(file) ? '' : `${file}: `}${outcome.failed} ${outcome.partly ? 'It may have been loaded in part: run the import again.' : 'Nothing of it was loaded.'}`,
    ];
  const { importer, format, tally, changes, remarks } = outcome.read;
  const { skipped, unknown, refused, identical, contradicting } = tally;
  const licence = importer.redistributable ? importer.licence : `${importer.licence}: the figures may not be passed on`;
  return [
    `${file}: ${format.title} (${importer.publisher}; ${licence})`,
    `  ${rows(rowsRead(tally))} read: ${fatesOf(tally)}.`,
    `  ${taken(tally)}; ${changed(changes, dryRun)}.`,
    ...remarks.map((remark) => `  ${remark}`),
    ...[...skipped].map(([reason, met]) => `  left out: ${reason}: ${rows(met.count)} (${onLines(met)})`),
    ...[...unknown].flatMap(([kind, names]) =>
      first([...names].map(([text, met]) => `  not known as ${kind}: "${text}": ${rows(met.count)} (${onLines(met)})`)),
    ),
    ...first(refused.problems.map(({ line, reason }) => `  refused: line ${number(line)}: ${reason}`)),
    ...(identical.count > 0 ? [`  repeated, taken once: ${rows(identical.count)} (${onLines(identical)})`] : []),
    ...(contradicting.count > 0
      ? [`  two values for the same, both kept as claims: ${rows(contradicting.count)} (${onLines(contradicting)})`]
      : []),
  ];
}

const taken = ({ totals }: ImportStats) => {
  const all = [...totals.values()];
  const of = new Set(all.map((total) => total.of)).size;
  const years = all.flatMap(({ year }) => year ?? []);
  const facts = all.reduce((sum, { count }) => sum + count, 0);
  if (facts === 0) return '  nothing taken'.trim();
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const when = years.length === 0 ? '' : from === to ? ` of ${from}` : ` of ${from} to ${to}`;
  return `${things(facts, 'fact')} about ${things(of, 'mineral or product').replace('mineral or products', 'minerals or products')}${when}`;
};

/** What became of all files, as lines for people: the sums, and each mineral or product with its years. */
export function summaryLines(outcomes: readonly FileOutcome[], dryRun: boolean): string[] {
  const { files, changes, totals } = summaryOf(outcomes);
  const still = changes.added + changes.revised + changes.gone === 0;
  const lines = [
    '',
    ...first(
      totals.map(
        ({ of, what, form, firstYear, lastYear, count, tonnes, valueUsd }) =>
          `${[of, what.toLowerCase().replaceAll('_', ' '), form].filter(Boolean).join(', ')}${firstYear === null ? '' : ` ${firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}`}: ${number(count)}${tonnes === null || firstYear !== lastYear ? '' : `, ${number(tonnes)} t`}${valueUsd === null || firstYear !== lastYear ? '' : `, US$ ${number(valueUsd)}`}`,
      ),
      'totals more; --json lists all, by year',
    ),
    '',
    `${things(files.read, 'file')} ${dryRun ? 'read, nothing was written' : 'loaded'}, ${number(files.passedOver)} passed over, ${number(files.failed)} that could not be.`,
    `${rows(files.rows)}: ${(Object.keys(inWords) as RowOutcome[]).map((fate) => `${number(files.byFate[fate])} ${inWords[fate]}`).join(', ')}.`,
    `Against the graph: ${changed(changes, dryRun)}.`,
  ];
  return still && files.read > 0 && !dryRun ? [...lines, 'Nothing has changed since the last load.'] : lines;
}

interface Span extends Omit<Total, 'year'> {
  firstYear: number | null;
  lastYear: number | null;
}

function summaryOf(outcomes: readonly FileOutcome[]) {
  const files = {
    read: 0,
    passedOver: 0,
    failed: 0,
    rows: 0,
    byFate: { kept: 0, refused: 0, unknown: 0, skipped: 0, identical: 0 } as Record<RowOutcome, number>,
  };
  let changes = noChanges;
  const spans = new Map<string, Span>();
  for (const outcome of outcomes) {
    if ('passedOver' in outcome) files.passedOver += 1;
    else if ('failed' in outcome) files.failed += 1;
    else {
      const { tally } = outcome.read;
      files.read += 1;
      files.rows += rowsRead(tally);
      for (const fate of Object.keys(files.byFate) as RowOutcome[]) files.byFate[fate] += tally.rows[fate];
      changes = addChanges(changes, outcome.read.changes);
      for (const total of tally.totals.values()) addSpan(spans, total);
    }
  }
  return { files, changes, totals: [...spans.values()].sort((a, b) => b.count - a.count || (a.of < b.of ? -1 : 1)) };
}

function addSpan(spans: Map<string, Span>, { year, ...total }: Total): void {
  const key = JSON.stringify([total.of, total.what, total.form]);
  const known = spans.get(key);
  if (!known) {
    spans.set(key, { ...total, firstYear: year, lastYear: year });
    return;
  }
  const add = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0));
  known.count += total.count;
  known.tonnes = add(known.tonnes, total.tonnes);
  known.valueUsd = add(known.valueUsd, total.valueUsd);
  if (year !== null) {
    known.firstYear = Math.min(known.firstYear ?? year, year);
    known.lastYear = Math.max(known.lastYear ?? year, year);
  }
}

/** What became of a file, for programs. */
export function fileJson(outcome: FileOutcome): Record<string, unknown> {
  if (!('read' in outcome)) return { ...outcome };
  const { importer, format, dataSet, tally, changes, remarks, seconds } = outcome.read;
  return {
    file: outcome.file,
    ...{ publisher: importer.publisher, format: format.title, dataSet },
    ...{ licence: importer.licence, redistributable: importer.redistributable, seconds },
    rows: { read: rowsRead(tally), ...tally.rows },
    skipped: [...tally.skipped].map(([reason, met]) => ({ reason, ...met })),
    unknown: [...tally.unknown].flatMap(([kind, names]) => [...names].map(([text, met]) => ({ kind, text, ...met }))),
    refused: tally.refused,
    ...{ identical: tally.identical, contradicting: tally.contradicting },
    totals: [...tally.totals.values()],
    ...{ changes, remarks },
  };
}
