import { McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { refused, unknownArguments, type Tool } from './tool.ts';

const instructions = `Lodegraph: who depends on whom for critical minerals; trade, production, companies, agreements, export controls and the evidence behind each figure.
- A tool named question-… answers one question; its arguments ask the same of other countries, products and years.
- search turns a word into the names that arguments take; schema looks parts of the GraphQL schema up by word; graphql asks anything else.
- A figure that is null is not known, never zero; "missing" says why. A share is a part of what customs record; "directUnknownShare" and "unknownShare" say by how much it could be higher.
- "cites" names the sources below the answer by number: cite them, with their attribution. "lowestConfidence" is that of the weakest figure.
- "address" is where the same answer stands on this server for people and programs: /q/<name of the question> with its arguments, as a page, .json or .csv, with ?cite=bibtex, ris or csl to cite it and ?evidence=1 for its claims. Give it along with what you say.
- asOf asks what was true on a day, knownAt what was recorded by a moment.`;

/** How the arguments of a tool are listed. They are checked by GraphQL or by the tool itself, which say what to do instead. */
const listed = (inputSchema: Tool['inputSchema']): StandardSchemaWithJSON<Record<string, unknown>> => ({
  '~standard': {
    version: 1,
    vendor: 'lodegraph',
    jsonSchema: { input: () => inputSchema, output: () => inputSchema },
    validate: (given) => ({ value: given as Record<string, unknown> }),
  },
});

/** A server of the Model Context Protocol for one connection or request, with the tools it is given. */
export function mcpServer(tools: readonly Tool[]): McpServer {
  const server = new McpServer(
    { name: 'lodegraph', version: '0.1.0' },
    { capabilities: { tools: { listChanged: false } }, instructions },
  );
  for (const tool of tools) {
    const { name, description } = tool;
    const annotations = { readOnlyHint: true };
    const inputSchema = listed(tool.inputSchema);
    server.registerTool(name, { description, annotations, inputSchema }, (given, { mcpReq: { signal } }) => {
      const wrong = unknownArguments(tool, given);
      return wrong ? refused(wrong) : tool.call(given, signal);
    });
  }
  return server;
}
