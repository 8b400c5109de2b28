import { Command } from 'commander';
import { configHelp, readConfig } from '../lib/config.ts';
import { explain } from '../graph/explain.ts';
import { findGraph } from '../graph/find.ts';
import { loadSeed } from '../ingest/seed/load.ts';
import { seedProgress } from './progress.ts';
import { reportLines } from './seed-report.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

await new Command('npm run seed --')
  .description('Loads the seed into the graph. Run again it changes nothing; interrupted, it can be run again.')
  .addHelpText('after', `\n${configHelp()}`)
  .action(async () => {
    const found = await findGraph(readConfig(), say);
    say(`graph: ${found.place}`);
    try {
      const report = await loadSeed(found.patient, new Date(), seedProgress(process.stderr));
      reportLines(report).forEach((line) => process.stdout.write(`${line}\n`));
    } finally {
      await found.close();
    }
  })
  .parseAsync()
  .catch((error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  });
