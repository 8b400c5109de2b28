import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);

/** What makes an answer of the data: the code, the schema, and the packages it runs on. */
function files(): string[] {
  const below = (folder: string) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|mjs|graphql)$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`);
  const own = new URL('.', root).pathname;
  return ['src', 'schema']
    .flatMap(below)
    .map((file) => file.replace(own, ''))
    .concat('package-lock.json')
    .sort();
}

function read(): string {
  const digest = createHash('sha256');
  for (const file of files()) digest.update(`${file}\n`).update(readFileSync(new URL(file, root)));
  return digest.digest('hex').slice(0, 12);
}

let known: string | undefined;

/** A digest of code, schema and packages, of which an answer is a function too. */
export const softwareDigest = (): string => (known ??= read());

/** The version of the software: that of the package, with the digest. */
export const softwareVersion = (): string => `${packageJson.version}+${softwareDigest()}`;
