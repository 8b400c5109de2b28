import type { TypedDocumentString } from './generated.ts';
import { post } from './post.ts';

/** What the API tells of a field that has no answer. */
export interface Problem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly hint?: string };
}

/** An answer, with what is wrong with parts of it. */
export interface Answer<Data> {
  readonly data: Data;
  readonly problems: readonly Problem[];
}

/** A question that has no answer at all. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

/**
 * Asks the API.
 * @throws NoAnswer `OFFLINE` when the server is away, otherwise the API's own code, when nothing at all is answered.
 */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const response = await post(document.toString(), variables, signal).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new NoAnswer('OFFLINE', 'The server does not answer.');
  });
  const body = (await response.json().catch(() => null)) as { data?: Data | null; errors?: Problem[] } | null;
  const problems = body?.errors ?? [];
  if (body?.data && Object.values(body.data).some((value) => value !== null)) return { data: body.data, problems };
  if (body?.data && problems.length === 0) return { data: body.data, problems };
  const [first] = problems;
  throw new NoAnswer(first?.extensions?.code ?? 'OFFLINE', first?.message ?? 'The server does not answer.', problems);
}
