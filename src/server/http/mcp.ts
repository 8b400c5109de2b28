import {
  createMcpHandler,
  isLegacyRequest,
  localhostAllowedOrigins,
  validateOriginHeader,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../../lib/config.ts';
import { answerOf, type Operations } from '../execute.ts';
import { mcpServer } from '../mcp/server.ts';
import type { Answered, Ask } from '../mcp/tool.ts';
import { allTools } from '../mcp/tools.ts';
import { namedQuestions } from '../questions.ts';
import { refusal, refuse } from './answer.ts';
import { goneSignal } from './gone.ts';

/** What `/mcp` needs. */
interface McpOptions {
  operations: Operations;
  schema: GraphQLSchema;
  config: Config;
}

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP, each request answered by itself with JSON, for clients of 2026 and of
 * 2025. The tools ask GraphQL as `/graphql` does, under the same limits.
 */
export const mcp: FastifyPluginAsync<McpOptions> = (app, { operations, schema, config }) => {
  const ask: Ask = async (asked, signal) => {
    const given = await operations.give({ ...asked, variables: { ...asked.variables } }, { log: app.log, signal });
    return JSON.parse(answerOf(given).body) as Answered;
  };
  const tools = allTools({ schema, ask, bytes: config.MCP_ANSWER_BYTES }, namedQuestions());
  const onerror = (error: Error) => app.log.debug(error);
  const current = createMcpHandler(() => mcpServer(tools), { legacy: 'reject', maxSubscriptions: 0, onerror });
  app.addHook('onClose', () => current.close());

  /** Clients of the protocol's revisions of 2025 and before, which begin with `initialize`. */
  const answerOlder = async (request: Request, parsedBody: unknown): Promise<Response> => {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    const server = mcpServer(tools);
    request.signal.addEventListener('abort', () => void server.close());
    await server.connect(transport);
    return transport.handleRequest(request, { parsedBody });
  };

  app.removeContentTypeParser('text/plain');
  app.post('/mcp', { preHandler: refuseOthers }, async (request, reply) => {
    const { body } = request;
    const asked = webRequest(request, goneSignal(reply));
    const response = (await isLegacyRequest(asked, body))
      ? await answerOlder(asked, body)
      : await current.fetch(asked, { parsedBody: body });
    return reply
      .status(response.status)
      .headers(Object.fromEntries(response.headers))
      .send(await response.text());
  });
  return Promise.resolve();
};

/** The request as the web's own, without its body, which is read already. */
function webRequest({ method, url, headers }: FastifyRequest, signal: AbortSignal): Request {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'content-length' ? [] : [[name, String(value)] as [string, string]],
  );
  return new Request(new URL(url, 'http://localhost'), { method, headers: given, signal });
}

/** Refuses what a page of another site sends, also by a name of its own for this machine, and several calls in one request. */
async function refuseOthers(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!validateOriginHeader(request.headers.origin, localhostAllowedOrigins()).ok) {
    const hint = 'Ask from a program, which sends no Origin, or from a page of this machine.';
    return refuse(request, reply, 403, refusal('BAD_REQUEST', 'Pages of other sites are not answered at /mcp.', hint));
  }
  if (Array.isArray(request.body)) {
    const hint = 'Send one request for each.';
    return refuse(
      request,
      reply,
      400,
      refusal('BAD_REQUEST', 'Several messages in one request are not answered.', hint),
    );
  }
  return undefined;
}
