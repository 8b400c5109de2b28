import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../lib/config.ts';
import { asksForPage, refusal, refuse } from './answer.ts';
import { sendExplorer } from './pages.ts';

const SEND_JSON = 'Send a JSON object with a "query" by POST, with the header "content-type: application/json".';

/** What is said of a request that could not be read, by the code of Fastify's error. */
const unreadable = (code: string, { headers }: FastifyRequest): string => {
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return `The content type "${headers['content-type'] ?? ''}" is not read here.`;
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return 'The request body is not JSON.';
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return 'The request body is empty.';
  return 'The request cannot be read.';
};

/** Answers what no route answers, and what fails before or after one, in the API's own form. */
export function answerFailures(app: FastifyInstance, config: Config): void {
  app.setErrorHandler((error: { code?: string; statusCode?: number }, request, reply) => {
    const { code = '', statusCode: status = 500 } = error;
    if (status >= 500) {
      // What could not be sent because the client has gone is no fault.
      if (code !== 'ERR_STREAM_PREMATURE_CLOSE') request.log.error(error);
      const failure = refusal(
        'INTERNAL_SERVER_ERROR',
        'Something went wrong on this server.',
        'Its log has the details, under the "x-request-id" of this answer.',
      );
      return refuse(request, reply, status, failure);
    }
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      const message = `The request body is larger than ${config.BODY_LIMIT_BYTES} bytes.`;
      const limit = { limit: 'BODY_LIMIT_BYTES' };
      return refuse(
        request,
        reply,
        status,
        refusal('LIMIT_EXCEEDED', message, 'Send long lists in several requests.', limit),
      );
    }
    return refuse(request, reply, status, refusal('BAD_REQUEST', unreadable(code, request), SEND_JSON));
  });

  const methodsAt = methodsByPath(app);
  app.setNotFoundHandler((request, reply) => {
    const [path = '/'] = request.url.split('?');
    const methods = methodsAt(path);
    const allowed = ['GET', 'HEAD', 'POST', 'OPTIONS'].filter((method) => methods.has(method));
    if (allowed.length > 0) {
      const hint = `Use ${allowed.join(', ')}.`;
      void reply.header('allow', allowed.join(', '));
      return refuse(
        request,
        reply,
        405,
        refusal('METHOD_NOT_ALLOWED', `${path} does not answer ${request.method}.`, hint),
      );
    }
    // A person who mistyped an address is better served by a page with a search than by a line.
    if (asksForPage(request)) return sendExplorer(reply, 404);
    const hint = 'The API answers at /graphql, its schema stands at /schema.graphql, the playground at /playground.';
    return refuse(request, reply, 404, refusal('NOT_FOUND', `There is nothing at ${path}.`, hint));
  });
}

/** Tells which methods there are at a path, from the routes that are added from now on; those of any path say nothing of one. */
function methodsByPath(app: FastifyInstance): (path: string) => ReadonlySet<string> {
  const routes: { at: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', String.raw`\.`)));
    routes.push({ at: new RegExp(`^${parts.join('/')}$`), methods: [method].flat() });
  });
  return (path) => new Set(routes.flatMap(({ at, methods }) => (at.test(path) ? methods : [])));
}

/** Answers an address that is not encoded as addresses are. */
export function answerBadAddress(_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  void refuse(
    request,
    reply,
    400,
    refusal('BAD_REQUEST', 'The address cannot be read.', 'The API answers at /graphql.'),
  );
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what is no HTTP request, or one whose address and headers are too long for Node.js to read. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, body] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ([
          431,
          refusal(
            'LIMIT_EXCEEDED',
            `The address and the headers are longer than ${maxHeaderSize} bytes.`,
            'Send a long query by POST.',
            { limit: 'headers' },
          ),
        ] as const)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ([408, refusal('BAD_REQUEST', 'The request did not arrive in time.', 'Send it again.')] as const)
        : ([400, refusal('BAD_REQUEST', 'This is not an HTTP request.', 'See the API at /graphql.')] as const);
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
