import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportError, type Encoding, type InputFile } from './importer.ts';

const HEAD = 65_536;
/** Read at once: small, so that the rows made of it are gone before there are many. */
const CHUNK = 131_072;
const MEBIBYTE = 1024 * 1024;
/** No table has longer lines; a file of JSON may be one line. */
const MAX_LINE = 64 * MEBIBYTE;
/** Files that are read whole, not row by row, must fit into memory several times. */
const MAX_TEXT = 256 * MEBIBYTE;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Told how many of a file's bytes, as they lie on the disk, have been read. */
export type OnRead = (done: number, total: number) => void;

/**
 * Opens a file: reads its beginning.
 * @throws ImportError when it cannot be read or is empty.
 */
export async function openInput(path: string, onRead: OnRead = () => undefined): Promise<InputFile> {
  const compressed = path.endsWith('.gz');
  const size = await sizeOf(path);
  let lastByte = NEWLINE;
  const bytes = async function* () {
    let last = NEWLINE;
    for await (const chunk of guarded(path, plainBytes(path, size, compressed, onRead))) {
      last = chunk.at(-1) ?? last;
      yield chunk;
    }
    lastByte = last;
  };
  const text = textOfHead(await firstBytes(bytes(), HEAD));
  if (text.trim() === '') throw new ImportError(`${path} is empty.`);
  return {
    path,
    name: plainName(path),
    text,
    bytes,
    decode: (encoding) => decodeWhole(path, bytes(), encoding),
    isUnfinished: () => lastByte !== NEWLINE && lastByte !== CARRIAGE_RETURN,
    async sibling(fits) {
      const names = (await readdir(dirname(path))).sort();
      const name = names.find((one) => one !== basename(path) && fits(plainName(one)));
      return name === undefined ? null : openInput(join(dirname(path), name));
    },
  };
}

const plainName = (path: string) => basename(path).replace(/\.gz$/, '');

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new ImportError(`${path} is not a file.`);
    if (found.size === 0) throw new ImportError(`${path} is empty.`);
    return found.size;
  } catch (error) {
    throw readable(path, error);
  }
}

async function* plainBytes(
  path: string,
  size: number,
  compressed: boolean,
  onRead: OnRead,
): AsyncGenerator<Uint8Array> {
  const counted = async function* () {
    let done = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>) {
      onRead((done += chunk.length), size);
      yield chunk;
    }
  };
  try {
    // An error on the way reaches the reader of the last stream: there is nothing left for the callback.
    yield* compressed ? (pipeline(counted, createGunzip(), () => undefined) as AsyncIterable<Uint8Array>) : counted();
  } catch (error) {
    throw readable(path, error);
  }
}

/** Ends with an error at a line that no table has, before it fills the memory. */
async function* guarded(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  let json: boolean | null = null;
  for await (const chunk of chunks) {
    json ??= /^[\s\ufeff]*[[{]/.test(Buffer.from(chunk.subarray(0, 64)).toString());
    const last = chunk.lastIndexOf(NEWLINE);
    length = last < 0 ? length + chunk.length : chunk.length - last;
    if (!json && length > MAX_LINE)
      throw new ImportError(`${path} has a line of more than ${MAX_LINE / MEBIBYTE} MB: it is no table of rows.`);
    yield chunk;
  }
}

async function firstBytes(chunks: AsyncIterable<Uint8Array>, count: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

const textOfHead = (bytes: Buffer) => bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');

async function decodeWhole(path: string, chunks: AsyncIterable<Uint8Array>, encoding: Encoding): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > MAX_TEXT)
      throw new ImportError(`${path} has more than ${MAX_TEXT / MEBIBYTE} MB, more than any file of its kind.`);
  }
  const bytes = Buffer.concat(parts);
  if (encoding === 'utf-8' && !isUtf8(bytes)) {
    const offset = firstInvalid(bytes);
    const line = bytes.subarray(0, offset).filter((byte) => byte === NEWLINE).length + 1;
    throw new ImportError(
      `${path} is not UTF-8: byte ${offset.toLocaleString('en')} (line ${line}) is 0x${bytes.toString('hex', offset, offset + 1)}. Save it as UTF-8 and try again.`,
      line,
    );
  }
  // Node 20 decodes windows-1252 as Latin-1 unless told that more will follow: the dashes would be control characters.
  const isUnicode = encoding === 'utf-8' || (encoding === 'either' && isUtf8(bytes));
  return new TextDecoder(isUnicode ? 'utf-8' : 'windows-1252').decode(bytes, { stream: true });
}

/** Position of the first byte that is not UTF-8, found by halving: what stands before it decodes, at most a character is cut. */
function firstInvalid(bytes: Buffer): number {
  const decodes = (end: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle)) good = middle;
    else bad = middle;
  }
  // Where a plain letter shows that the character before it is broken, that one is at fault.
  let at = Math.min(good, bytes.length - 1);
  while (at > 0 && (bytes[at] ?? 0) < 0x80) at -= 1;
  return at;
}

/** An error of the file system or of decompression as a sentence. */
function readable(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new ImportError(`${path} does not exist.`);
  if (code === 'EACCES' || code === 'EPERM') return new ImportError(`${path} cannot be read: you have no permission.`);
  if (code === 'Z_BUF_ERROR')
    return new ImportError(`${path} is cut short: its compressed data end in the middle. Fetch it again.`);
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new ImportError(`${path} is not a gzip file, or it is damaged. Fetch it again, or take .gz off its name.`);
  return error;
}
