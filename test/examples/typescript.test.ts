import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { generate, type CodegenConfig } from '@graphql-codegen/cli';
import { build, preview } from 'vite';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { openBrowser, withoutBrowser } from '../browser.ts';
import { readText } from '../readme/page.ts';

const example = fileURLToPath(new URL('../../examples/typescript/', import.meta.url));
const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));
const run = (command: string, ...args: string[]) =>
  promisify(execFile)(bin(command), args, { cwd: example, env: { ...process.env, LODEGRAPH: inject('serverUrl') } });

/** What a module of the example exports. */
const load = (file: string) => import(pathToFileURL(join(example, 'src', file)).href);

describe('the example in TypeScript', () => {
  test('is typed from the published schema, by types that are up to date', async () => {
    const { default: config } = (await import(pathToFileURL(join(example, 'codegen.ts')).href)) as {
      default: CodegenConfig;
    };
    const made = (await generate({ ...config, cwd: example, silent: true }, false)) as {
      filename: string;
      content: string;
    }[];
    expect(made.length).toBeGreaterThan(3);
    for (const { filename, content } of made)
      expect([filename, content === readFileSync(join(example, filename), 'utf8')]).toEqual([filename, true]);
    await run('tsc', '--project', '.');
  });

  test('asks for the versions that this project is tested with', () => {
    type Package = Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const [own, root] = ['examples/typescript/package.json', 'package.json'].map(
      (file) => JSON.parse(readText(file)) as Package,
    );
    const all = { ...root?.dependencies, ...root?.devDependencies };
    const asked = Object.entries({ ...own?.dependencies, ...own?.devDependencies });
    expect(asked.length).toBeGreaterThan(5);
    for (const [name, version] of asked) expect([name, version]).toEqual([name, all[name]]);
  });

  test('has a script that follows pages, and an id to the day it was asked for', async () => {
    const { stdout } = await run('tsx', 'src/script.ts');
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[0]).toMatch(/ 100\.0 %$/);
    expect(lines[10]).toMatch(/^… of \d{3}$/);
    expect(lines[11]).toMatch(/ on 2026-01-12: member of /);
  });

  test('has a script that tells what is refused', async () => {
    await expect(run('tsx', 'src/script.ts', 'Chnia')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `BAD_USER_INPUT: Argument "on": no country is known as 'Chnia'. Did you mean 'CHN'`,
      ),
    });
  });

  test('asks by hash, and sends the text only to a server that does not know it', async () => {
    const [{ ask }, { Again }] = await Promise.all([load('ask.ts'), load('pages.ts')]);
    const asked = vi.spyOn(globalThis, 'fetch');
    onTestFinished(() => asked.mockRestore());
    const methods = async () => {
      asked.mockClear();
      await ask(inject('serverUrl'), Again, { id: 'Country:JPN' });
      return asked.mock.calls.map(([, init]) => init?.method ?? 'GET');
    };
    expect(['GET', 'GET,POST']).toContain((await methods()).join());
    expect(await methods()).toEqual(['GET']);
    expect(asked.mock.calls[0]?.[0]).not.toContain('query%20');
  });

  test.skipIf(withoutBrowser)('has a page that turns pages, opens a row and tells what is refused', async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'lodegraph-example-'));
    onTestFinished(() => rmSync(outDir, { recursive: true, force: true }));
    const configFile = join(example, 'vite.config.ts');
    const proxy = { '/graphql': inject('serverUrl') };
    await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
    const served = await preview({ configFile, build: { outDir }, preview: { port: 0, proxy } });
    onTestFinished(() => served.close());
    const browser = await openBrowser();
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));

    await page.goto(served.resolvedUrls?.local[0] ?? '');
    const rows = page.getByRole('row');
    await rows.nth(4).waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await rows.nth(9).waitFor();
    expect(await rows.count()).toBe(10);
    expect(await rows.first().innerText()).toMatch(/100\.0 %[\s\S]*HIGH[\s\S]*CEPII/);
    const name = await rows.first().getByRole('button').innerText();
    await rows.first().getByRole('button').click();
    await page.getByText(`${name}: 100.0 %`).waitFor();
    await page.getByLabel('Country').fill('Chnia');
    await page.getByRole('alert').getByText('Did you mean').waitFor();
    expect(faults).toEqual([]);
  });

  test('says in ten lines how to begin', () => {
    for (const one of ['typescript', 'python']) {
      const lines = readFileSync(new URL(`../../examples/${one}/README.md`, import.meta.url), 'utf8').split('\n');
      expect(lines.filter((line) => line !== '').length).toBeLessThanOrEqual(12);
    }
  });
});
