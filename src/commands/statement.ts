import { Command } from 'commander';
import { explain } from '../graph/explain.ts';
import { allStatements } from '../graph/statement.ts';
import { slipsBetween } from '../lib/edit-distance.ts';

// What is served and what loads have all statements, which are noted as their modules load.
import '../server/schema.ts';
import '../ingest/seed/load.ts';

/** How many names are told in place of an unknown one. */
const MAX_NEAREST = 5;

/** The names that are nearest to what was typed; those that hold it come first. */
function nearest(typed: string, names: readonly string[]): string[] {
  const text = typed.toLowerCase();
  const slips = (name: string) => (name.includes(text) ? 0 : slipsBetween(text, name));
  const ranked = names.map((name) => ({ name, distance: slips(name.toLowerCase()) }));
  return ranked
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, MAX_NEAREST)
    .map(({ name }) => name);
}

const print = (line: string) => process.stdout.write(`${line}\n`);

await new Command('npm run statement --')
  .description('Prints the Cypher that is sent for a statement, as metrics and the log name it.')
  .argument('[name]', 'such as dependence.among.VALUE.DESC; all names when left out')
  .action((name?: string) => {
    const statements = allStatements();
    const names = statements.map((one) => one.name);
    if (name === undefined) {
      names.forEach(print);
      return;
    }
    const found = statements.find((one) => one.name === name);
    if (!found) throw new Error(`There is no statement ${name}. The nearest are ${nearest(name, names).join(', ')}.`);
    print(found.text);
  })
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
