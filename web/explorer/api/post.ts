const send = (query: string, variables: unknown, signal?: AbortSignal): Promise<Response> =>
  fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query, variables }),
    ...(signal ? { signal } : {}),
  });

/** An operation by its name, with its variables. */
const keyOf = (query: string, variables: unknown): string =>
  `${/query (\w+)/.exec(query)?.[1] ?? ''} ${JSON.stringify(variables)}`;

let early: { readonly key: string; readonly response: Promise<Response> } | null = null;

/** Asks what the page will ask, before the page is there. */
export function askEarly(query: string, variables: unknown): void {
  const response = send(query, variables);
  // Whoever asks for it hears of it; where nobody does, it is no error.
  response.catch(() => undefined);
  early = { key: keyOf(query, variables), response };
}

/** Sends an operation; the first time what has been asked early is not asked again. */
export function post(query: string, variables: unknown, signal?: AbortSignal): Promise<Response> {
  const asked = early?.key === keyOf(query, variables) ? early : null;
  early = null;
  return asked?.response ?? send(query, variables, signal);
}
