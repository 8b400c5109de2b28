import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, readIfPresent, writeWhole } from '../../graph/local/file.ts';
import { hashOf } from './operation.ts';

/** What bounds the operations that are kept. */
export interface StoreLimits {
  maxOperations: number;
  maxBytes: number;
}

/** What became of an operation that was to be kept: it is new, was there already, or a setting has no room for it. */
type Stored = 'NEW' | 'KNOWN' | { full: 'MAX_STORED_OPERATIONS' | 'MAX_STORED_BYTES' };

/** Operations kept under the digest of their text, in files: they outlive the process, however it ends. */
export interface OperationStore {
  read(hash: string): string | null;
  write(query: string): Stored;
}

const FILE = /^[0-9a-f]{64}\.graphql$/;
/** What a killed process left of a file that it was writing. */
const LEFTOVER = /^[0-9a-f]{64}\.graphql\./;
const HOUR = 3_600_000;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** The operations kept in a folder, which is made when the first is. */
export function operationStore(folder: string, { maxOperations, maxBytes }: StoreLimits): OperationStore {
  const pathOf = (hash: string) => join(folder, `${hash}.graphql`);
  const read = (hash: string): string | null => {
    const text = readIfPresent(pathOf(hash)) ?? null;
    // Its address is the digest of its text: what is not that was changed by somebody.
    return text !== null && hashOf(text) === hash ? text : null;
  };
  return {
    read,
    // Without a pause in between: no two requests take the last room.
    write(query) {
      const hash = hashOf(query);
      if (read(hash) !== null) return 'KNOWN';
      const files = filesIn(folder);
      const kept = files.filter((file) => FILE.test(file) && file !== `${hash}.graphql`);
      for (const file of files.filter((one) => LEFTOVER.test(one)))
        if (Date.now() - statSync(join(folder, file)).mtimeMs > HOUR) rmSync(join(folder, file), { force: true });
      if (kept.length >= maxOperations) return { full: 'MAX_STORED_OPERATIONS' };
      const bytes = kept.reduce((sum, file) => sum + statSync(join(folder, file)).size, Buffer.byteLength(query));
      if (bytes > maxBytes) return { full: 'MAX_STORED_BYTES' };
      mkdirSync(folder, { recursive: true });
      writeWhole(pathOf(hash), query);
      return 'NEW';
    },
  };
}
