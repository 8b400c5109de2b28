import { existsSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { configHelp } from '../lib/config.ts';
import { explain } from '../graph/explain.ts';
import { onGraph } from './on-graph.ts';
import { importers } from '../ingest/publishers/index.ts';
import { importAndTell } from './import-and-tell.ts';

const WRONG_USAGE = 2;

interface Options {
  list?: boolean;
  dryRun?: boolean;
  json?: boolean;
  asOf?: string;
  hs?: string[];
}

/** Where the command writes lines: what was asked for, and what is said about it. */
interface Output {
  print: (line: string) => void;
  say: (line: string) => void;
}

function day(text: string): string {
  const known = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(known.getTime()) || !known.toISOString().startsWith(text))
    throw new InvalidArgumentError('A day is written YYYY-MM-DD and must exist.');
  return text;
}

function codes(text: string): string[] {
  const all = text.split(',').map((code) => code.trim());
  const wrong = all.find((code) => !/^(\d{4}|\d{6})$/.test(code));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is no HS code: four or six digits.`);
  return all;
}

/** The publishers whose files can be read, for people or (`json`) for programs. */
function list(json: boolean, print: Output['print']): void {
  const all = importers.map(({ publisher, title, reads, licence, redistributable, formats }) => ({
    ...{ publisher, title, reads, licence, redistributable },
    formats: formats.map((format) => format.title),
  }));
  if (json) {
    print(JSON.stringify(all, null, 2));
    return;
  }
  for (const { publisher, title, reads, licence, redistributable, formats } of all) {
    print(`${publisher.padEnd(12)} ${title}`);
    print(`${' '.repeat(12)} reads ${reads}`);
    formats.forEach((format) => print(`${' '.repeat(12)} - ${format}`));
    const passedOn = redistributable
      ? 'the figures may be passed on'
      : 'for your own use: the figures may not be passed on';
    print(`${' '.repeat(12)} licence: ${licence}; ${passedOn}`);
  }
}

/** Imports files into the graph that the settings name. @returns whether all of them could be read */
async function run(
  publisher: string | null,
  paths: readonly string[],
  options: Options,
  print: Output['print'],
): Promise<boolean> {
  const { dryRun = false, json = false, asOf = null, hs = null } = options;
  return onGraph((graph) => importAndTell(graph, { paths, publisher, options: { asOf, hs } }, { dryRun, json }, print));
}

/** Runs the command as it was typed. @returns the exit code */
export async function importCommand(args: readonly string[], { print, say }: Output): Promise<number> {
  let code = 0;
  const command = new Command('npm run import --')
    .description(
      'Reads files as their publishers ship them into the graph. Each file is loaded whole or not at all; run again it changes nothing.',
    )
    .argument('[publisher]', 'whose files they are, of --list; found out when it is left out')
    .argument('[file or folder…]', 'files, compressed ones (.gz) too, and folders with all that is in them')
    .option('--list', 'list the publishers, what is read of each, and the licence')
    .option('--dry-run', 'report what a load would do, and write nothing')
    .option('--as-of <YYYY-MM-DD>', 'day on which the edition was published, where the file does not say it', day)
    .option('--hs <code,code>', 'take these HS codes of trade alone, instead of those of all known products', codes)
    .option('--json', 'print the report as JSON')
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
Examples:
  npm run import -- MCS2026_Commodities_Data.csv
  npm run import -- usgs-mcs mcs2024/world --dry-run
  npm run import -- baci BACI_HS17_Y2024_V202601.csv.gz --hs 850511,283691
  npm run import -- downloads --json > report.json

Ends with 0 when all was loaded, 1 when a file could not be, 2 for wrong usage.

${configHelp()}`,
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), writeErr: (text) => say(text.trimEnd()) })
    .action(async (_publisher: string | undefined, _paths: string | undefined, options: Options, { args }: Command) => {
      if (options.list) {
        list(options.json ?? false, print);
        return;
      }
      const [word = ''] = args;
      const publisher = importers.find((importer) => importer.publisher === word)?.publisher ?? null;
      const paths = publisher === null ? args : args.slice(1);
      if (paths.length === 0)
        command.error('error: name a file or a folder. --help shows examples.', { exitCode: WRONG_USAGE });
      if (publisher === null && paths.length > 1 && !existsSync(word))
        command.error(
          `error: "${word}" is neither a publisher nor a file. The publishers are ${importers.map((one) => one.publisher).join(', ')}.`,
          { exitCode: WRONG_USAGE },
        );
      if (!(await run(publisher, paths, options, print))) code = 1;
    });

  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    say(explain(error));
    return 1;
  }
  return code;
}
