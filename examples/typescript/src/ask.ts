import type { TypedDocumentString } from './gql/graphql.ts';

/** What the server said of something it refused: a code, often the argument at fault and what to do. */
export class Refused extends Error {
  readonly code: string;
  readonly argument: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, extensions: { code?: string; argument?: string; hint?: string } = {}) {
    super(message);
    this.code = extensions.code ?? 'UNKNOWN';
    this.argument = extensions.argument;
    this.hint = extensions.hint;
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; argument?: string; hint?: string } }[];
}

const hashes = new Map<string, Promise<string>>();

/** The SHA-256 of a text in hexadecimal digits, by which the server knows an operation that it has met. */
function hashOf(text: string): Promise<string> {
  const known = hashes.get(text);
  if (known) return known;
  const hash = crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(text))
    .then((bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  hashes.set(text, hash);
  return hash;
}

/**
 * Asks an operation by its hash, with GET, so that answers can be cached; the first time the server does not know it yet and is
 * sent its text. An answer with errors beside data is given as data: what failed is null in it.
 */
export async function ask<Data, Variables>(
  server: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const query = document.toString();
  const extensions = { persistedQuery: { version: 1, sha256Hash: await hashOf(query) } };
  const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const known = await fetch(`${server}/graphql?variables=${json(variables)}&extensions=${json(extensions)}`, {
    signal,
  });
  let answer = (await known.json()) as Answer<Data>;
  if (answer.errors?.some(({ extensions: told }) => told?.code === 'PERSISTED_QUERY_NOT_FOUND')) {
    const response = await fetch(`${server}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, extensions }),
      signal,
    });
    answer = (await response.json()) as Answer<Data>;
  }
  const [error] = answer.errors ?? [];
  if (answer.data && Object.values(answer.data).some((value) => value !== null)) return answer.data;
  throw new Refused(error?.message ?? 'There is no answer.', error?.extensions);
}
