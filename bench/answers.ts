import { isDeepStrictEqual } from 'node:util';
import type { Candidate } from './candidates.ts';
import type { Target } from './load.ts';
import type { NamedShape } from './shape.ts';

/** A candidate with what it is asked a shape by. */
export type Asked = Candidate & { of: Target };

async function askOnce({ url, method, headers, body, status }: Target): Promise<string> {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  if (response.status !== status) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

function dataOf(text: string, url: string): unknown {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(`${url} refused: ${JSON.stringify(errors).slice(0, 500)}`);
  return data;
}

/** The answer of a GET is the one that a 304 tells to be valid still. */
const withoutCondition = ({ headers: { 'if-none-match': _, ...headers }, ...target }: Target): Target => ({
  ...target,
  headers,
  status: 200,
});

/**
 * The candidates that can answer a shape, each with what it is asked by, after one answer of each was compared.
 * @throws Error when two answers differ, or when there is nothing in them.
 */
export async function agreed(shape: NamedShape, candidates: readonly Candidate[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  let first: { name: string; data: unknown } | undefined;
  for (const candidate of candidates) {
    const of = await candidate.target(shape);
    if (of === null) continue;
    const text = await askOnce(of.status === 304 ? withoutCondition(of) : of);
    const data = candidate.answer(shape, dataOf(text, of.url));
    if (of.status === 304) await askOnce(of);
    first ??= { name: candidate.name, data };
    if (!isDeepStrictEqual(data, first.data)) {
      const excerpts = [first.data, data].map((one) => firstDifference(one, first?.data, data));
      throw new Error(`${first.name} and ${candidate.name} answer ${shape.name} differently.\n${excerpts.join('\n')}`);
    }
    asked.push({ ...candidate, of: of.status === 304 ? of : { ...of, expected: text } });
  }
  if (/^\{"\w+":(null|\[\]|\{\})\}$/.test(JSON.stringify(first?.data))) throw new Error(`${shape.name} finds nothing.`);
  return asked;
}

/** What an answer says from shortly before the first character that differs. */
function firstDifference(one: unknown, a: unknown, b: unknown): string {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return JSON.stringify(one).slice(Math.max(0, at - 200), at + 200);
}
