import { formatResult, type Fetcher } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';

/** What a tab asked, and the answer to it as text. */
export interface Answered {
  readonly query: string;
  readonly operationName: string | null;
  readonly text: string;
}

interface Running {
  readonly controller: AbortController;
  /** Tells GraphiQL that the request has ended; null when it no longer waits for it, since another tab is in front. */
  tellEnd: (() => void) | null;
}

interface Tabs {
  readonly tabs: readonly { readonly id: string }[];
  readonly activeTabIndex: number;
}

const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
};

/**
 * Sends an operation, and gives what is answered.
 * @throws Error that says why there is no answer.
 */
export async function send(body: unknown, headers?: unknown, signal: AbortSignal | null = null): Promise<object> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...HEADERS, ...(headers as Record<string, string> | undefined) },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Error('The server cannot be reached.');
  });
  return (await response.json().catch(() => {
    throw new Error(`The server sent no JSON, with status ${response.status}.`);
  })) as object;
}

/** The name, if the document has an operation of it: for a moment GraphiQL gives the one of the tab that was in front before. */
function nameIn(query: string, name: string | null | undefined): string | null {
  try {
    const { definitions } = parse(query, { noLocation: true });
    const names = definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value] : []));
    return names.find((one) => one === name) ?? (names.length === 1 ? names[0] : null) ?? null;
  } catch {
    return null;
  }
}

/**
 * Requests that belong to the tab that asked. GraphiQL writes an answer into whichever tab is in front when it comes; here it waits
 * until its own tab is, and a request goes on while another tab is in front, until it is stopped or its tab is closed.
 */
export function createRequests() {
  let tabs: readonly string[] = [];
  let active = '';
  let version = 0;
  const running = new Map<string, Running>();
  const answered = new Map<string, Answered>();
  /** Tabs whose answer has come and is not yet written into them. */
  const arrived = new Set<string>();
  const listeners = new Set<() => void>();

  function changed(): void {
    version++;
    for (const listener of listeners) listener();
  }

  function stop(tab: string): void {
    const request = running.get(tab);
    running.delete(tab);
    request?.controller.abort();
    request?.tellEnd?.();
    changed();
  }

  async function ask(
    tab: string,
    request: Running,
    { query, variables, operationName: name }: Parameters<Fetcher>[0],
    headers: unknown,
  ): Promise<void> {
    const operationName = nameIn(query, name);
    const asked = { query, ...(variables ? { variables: variables as object } : {}), operationName };
    const answer = await send(asked, headers, request.controller.signal).catch((error: unknown) => ({
      errors: [{ message: error instanceof Error ? error.message : String(error) }],
    }));
    if (running.get(tab) !== request) return;
    running.delete(tab);
    answered.set(tab, { query, operationName, text: formatResult(answer) });
    arrived.add(tab);
    request.tellEnd?.();
    changed();
  }

  const fetcher: Fetcher = (asked, options) => {
    // Only what is asked of the schema when the page opens comes without a document.
    if (!options || !('documentAST' in options)) return send(asked, options?.headers) as Promise<never>;
    const tab = active;
    stop(tab);
    const request: Running = { controller: new AbortController(), tellEnd: null };
    running.set(tab, request);
    arrived.delete(tab);
    changed();
    void ask(tab, request, asked, options.headers);
    return {
      subscribe(observer: { complete: () => void }) {
        request.tellEnd = () => observer.complete();
        const unsubscribe = () => {
          request.tellEnd = null;
          // GraphiQL does this on "Stop", and also before it shows another tab: only the first ends the request.
          queueMicrotask(() => {
            if (active === tab && running.get(tab) === request) stop(tab);
            else changed();
          });
        };
        return { unsubscribe };
      },
    } as unknown as ReturnType<Fetcher>;
  };

  return {
    fetcher,
    stop,
    /** Tells which tabs there are and which is in front, at each change. */
    follow(state: Tabs): void {
      tabs = state.tabs.map(({ id }) => id);
      active = tabs[state.activeTabIndex] ?? '';
      for (const tab of running.keys()) if (!tabs.includes(tab)) stop(tab);
      for (const tab of answered.keys()) if (!tabs.includes(tab)) answered.delete(tab);
    },
    /** The answer that came for a tab since it was last asked for, if the tab is in front. */
    take(tab: string): Answered | null {
      return tab === active && arrived.delete(tab) ? (answered.get(tab) ?? null) : null;
    },
    /** The last answer of a tab. */
    answerOf: (tab: string): Answered | null => answered.get(tab) ?? null,
    isRunning: (tab: string): boolean => running.has(tab),
    /** Whether GraphiQL waits for a request of a tab that is not in front. */
    isAwaitedElsewhere: (): boolean => [...running].some(([tab, { tellEnd }]) => tab !== active && tellEnd !== null),
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: (): number => version,
  };
}

export type Requests = ReturnType<typeof createRequests>;
