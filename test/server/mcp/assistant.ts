import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { inject } from 'vitest';

/** What a tool gave. */
export interface Given {
  isError: boolean;
  // Its shape is what each test states about it.
  // oxlint-disable-next-line typescript/no-explicit-any
  content: any;
}

/** How an assistant reaches the tools: of the revision of the protocol, and over what. */
export const ways = ['2026 over HTTP', '2025 over HTTP', 'stdio'] as const;

/** Connects the SDK's own client to the seeded server. */
export async function connect(
  way: (typeof ways)[number],
  url = inject('serverUrl'),
  settings: Record<string, string> = {},
): Promise<Client> {
  const mode = way === '2026 over HTTP' ? 'auto' : 'legacy';
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const { hostname, port } = new URL(url);
  await client.connect(
    way === 'stdio'
      ? new StdioClientTransport({
          command: 'npm',
          args: ['run', '--silent', 'mcp'],
          cwd: fileURLToPath(new URL('../../../', import.meta.url)),
          env: { ...(process.env as Record<string, string>), HOST: hostname, PORT: port, ...settings },
        })
      : new StreamableHTTPClientTransport(new URL('/mcp', url)),
  );
  return client;
}

/** Calls a tool; what it gives as an object is what it gives as a text. */
export async function call(client: Client, name: string, given: Record<string, unknown> = {}): Promise<Given> {
  const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: given });
  const [first] = content as { type: string; text: string }[];
  if (JSON.stringify(structuredContent) !== first?.text) throw new Error('The text is not the object.');
  return { isError, content: structuredContent };
}
