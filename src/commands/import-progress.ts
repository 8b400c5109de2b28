import type { ImportProgress } from '../ingest/import/import-files.ts';

/** In a pipe, a line after so many milliseconds at most. */
const EVERY = 10_000;
const REDRAWN = 100;

/** Progress of an import: on a terminal one line that is rewritten, with the time that is left; in a pipe a line now and then. */
export function importProgressTo(stream: NodeJS.WriteStream): { note: ImportProgress; end: () => void } {
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
      const text = `${current}: ${Math.floor((100 * done) / total)} %, ${rate}, ${left} s left`;
      stream.write(stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end() {
      if (stream.isTTY && current !== '') stream.write('\r\u001b[2K');
      current = '';
    },
  };
}
