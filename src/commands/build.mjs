import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Tells what `dist/` was made of. */
const stamp = `${root}dist/source.sha1`;

const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const hash = createHash('sha1');
for (const file of ['vite.config.ts', 'package.json', ...sources.sort().map((one) => `src/${one}`)])
  hash.update(file).update(readFileSync(`${root}${file}`));
const source = hash.digest('hex');

// Makes `dist/` anew when it is not of these files: what is there is never the server of another checkout.
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== source) {
  // Cut short, it is made anew the next time.
  rmSync(stamp, { force: true });
  const vite = [`${root}node_modules/vite/bin/vite.js`, 'build', '--config', `${root}vite.config.ts`];
  // The only line on stdout is the one that says that the server is ready.
  const { status } = spawnSync(process.execPath, vite, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write(
      'The server could not be made of src/: what stands above says why. npm ci installs what it needs.\n',
    );
    process.exit(1);
  }
  writeFileSync(stamp, source);
}
