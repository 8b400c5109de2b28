import type { ImportProgress } from '../ingest/import/import-files.ts';
import type { Progress } from '../ingest/seed/load.ts';

/** In a pipe, an import tells how far it is after so many milliseconds at most; on a terminal it redraws as often. */
const EVERY = 10_000;
const REDRAWN = 100;

const START_OF_LINE = '\r\u001b[2K';

/** Writes a line: on a terminal over the one before, in a pipe below it. */
const writeLine = (stream: NodeJS.WriteStream, text: string) =>
  void stream.write(stream.isTTY ? `${START_OF_LINE}${text}` : `${text}\n`);

/** Progress of the seed: in a pipe one line for each thing that is done. */
export function seedProgress(stream: NodeJS.WriteStream): Progress {
  return (name, done, total) => {
    if (!stream.isTTY && (done < total || total === 0)) return;
    writeLine(stream, `loading ${name}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
    if (stream.isTTY && name === 'trade flows' && done === total) stream.write('\n');
  };
}

/** Progress of an import, with the time that is left; in a pipe a line now and then. */
export function importProgress(stream: NodeJS.WriteStream): { note: ImportProgress; end: () => void } {
  let current = '';
  let began = 0;
  let shown = 0;
  return {
    note(file, doing, done, total) {
      const now = performance.now();
      if (current !== `${doing} ${file}`) {
        current = `${doing} ${file}`;
        began = shown = now;
      }
      if (now - shown < (stream.isTTY ? REDRAWN : EVERY)) return;
      shown = now;
      const seconds = (now - began) / 1000;
      const rate =
        doing === 'loading'
          ? `${Math.round(done / seconds).toLocaleString('en')} rows/s`
          : `${(done / seconds / 1e6).toFixed(1)} MB/s`;
      const left = Math.ceil((seconds / done) * (total - done));
      writeLine(stream, `${current}: ${Math.floor((100 * done) / total)} %, ${rate}, ${left} s left`);
    },
    end() {
      if (stream.isTTY && current !== '') stream.write(START_OF_LINE);
      current = '';
    },
  };
}
