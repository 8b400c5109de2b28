import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { importers } from '../src/ingest/publishers/index.ts';
import { readConfig } from '../src/lib/config.ts';
import { readQuestion } from '../src/server/question-file.ts';
import { answers } from './readme/answers.ts';
import { blocksOf, commandsInReadme, commandsOf, type Command } from './readme/blocks.ts';
import { outputsInReadme, questionOf, renewed } from './readme/outputs.ts';
import { holdLines, isToWrite, linesBetween, outOfDate, pathOf, readText, wrapped } from './readme/page.ts';
import { Count, figure, percent, type Data } from './readme/words.ts';
import { answer } from './support.ts';

const files = readdirSync(pathOf('questions'))
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => `questions/${file}`);
const nameOf = (file: string) => file.replace(/^questions\/(.*)\.graphql$/, '$1');

/** What the graph answers to the question of a file, asked with its defaults. */
async function answerTo(file: string): Promise<Data> {
  const { operation, variables } = readQuestion(pathOf(file));
  return answer(operation, variables);
}

describe('the answers in words', () => {
  test('are there for every question, and for nothing else', () => {
    expect(Object.keys(answers).sort()).toEqual(files.map(nameOf).sort());
  });

  test.each(files)('%s says what the graph answers', async (file) => {
    const inWords = answers[nameOf(file)];
    const should = (await inWords?.(await answerTo(file), answer)) ?? '';
    // However it is wrapped.
    if (readQuestion(pathOf(file)).answer === should) return;
    const lines = readText(file).split('\n');
    const line = lines.findIndex((one) => one.startsWith('# Answer:'));
    const length = lines.slice(line).findIndex((one) => !one.startsWith('#'));
    holdLines(file, line + 1, lines.slice(line, line + length), wrapped(`Answer: ${should}`, '# ', 132));
  });

  test('stand in the README, each below its question', () => {
    const { line, lines } = linesBetween('README.md', '## Questions and answers', '### ');
    const should = files.flatMap((file) => {
      const { sentence, answer: inWords } = readQuestion(pathOf(file));
      return [`- [${sentence}](${file})`, `  ${inWords}`];
    });
    holdLines('README.md', line, lines, ['', ...should, '']);
  });
});

describe('what the README prints of a question', () => {
  const [first, ...others] = outputsInReadme();

  test('is the first question in full, and some in part', () => {
    expect(first?.question).toBe(files[0]);
    const { lines } = linesBetween('README.md', '## Questions and answers', '## Load');
    expect(lines).toContain(`### ${Count(others.length)} more, as the terminal prints them`);
    expect(others.length).toBeGreaterThan(0);
  });

  test('is what the command prints', async () => {
    const { hostname, port } = new URL(inject('serverUrl'));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['src/commands/run.mjs', 'question', first?.question ?? ''],
      { cwd: pathOf(''), env: { ...process.env, HOST: hostname, PORT: port } },
    );
    holdLines('README.md', first?.line ?? 0, first?.lines ?? [], stdout.trimEnd().split(/\r?\n/));
  });

  test.each(others.map(({ question }) => question))('is what the graph answers to %s', async (question) => {
    const { sentence } = readQuestion(pathOf(question));
    const data = await answerTo(question);
    // Read again: what was written above may have moved it.
    const output = outputsInReadme().find((one) => one.question === question && one.line !== first?.line);
    if (!output) throw new Error(`README.md prints no answer to ${question}.`);
    holdLines('README.md', output.line, output.lines, renewed(output.lines, sentence, data));
  });

  test('is what the picture of the playground shows', async () => {
    const { dependents } = await answerTo(files[0] ?? '');
    const [most, ...next] = dependents.nodes
      .slice(0, 3)
      .map(({ country, share }: Data) => [country.name, percent(share)]);
    const should = `![The playground answers the question: ${most[0]} bought ${most[1]} of its permanent magnets from China, ${next.map((one: string[]) => one.join(' ')).join(', ')}.](docs/playground.png)`;
    const lines = readText('README.md').split('\n');
    const line = lines.findIndex((one) => one.startsWith('![The playground'));
    holdLines('README.md', line + 1, [lines[line] ?? ''], [should]);
  });
});

/** Commands that are not run as they are written, each with the reason. */
const notRun: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'installs and starts what these tests are part of; test/commands/serve.test.ts starts it',
  'npm ci && npm test': 'would run these tests within themselves',
  'npm run test:watch -- test/entities': 'waits for changes until it is ended',
  'npm run import -- path/to/files': 'names files that the reader has; test/commands/import.test.ts runs it',
  'NEO4J_URI=neo4j://your-host:7687 NEO4J_USER=neo4j NEO4J_PASSWORD=… npm start':
    'names a host that the reader has; test/commands/serve.test.ts finds a Neo4j so named',
};

describe('what the README prints for other programs', () => {
  const isRun = ({ command }: Command) => questionOf(command) === null && !(command in notRun);
  const commands = commandsInReadme().filter(isRun);
  const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-readme-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  /** What stands in the README for what a reader has. */
  const own = [
    ['http://127.0.0.1:4000', inject('serverUrl')],
    ['my-folder', join(scratch, 'my-folder')],
  ] as const;

  test('is below every command that is not named here with a reason', () => {
    const silent = commandsInReadme().filter(({ command, output }) => output === null && !(command in notRun));
    expect(silent.map(({ command }) => command)).toEqual([]);
    const written = new Set(commandsInReadme().map(({ command }) => command));
    expect(Object.keys(notRun).filter((command) => !written.has(command))).toEqual([]);
    // A command in a block of another language would be none of them.
    const languages = blocksOf(readText('README.md')).map(({ language }) => language);
    expect([...new Set(languages)].sort()).toEqual(['', 'sh']);
    expect(new Set(commands.map(({ command }) => command)).size).toBe(commands.length);
  });

  test.each(commands.map(({ command }) => command))('is what is printed by %s', async (command) => {
    const { uri, user, password } = inject('neo4j');
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', own.reduce((text, [written, here]) => text.replaceAll(written, here), command)],
      {
        cwd: pathOf(''),
        env: {
          ...{ ...process.env, LODEGRAPH: inject('serverUrl') },
          ...{ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
        },
      },
    );
    const should = own.reduce((text, [written, here]) => text.replaceAll(here, written), stdout.trimEnd());
    // Read again: what was written above may have moved it.
    const printed = commandsInReadme().find((one) => one.command === command)?.output;
    holdLines('README.md', printed?.line ?? 0, printed?.lines ?? [], should.split(/\r?\n/));
  });
});

describe('a command of a page', () => {
  const page = (...lines: string[]) => commandsOf(lines.join('\n'));

  test('has the output that stands right below it, and no other', () => {
    expect(page('```sh', 'a', '```', '', '```', 'A', '```')).toEqual([
      { command: 'a', output: { language: '', lines: ['A'], line: 6 } },
    ]);
    expect(page('```sh', 'a', '```', '', '```sh', 'b', '```', '', '```', 'B', '```')).toEqual([
      { command: 'a', output: null },
      { command: 'b', output: { language: '', lines: ['B'], line: 10 } },
    ]);
    expect(page('```sh', 'a', '```', '', 'prints', '', '```', 'A', '```')).toEqual([{ command: 'a', output: null }]);
    expect(page('```sh', 'a', '```', '', '```json', '1', '```')).toEqual([{ command: 'a', output: null }]);
  });

  test('is refused where it does not end', () => {
    expect(() => page('text', '```sh', 'a')).toThrow('The block at line 3 does not end.');
  });
});

describe('other figures of the README', () => {
  const readme = readText('README.md');
  /** The first cells of a table's rows, and the second. */
  const table = (begin: RegExp) => {
    const [, rows = ''] =
      new RegExp(`\\n\\| ${begin.source}[^\\n]*\\n\\|[-| :]+\\n((?:\\|[^\\n]*\\n)+)`).exec(readme) ?? [];
    return rows
      .trim()
      .split('\n')
      .map((row) => row.split('|').map((cell) => cell.trim()));
  };

  test('the limits of a request are the defaults of the settings', () => {
    const defaults: Record<string, unknown> = readConfig({});
    const limits = table(/setting/).map(([, name = '', value]) => [name.replaceAll('`', ''), value]);
    expect(limits.length).toBeGreaterThan(5);
    for (const [name = '', value] of limits) expect(value, name).toBe(figure(Number(defaults[name])));
    expect(readme).toContain(`"limit":\n${String(defaults['MAX_COST'])}}`);
    expect(readme).toContain('for two minutes (`START_TIMEOUT_MS`)');
    expect(defaults['START_TIMEOUT_MS']).toBe(2 * 60_000);
  });

  test('the publishers are those whose files are read', () => {
    const names = table(/publisher/).map(([, name = '']) => name.replaceAll('`', ''));
    expect(names).toEqual(importers.map(({ publisher }) => publisher));
  });

  test('the commands are those of package.json, and so is the version of Node', () => {
    const { scripts, engines } = JSON.parse(readText('package.json')) as Record<string, Record<string, string>>;
    const named = [...readme.matchAll(/npm (?:run )?(?:--silent )?([\w:]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'ci');
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((name) => !scripts?.[name])).toEqual([]);
    expect(readme).toContain(`Node.js ${engines?.['node']?.replace('>=', '') ?? ''} or newer`);
  });

  test('the files and folders that it names are there', () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(files.length);
    for (const path of links) expect(() => readdirSync(pathOf(path)), path).toThrow(/^(?!ENOENT)/);
  });

  test('trade is of so many products, and of these years', async () => {
    const { country, magnets } = await answer(`{
      country(code: "JPN") { dependences(on: "CHN", year: 2024, first: 1) { totalCount } }
      magnets: dependence(of: "DEU", on: "CHN", product: "permanent-magnets", year: 2024) { byYear { year complete } }
    }`);
    expect(readme).toContain(`all flows of 2024 in ${figure(country.dependences.totalCount)} products`);
    const series = magnets.byYear.filter(({ complete }: Data) => complete === false).map(({ year }: Data) => year);
    expect(readme.replaceAll('\n', ' ')).toContain(
      `a series of the largest partners for ${series[0]} to ${series.at(-1)}`,
    );
  });
});

test('a figure out of date is told with its line and the right value', () => {
  expect(
    outOfDate(
      'README.md',
      7,
      ['a', 'led by South Korea with 87 %; only Japan'],
      ['a', 'led by South Korea with 88 %; only Japan'],
    ),
  ).toBe(
    'README.md:8 says "… South Korea with 87 %; only Japan", the graph says "… South Korea with 88 %; only Japan". npm run readme writes it.',
  );
  expect(outOfDate('README.md', 7, ['a'], ['a'])).toBeNull();
  expect(isToWrite && process.env['CI'] !== undefined, 'nothing is written where changes are checked').toBe(false);
});
