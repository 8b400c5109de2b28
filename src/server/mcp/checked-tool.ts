import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { refused, type Tool } from './tool.ts';

/** A tool whose arguments are checked here, not by GraphQL: what is wrong with them is told all at once. */
export function checkedTool<Arguments extends z.ZodObject>(
  described: Pick<Tool, 'name' | 'description'>,
  schema: Arguments,
  call: (given: z.output<Arguments>, signal: AbortSignal) => CallToolResult | Promise<CallToolResult>,
): Tool {
  return {
    ...described,
    inputSchema: z.toJSONSchema(schema, { io: 'input' }),
    call(given, signal) {
      const checked = schema.safeParse(given);
      if (checked.success) return call(checked.data, signal);
      return refused(
        ...checked.error.issues.map(({ path, message }) => ({
          code: 'BAD_USER_INPUT',
          message: `Argument "${path.join('.')}": ${message}.`,
          argument: path.join('.'),
        })),
      );
    },
  };
}
