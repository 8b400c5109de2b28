import '../server/production.ts';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Command } from 'commander';
import { explain } from '../graph/explain.ts';
import { configHelp, readConfig } from '../lib/config.ts';
import { mcpServer } from '../server/mcp/server.ts';
import type { Answered, Ask } from '../server/mcp/tool.ts';
import { allTools } from '../server/mcp/tools.ts';
import { namedQuestions } from '../server/questions.ts';
import { buildSchema } from '../server/schema.ts';
import { openAsking } from './ask.ts';

// Standard output is the protocol's alone.
const say = (line: string) => process.stderr.write(`${line}\n`);

function serve(): void {
  const config = readConfig();
  const opening = openAsking(config, say);
  opening.catch((error: unknown) => say(explain(error)));

  const ask: Ask = async (asked, signal) => {
    try {
      const { ask: send } = await opening;
      return await send<Answered>(asked, signal);
    } catch (error) {
      signal.throwIfAborted();
      const hint = 'Start it again with npm start, and this command after it.';
      return { errors: [{ message: `${explain(error)} ${hint}`, extensions: { code: 'UNAVAILABLE', hint } }] };
    }
  };
  const tools = allTools({ schema: buildSchema(), ask, bytes: config.MCP_ANSWER_BYTES }, namedQuestions());
  const connection = serveStdio(() => mcpServer(tools), { onerror: (error) => say(error.message) });

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await connection.close();
    await opening.then(({ close }) => close()).catch(() => undefined);
    process.exit(0);
  };
  // A client ends it by closing its input.
  process.stdin.on('close', () => void end());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
}

await new Command('npm run --silent mcp --')
  .description(
    'Answers assistants on standard input and output (Model Context Protocol). Asks the running server, or starts the graph for it.',
  )
  .addHelpText('after', `\n${configHelp()}`)
  .action(serve)
  .parseAsync()
  .catch((error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  });
