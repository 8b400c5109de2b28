import type { Command } from 'commander';
import { explain } from '../graph/explain.ts';
import { findGraph } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';
import { readConfig } from '../lib/config.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Opens the graph that the settings name, tells where it is, and closes it when `work` has ended. */
export async function onGraph<T>(work: (graph: Graph) => Promise<T>): Promise<T> {
  const found = await findGraph(readConfig(), say);
  say(`graph: ${found.place}`);
  try {
    return await work(found.patient);
  } finally {
    await found.close();
  }
}

/** Runs a command as it was typed; what fails is told in a sentence, and the process ends with 1. */
export async function runTyped(command: Command): Promise<void> {
  await command.parseAsync().catch((error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  });
}
