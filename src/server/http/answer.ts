import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../api/errors.ts';

/** Whether a browser asks for a page rather than a program for data. */
export const asksForPage = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept?.includes('text/html') ?? false);

/** What the API says of a request that is not answered: in the form of a GraphQL answer, with a code and what to do. */
export const refusal = (code: ErrorCode, message: string, hint: string, details: Record<string, string> = {}) => ({
  errors: [{ message: `${message} ${hint}`, extensions: { code, ...details, hint } }],
});

/** Sends a refusal; to a browser that asks for a page, as a line to read. */
export function refuse(request: FastifyRequest, reply: FastifyReply, status: number, body: ReturnType<typeof refusal>) {
  void reply.status(status);
  return asksForPage(request)
    ? reply.type('text/plain; charset=utf-8').send(`${body.errors[0]?.message ?? ''}\n`)
    : reply.type('application/json; charset=utf-8').send(body);
}
