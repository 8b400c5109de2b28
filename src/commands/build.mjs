import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const made = `${root}dist`;
/** Tells what `dist/` was made of. */
const stamp = 'source.sha1';

const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const hash = createHash('sha1');
for (const file of ['vite.config.ts', 'package.json', ...sources.sort().map((one) => `src/${one}`)])
  hash.update(file).update(readFileSync(`${root}${file}`));
const source = hash.digest('hex');

const isMade = () => existsSync(`${made}/${stamp}`) && readFileSync(`${made}/${stamp}`, 'utf8') === source;

// Makes `dist/` anew when it is not of these files: what is there is never that of another checkout.
if (!isMade()) {
  // Made beside it and put in its place when it is whole: cut short, or made by two commands at once, no half of it is ever run.
  const making = `${root}.dist-${process.pid}`;
  const vite = [
    `${root}node_modules/vite/bin/vite.js`,
    'build',
    '--config',
    `${root}vite.config.ts`,
    '--outDir',
    making,
  ];
  // What a command prints on stdout is its answer alone.
  const { status } = spawnSync(process.execPath, vite, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    rmSync(making, { recursive: true, force: true });
    process.stderr.write(
      'The commands could not be made of src/: what stands above says why. npm ci installs what it needs.\n',
    );
    process.exit(1);
  }
  writeFileSync(`${making}/${stamp}`, source);
  // Another command may have made the same meanwhile, and runs it already.
  if (!isMade()) {
    if (existsSync(made)) renameSync(made, `${making}-before`);
    renameSync(making, made);
  }
  for (const folder of [making, `${making}-before`]) rmSync(folder, { recursive: true, force: true });
}
