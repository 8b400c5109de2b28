import type { CallToolResult } from '@modelcontextprotocol/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Json } from '../../lib/answer-rows.ts';

/** An operation as it is posted to `/graphql`. */
interface Asked {
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  operationName?: string;
}

/** What GraphQL answered. */
export interface Answered {
  data?: { [field: string]: Json } | null;
  errors?: readonly GraphQLFormattedError[];
}

/** Asks GraphQL, under its limits; the signal ends what is done for it. */
export type Ask = (asked: Asked, signal: AbortSignal) => Promise<Answered>;

/** A tool: how it is listed, and what it answers. */
export interface Tool {
  name: string;
  description: string;
  /** JSON Schema of its arguments. */
  inputSchema: Readonly<Record<string, unknown>>;
  call(given: Readonly<Record<string, unknown>>, signal: AbortSignal): CallToolResult | Promise<CallToolResult>;
}

/** What is told of a thing refused: what GraphQL says of it, or in the same form. */
export interface Refused {
  code: string;
  message: string;
  hint?: string;
  [detail: string]: unknown;
}

/** An answer both as an object and, for clients that read texts alone, as its JSON. */
export const answered = (content: Record<string, unknown>): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(content) }],
  structuredContent: content,
});

/** What could not be done and what to do instead, as an error that a model can act on. */
export const refused = (...errors: readonly Refused[]): CallToolResult => ({ ...answered({ errors }), isError: true });

/** Refuses arguments by names that the tool does not have; null when there are none. */
export function unknownArguments({ name, inputSchema }: Tool, given: object): Refused | null {
  const own = Object.keys(inputSchema['properties'] ?? {});
  const unknown = Object.keys(given).filter((one) => !own.includes(one));
  if (unknown.length === 0) return null;
  const names = unknown.map((one) => `"${one}"`).join(', ');
  const hint = own.length > 0 ? `It has: ${own.join(', ')}.` : 'It has none.';
  return { code: 'BAD_USER_INPUT', message: `The tool ${name} has no argument ${names}. ${hint}`, hint };
}
