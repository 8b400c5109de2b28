import type { LoadReport } from '../ingest/seed/load.ts';
import { problemLines } from '../loading/csv-table.ts';

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
