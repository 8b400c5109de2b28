import { headerOf } from '../reading/csv-records.ts';
import { ImportError, type Format, type Head, type Importer } from '../reading/importer.ts';

/** The format of a file and whose it is. */
export interface Recognised {
  importer: Importer;
  format: Format;
}

/** What is to become of a file: read it, or pass over it with the words that say what it looks like. */
export type Recognition = Recognised | { passedOver: string };

/** A header that has at least such a part of a format's columns, and so many, is taken for a damaged file of it. */
const ENOUGH = { part: 0.6, columns: 3 };

/**
 * Finds out of which publisher's format a file is.
 *
 * @param publisher the one that the user named; null to find it
 * @param given whether the user named the file itself: then it must be readable; in a folder others may lie beside
 * @throws ImportError for another publisher's file, for one that lacks a column, and for an unknown one that was named
 */
export function recognise(
  path: string,
  head: Head,
  importers: readonly Importer[],
  publisher: string | null,
  given: boolean,
): Recognition {
  const all = importers.flatMap((importer) => importer.formats.map((format) => ({ importer, format })));
  const found = all.filter(({ format }) => format.recognises(head));
  const match = found.find(({ importer }) => publisher === null || importer.publisher === publisher);
  if (match) {
    const missing = missingOf(head, match.format);
    if (missing.length > 0) throw new ImportError(lacks(path, match, missing));
    return match;
  }

  const beside = importers.flatMap((importer) => importer.beside ?? []).find((file) => file.recognises(head));
  const own = all.filter(({ importer }) => importer.publisher === publisher);
  const [other] = found;
  if (other) {
    const sentence = `${path} is not a file of ${publisher ?? ''}: it looks like ${other.format.title} (${other.importer.publisher})`;
    if (!given) return { passedOver: `${other.format.title} (${other.importer.publisher})` };
    const missing = nearest(head, own)?.missing ?? [];
    throw new ImportError(`${sentence}${missing.length > 0 ? ` and lacks ${columns(missing)}` : ''}.`);
  }
  if (beside) {
    const sentence = `${beside.title}: read with the tables beside it`;
    if (given) throw new ImportError(`${path} is no table of its own. ${sentence}. Name the table, or the folder.`);
    return { passedOver: sentence };
  }
  const near = nearest(head, publisher === null ? all : own);
  if (near && near.missing.length > 0 && near.part >= ENOUGH.part && near.columns >= ENOUGH.columns)
    throw new ImportError(lacks(path, near, near.missing));
  if (!given) return { passedOver: looksLike(head) };
  if (near && near.missing.length > 0 && publisher !== null)
    throw new ImportError(
      `${path} is not a file of ${publisher}: it lacks ${columns(near.missing)} of ${near.format.title}. It looks like ${looksLike(head)}.`,
    );
  throw new ImportError(
    `${path} is of no known format: it looks like ${looksLike(head)}. npm run import -- --list names what can be read.`,
  );
}

const lacks = (path: string, { importer, format }: Recognised, missing: readonly string[]) =>
  `${path} looks like ${format.title} (${importer.publisher}) but lacks ${columns(missing)}. Fetch it again from its publisher.`;

const columns = (names: readonly string[]) =>
  `the column${names.length > 1 ? 's' : ''} ${names.map((name) => `"${name}"`).join(', ')}`;

const isJson = (head: Head) => /^\s*[[{]/.test(head.text);
const utf8 = (text: string) => Buffer.from(text, 'latin1').toString();

/** The columns that a format needs and the file lacks. */
function missingOf(head: Head, { needs }: Format): string[] {
  if (isJson(head)) return needs.filter((key) => !head.text.includes(`"${key}"`));
  // Columns are named in UTF-8; a file of an older encoding has them as it is read here.
  const header = new Set(headerOf(head).flatMap((column) => [column, utf8(column)]));
  return needs.filter((column) => !header.has(column));
}

/** The format most of whose columns the file has. */
function nearest(
  head: Head,
  candidates: readonly Recognised[],
): (Recognised & { missing: string[]; columns: number; part: number }) | undefined {
  const measured = candidates.map((candidate) => {
    const missing = missingOf(head, candidate.format);
    const { length } = candidate.format.needs;
    const columns = length - missing.length;
    return { ...candidate, missing, columns, part: length === 0 ? 0 : columns / length };
  });
  return measured.sort((a, b) => b.part - a.part || a.missing.length - b.missing.length)[0];
}

/** What a file that no format recognises seems to be, in a few words. */
function looksLike(head: Head): string {
  const { text, name } = head;
  if (text.startsWith('PK\u0003\u0004')) return 'an Excel or zip file: save the table as CSV, or unpack it';
  if (text.startsWith('%PDF')) return 'a PDF: the publishers have tables besides';
  if (text.startsWith('\u001f\u008b')) return 'a gzip file: its name must end in .gz';
  if (/^\u00ff\u00fe|^\u00fe\u00ff/.test(text)) return 'UTF-16 text: save it as UTF-8';
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008]/.test(text)) return 'binary data';
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return 'a web page or XML';
  if (isJson(head)) {
    const keys = [...new Set([...text.matchAll(/"([^"\\]{1,40})"\s*:/g)].map((match) => match[1] ?? ''))].slice(0, 4);
    return `JSON${keys.length > 0 ? ` with ${keys.join(', ')}` : ''}`;
  }
  const cells = headerOf(head).filter(Boolean);
  if (cells.length < 2 || /\.(md|txt)$/i.test(name)) return 'text';
  const shown = cells.slice(0, 4).map((cell) => (cell.length > 30 ? `${cell.slice(0, 30)}…` : cell));
  return `a table of ${cells.length} columns: ${shown.join(', ')}${cells.length > 4 ? ', …' : ''}`;
}
