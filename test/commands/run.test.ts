import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { ask } from '../support.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;
const START = ['src/commands/run.mjs', 'serve'];

test('what commands run is made of the files of src/, anew when one of them has changed and only then', async () => {
  const checkout = mkdtempSync(join(tmpdir(), 'lodegraph-start-'));
  onTestFinished(() => rmSync(checkout, { recursive: true }));
  for (const part of ['src', 'vite.config.ts', 'package.json'])
    cpSync(join(PROJECT, part), join(checkout, part), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(checkout, 'node_modules'));
  const help = async () =>
    (await promisify(execFile)(process.execPath, [...START, '--help'], { cwd: checkout })).stdout;
  const made = () => statSync(join(checkout, 'dist/commands/serve.js')).mtimeMs;

  expect(await help()).toContain('port to listen on');
  const first = made();
  await help();
  expect(made()).toBe(first);
  const config = join(checkout, 'src/lib/config.ts');
  writeFileSync(config, readFileSync(config, 'utf8').replace('port to listen on', 'another text'));
  expect(await Promise.all([help(), help()])).toEqual([1, 2].map(() => expect.stringContaining('another text')));
  expect(readdirSync(checkout).filter((name) => name.startsWith('.dist'))).toEqual([]);
}, 120_000);

test('what npm start runs answers as its source does, in its threads too', async () => {
  const { uri, user, password } = inject('neo4j');
  const server = spawn(process.execPath, START, {
    cwd: PROJECT,
    env: {
      ...process.env,
      ...{ PORT: '0', NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
      // Beside other tests, and with statements that are new to Neo4j, it takes as long as it takes.
      ANALYSIS_TIMEOUT_MS: '60000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  onTestFinished(async () => {
    server.kill();
    await ended;
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const url = /^ready (\S+)\/ /.exec(line)?.[1] ?? line;
  const query = `{ dependence(of: "JPN", on: "CHN", product: "permanent-magnets", method: LOOK_THROUGH) { lookThroughShare low high } }`;
  const { data, errors } = await ask(query, {}, url);
  expect(errors).toBeUndefined();
  expect(data).toEqual((await ask(query)).data);
  expect(data.dependence.lookThroughShare).toBeGreaterThan(0);
}, 120_000);
