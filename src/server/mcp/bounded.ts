import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Json } from '../../lib/answer-rows.ts';
import { footnoted } from './evidence.ts';
import { answered, refused, type Answered, type Refused } from './tool.ts';

/** The argument of every tool that answers with lists. */
export const rowsArgument = {
  type: 'integer',
  minimum: 1,
  description: 'Most items of every list; what is cut is told.',
};

/** A list that was cut, by the names that lead to it. */
interface Cut {
  list: string;
  of: number;
}

/** The first items of every list in a value, with the lists that had more. */
function cutLists(value: Json, rows: number): { value: Json; cut: Cut[] } {
  const longest = new Map<string, number>();
  const first = (one: Json, path: string): Json => {
    if (Array.isArray(one)) {
      if (one.length > rows) longest.set(path, Math.max(one.length, longest.get(path) ?? 0));
      return one.slice(0, rows).map((item) => first(item, path));
    }
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([name, inner]) => [name, first(inner, path ? `${path}.${name}` : name)]),
    );
  };
  return { value: first(value, ''), cut: [...longest].map(([list, of]) => ({ list, of })) };
}

/** What GraphQL says of something refused, without its places in the text of the operation. */
const refusedBy = ({ errors = [] }: Answered): Refused[] =>
  errors.map(({ message, path, extensions: { code, ...details } = {} }) => ({
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    message,
    ...(path ? { path: path.join('.') } : {}),
    ...details,
  }));

/** Numbers of items that are tried for an answer that is too large. */
const FEWER = [200, 100, 50, 30, 20, 10, 5, 3, 2, 1];

/** How large an answer may be and how it is cut. */
interface Bounds {
  /** The most bytes of JSON. */
  bytes: number;
  /** The most items of each list. */
  rows?: number | undefined;
}

/**
 * What GraphQL answered as the answer of a tool: footnoted, with what was refused beside it; an error where nothing was answered,
 * or where it is too large, with how many items of each list would fit.
 */
export function boundedAnswer(
  about: Record<string, unknown>,
  given: Answered,
  { bytes, rows }: Bounds,
): CallToolResult {
  const { data } = given;
  const errors = refusedBy(given);
  const isEmpty = !data || Object.values(data).every((value) => value === null);
  if (isEmpty && errors.length > 0) return refused(...errors);

  const told = (most: number) => {
    const { value, cut } = cutLists(data ?? null, most);
    const { answer, sources, lowestConfidence } = footnoted(value);
    return {
      ...about,
      answer,
      ...(sources.length > 0 ? { sources } : {}),
      ...(lowestConfidence ? { lowestConfidence } : {}),
      ...(errors.length > 0 ? { refused: errors } : {}),
      ...(cut.length > 0 ? { cut } : {}),
    };
  };
  const size = (content: Record<string, unknown>) => Buffer.byteLength(JSON.stringify(content));
  const whole = told(rows ?? Infinity);
  const length = size(whole);
  if (length <= bytes) return answered(whole);

  const fitting = FEWER.find((fewer) => fewer < (rows ?? Infinity) && size(told(fewer)) <= bytes);
  const hint = fitting
    ? `Call again with rows: ${fitting}, or narrow it down by the other arguments.`
    : 'Ask for fewer fields or shorter lists with the tool graphql.';
  return refused({
    code: 'LIMIT_EXCEEDED',
    limit: 'MCP_ANSWER_BYTES',
    message: `The answer has ${length} bytes; ${bytes} are allowed. ${hint}`,
    hint,
  });
}
