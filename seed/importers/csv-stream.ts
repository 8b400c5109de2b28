import { CsvError, parse } from 'csv-parse';
import { ImportError, type InputFile } from './importer.ts';

type Cells = string[];

/** A row of a table that is too long to be held. */
export interface StreamedRow {
  line: number;
  cells: Cells;
}

/**
 * The rows of a table of comma-separated values, a piece of the file at a time; the header is not among them.
 * @throws ImportError with the line where it breaks off or a row has more or fewer cells than the header.
 */
export async function* streamRows(file: InputFile): AsyncGenerator<StreamedRow> {
  const parser = parse({ bom: true, skip_empty_lines: true });
  // Told again by the loop over what is left, which must be reached.
  parser.on('error', () => undefined);
  let line = 0;
  let last: number | undefined;
  try {
    for await (const chunk of file.bytes()) {
      if (parser.errored) break;
      // Written without waiting: the parser works at once, and what it made of the piece is read before the next.
      parser.write(chunk);
      last = chunk.at(-1) ?? last;
      for (let cells = parser.read() as Cells | null; cells !== null; cells = parser.read() as Cells | null)
        if (++line > 1) yield { line, cells };
    }
    if (!parser.errored) parser.end();
    for await (const cells of parser as AsyncIterable<Cells>) if (++line > 1) yield { line, cells };
  } catch (error) {
    throw failureOf(error);
  }
  if (last !== 0x0a && last !== 0x0d)
    throw new ImportError(`The file ends in the middle of line ${line}: it was cut short. Fetch it again.`, line);
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  return new ImportError(`Line ${line} cannot be read: ${error.message}`, line);
}
