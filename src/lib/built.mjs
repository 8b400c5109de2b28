import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The folder of JavaScript that is made of src/. */
export const built = `${root}dist`;
/** The file in it that tells what it was made of. */
export const stamp = 'source.sha1';

/** A digest of all that `built` is made of. */
export function digestOfSource() {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const hash = createHash('sha1');
  for (const file of ['vite.config.ts', 'package.json', ...files.sort().map((one) => `src/${one}`)])
    hash.update(file).update(readFileSync(`${root}${file}`));
  return hash.digest('hex');
}

/** Whether `built` is there and made of the source with this digest. */
export const isBuilt = (digest = digestOfSource()) =>
  existsSync(`${built}/${stamp}`) && readFileSync(`${built}/${stamp}`, 'utf8') === digest;
