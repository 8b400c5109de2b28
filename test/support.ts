import { inject } from 'vitest';
import { viewPrefix } from '../src/api/global-id.ts';

export interface Answer {
  // The shape of an answer is what each test states about it.
  // oxlint-disable-next-line typescript/no-explicit-any
  data?: any;
  errors?: {
    message: string;
    path?: string[];
    extensions: { code: string; argument?: string; hint?: string; limit?: string };
  }[];
}

/** The id of a thing as an answer in the view of these clocks gives it. */
export const idIn = (clocks: { asOf?: string; knownAt?: string }, id: string): string =>
  `${viewPrefix({ asOf: clocks.asOf ?? null, knownAt: clocks.knownAt ? new Date(clocks.knownAt).toISOString() : null })}${id}`;

/** Asks the seeded server over HTTP, as any client would. */
export async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  serverUrl = inject('serverUrl'),
): Promise<Answer> {
  const response = await fetch(`${serverUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** Asks and gives the data; an error fails the test with its message. */
// oxlint-disable-next-line typescript/no-explicit-any
export async function answer(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await ask(query, variables);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data;
}

/** Asks for something that cannot be answered and gives the one error. */
export async function refusal(
  query: string,
  variables: Record<string, unknown> = {},
): Promise<NonNullable<Answer['errors']>[number]> {
  const { errors } = await ask(query, variables);
  const [error] = errors ?? [];
  if (!error) throw new Error('It was answered.');
  return error;
}
