import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import Papa from 'papaparse';
import { configHelp, readConfig } from '../lib/config.ts';
import { explain } from '../graph/explain.ts';
import { answerTables, csvRows, shownCell } from '../lib/answer-rows.ts';
import { openAsking } from './ask.ts';
import { unknownVariables } from '../server/operation-variables.ts';
import { readQuestion } from '../server/question-file.ts';

interface Answer {
  data?: Parameters<typeof answerTables>[0] | null;
  errors?: { message: string }[];
}
const say = (line: string) => process.stderr.write(`${line}\n`);

function variable(text: string, sofar: Record<string, unknown>): Record<string, unknown> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('A variable is written name=value.');
  const value = text.slice(at + 1);
  let parsed: unknown = value;
  try {
    parsed = JSON.parse(value);
  } catch {
    // Not JSON: a text, as typed.
  }
  return { ...sofar, [text.slice(0, at)]: parsed };
}

function print(answer: NonNullable<Answer['data']>, sentence: string, as: { json?: boolean; csv?: boolean }): void {
  if (as.json) {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  const tables = answerTables(answer);
  if (!as.csv && sentence) process.stdout.write(`${sentence}\n`);
  for (const [index, table] of tables.entries()) {
    const { name, facts, columns, rows } = table;
    if (as.csv) {
      if (tables.length > 1) process.stdout.write(`${index > 0 ? '\n' : ''}# ${name}\n`);
      process.stdout.write(`${Papa.unparse(csvRows(table), { newline: '\n' })}\n`);
      continue;
    }
    if (tables.length > 1) process.stdout.write(`\n${name}\n`);
    facts.forEach(([fact, value]) => process.stdout.write(`${fact}: ${shownCell(value)}\n`));
    const drawn = new Table({ head: columns, style: { head: [], border: [] } });
    drawn.push(...rows.map((cells) => cells.map(shownCell)));
    process.stdout.write(`${drawn.toString()}\n`);
  }
}

await new Command('npm run question --')
  .description('Answers a question as a table. Asks the running server, or starts the graph for it.')
  .argument('<file>', 'a file with one GraphQL operation, such as questions/01-coalition-magnets.graphql')
  .option('--json', 'the answer as JSON')
  .option(
    '--csv',
    'the answer as CSV, nulls empty and numbers complete; several lists are tables one after the other, each below "# its name"',
  )
  .option('--var <name=value>', 'a variable of the operation; repeat for more', variable, {})
  .addHelpText('after', `\n${configHelp()}`)
  .action(async (file: string, options: { json?: boolean; csv?: boolean; var: Record<string, unknown> }) => {
    const question = readQuestion(file);
    const wrong = unknownVariables(question.operation, Object.keys(options.var));
    if (wrong !== null) {
      say(wrong);
      process.exitCode = 1;
      return;
    }
    const { ask, close } = await openAsking(readConfig(), say);
    const variables = { ...question.variables, ...options.var };
    try {
      const answer = await ask<Answer>({ query: question.operation, variables });
      if (answer.data) print(answer.data, question.sentence, options);
      for (const { message } of answer.errors ?? []) {
        say(message);
        process.exitCode = 1;
      }
    } finally {
      await close();
    }
  })
  .parseAsync()
  .catch((error: unknown) => {
    const { code, path } = error as { code?: string; path?: string };
    say(
      code === 'ENOENT'
        ? `There is no file ${path ?? ''}. The questions that come with Lodegraph are in questions/.`
        : explain(error),
    );
    process.exitCode = 1;
  });
