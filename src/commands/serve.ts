import '../server/production.ts';
import { Command } from 'commander';
import { attempt } from '../lib/attempt.ts';
import { configHelp, readConfig } from '../lib/config.ts';
import { explain } from '../graph/explain.ts';
import { findGraph, findsNothing } from '../graph/find.ts';
import type { Seed } from '../ingest/seed/load.ts';
import { keepServing } from '../server/keep-serving.ts';
import { createMetrics } from '../server/metrics.ts';
import { knownOperations, warmUp } from '../server/warm-up.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** The seed, read while Neo4j is fetched and started. What is wrong with it is told when it is loaded. */
const readShippedSeed = (): Promise<Seed> =>
  attempt(async () => (await import('../ingest/seed/load.ts')).readSeed(new Date()));

async function serve(): Promise<void> {
  const config = readConfig();
  const metrics = createMetrics();
  const opened: (() => Promise<void>)[] = [];
  const state = { ending: false };
  const end = async (code: number): Promise<void> => {
    if (state.ending) return;
    state.ending = true;
    for (const close of opened.reverse()) await close();
    process.exit(code);
  };
  // On a terminal the signal comes twice: from the keyboard, and handed on by the commands around this one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

  try {
    const seed = findsNothing(config) ? readShippedSeed() : undefined;
    // Neo4j starts while the rest of the server is loaded.
    const [found, { createHttp }, { seedWhenNeeded }] = await Promise.all([
      findGraph(config, say, {
        observe: metrics.observeStatement,
        listsClasses: true,
        onExit: () => {
          if (!state.ending) say('The local Neo4j ended by itself. Start again with npm start: its data is kept.');
          void end(1);
        },
      }),
      import('../server/http/http.ts'),
      import('./seed-when-needed.ts'),
    ]);
    opened.push(found.close);
    say(`graph: ${found.place}`);
    // Until all is planned nothing is given up because the machine is busy or a statement is new.
    const graph = { ...found.patient, options: found.graph.options };
    const operations = knownOperations();
    let left = operations.length;
    const [app] = await Promise.all([
      createHttp({ config, graph, metrics: metrics.registry, questionsLeft: () => left }),
      seedWhenNeeded(graph, process.stderr, seed),
    ]);
    keepServing(app.log);
    opened.push(() => app.close());
    const address = await app.listen({ host: config.HOST, port: config.PORT });
    process.stdout.write(
      `ready ${address}/ (playground ${address}/playground, API ${address}/graphql, health ${address}/health, metrics ${address}/metrics)\n`,
    );
    say(
      `Neo4j plans the statements of ${operations.length} questions meanwhile: until ${address}/ready says so too, answers may take longer.`,
    );
    await warmUp(
      operations,
      (payload) => app.inject({ method: 'POST', url: '/graphql', payload }),
      () => left--,
    );
    Object.assign(graph, found.graph);
    say('All statements are planned.');
    if (await found.archiveClasses()) say('The next start will be quicker: the classes of Neo4j are kept for it.');
  } catch (error) {
    if (!state.ending) say(explain(error));
    await end(1);
  }
}

await new Command('npm start --')
  .description(
    'Serves the graph: finds or fetches Neo4j, loads the seed when it is needed, and answers until it is stopped.',
  )
  .addHelpText('after', `\n${configHelp()}`)
  .action(serve)
  .parseAsync();
