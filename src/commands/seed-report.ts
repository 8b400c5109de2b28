import type { LoadReport, Progress } from '../ingest/seed/load.ts';
import { problemLines } from '../loading/csv-table.ts';

/** A progress line that is rewritten on a terminal; in a pipe, one line for each thing that is done. */
export function progressTo(stream: NodeJS.WriteStream): Progress {
  return (name, done, total) => {
    const text = `loading ${name}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    if (stream.isTTY) stream.write(`\r\u001b[2K${text}${name === 'trade flows' && done === total ? '\n' : ''}`);
    else if (done === total && total > 0) stream.write(`${text}\n`);
  };
}

/** What a load did, as lines. */
export function reportLines(report: LoadReport): string[] {
  const { created, changed, unchanged, retracted, retractions, refused, skipped, read, seconds } = report;
  const number = (value: number) => value.toLocaleString('en');
  const still = created + changed + retracted === 0;
  return [
    `${number(read)} rows read in ${seconds.toFixed(1)} s: ${number(created)} added, ${number(changed)} changed, ${number(retracted)} retracted, ${number(unchanged)} unchanged, ${number(refused.length)} refused.`,
    ...(still ? ['Nothing has changed since the last load.'] : []),
    ...(retracted > 0
      ? [
          `No longer in the files: ${[...retractions].map(([name, count]) => `${number(count)} of ${name}`).join(', ')}.`,
        ]
      : []),
    ...[...skipped].map(([reason, count]) => `${number(count)} rows left out: ${reason}.`),
    ...problemLines(refused),
  ];
}
