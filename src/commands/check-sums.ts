import { Command } from 'commander';
import { tablesOfFlows, wrongSums, type WrongSum } from '../entities/trade-flow/sums.ts';
import type { Graph } from '../graph/graph.ts';
import { configHelp } from '../lib/config.ts';
import { onGraph, runTyped } from './on-graph.ts';

const figures = (sum: WrongSum['kept']) => (sum === null ? 'nothing' : `[${sum.join(', ')}]`);

/** Compares what is kept with what the flows add up to, and tells each sum that differs. Gives how many do. */
async function checkSums(graph: Graph): Promise<number> {
  const tables = await graph.read(tablesOfFlows, {});
  const summed = tables.filter(({ isSummed }) => isSummed);
  let found = 0;
  for (const { id } of summed)
    for (const { table, end, country, kept, added } of await graph.read(wrongSums, { table: id })) {
      found += 1;
      process.stdout.write(
        `${table}, ${end.toLowerCase()} ${country}: kept ${figures(kept)}, the flows add up to ${figures(added)} [US$, tonnes, flows, weighed]\n`,
      );
    }
  process.stdout.write(
    `${summed.length} tables of flows compared with their sums: ${found} sums differ. ${tables.length - summed.length} tables have no sums: their flows are added up when asked.\n`,
  );
  return found;
}

await runTyped(
  new Command('npm run check:sums --')
    .description(
      'Compares the sums that are kept of trade flows with the flows themselves, changes nothing, and ends with 1 where one differs.',
    )
    .addHelpText('after', `\n${configHelp()}`)
    .action(async () => {
      if ((await onGraph(checkSums)) > 0) process.exitCode = 1;
    }),
);
