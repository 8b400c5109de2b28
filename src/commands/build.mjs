import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { built, digestOfSource, isBuilt, root, stamp } from '../lib/built.mjs';

const source = digestOfSource();

// Makes `dist/` anew when it is not of these files: what is there is never that of another checkout.
if (!isBuilt(source)) {
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
  if (!isBuilt(source)) {
    if (existsSync(built)) renameSync(built, `${making}-before`);
    renameSync(making, built);
  }
  for (const folder of [making, `${making}-before`]) rmSync(folder, { recursive: true, force: true });
}
