import { LODEGRAPH, type ServerProcess } from './child.ts';
import type { Target } from './load.ts';
import type { NamedShape } from './shape.ts';

/** What is measured side by side. */
export const candidateNames = [
  'by hand',
  'Lodegraph cold',
  'Lodegraph warm',
  'Lodegraph 304',
  '@neo4j/graphql',
  'Mercurius',
  'Mercurius with JIT',
] as const;
export type CandidateName = (typeof candidateNames)[number];

/** One of them: what a shape is asked by, and what its answer is in Lodegraph's form. */
export interface Candidate {
  name: string;
  pid: number;
  /** Null where it cannot give the answer. */
  target(shape: NamedShape): Promise<Target | null>;
  /** The answer's `data` as Lodegraph has it. */
  answer(shape: NamedShape, data: unknown): unknown;
}

type Start = (file: string, environment?: Record<string, string>, words?: readonly string[]) => Promise<ServerProcess>;

const headers = { 'content-type': 'application/json' };
const post = (url: string, body: object): Target => ({
  ...{ url, method: 'POST', headers, body: JSON.stringify(body), status: 200 },
});
export const asked = (url: string, { operation: query, variables }: Pick<NamedShape, 'operation' | 'variables'>) =>
  post(`${url}/graphql`, { query, variables });

/** A GET by a client that has the answer already: it is told that nothing has changed. */
async function askedAgain(url: string, { operation: query, variables }: NamedShape): Promise<Target> {
  const address = `${url}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`;
  const etag = (await fetch(address, { headers })).headers.get('etag');
  if (etag === null) throw new Error(`${url} gives no ETag.`);
  return { url: address, method: 'GET', headers: { ...headers, 'if-none-match': etag }, status: 304 };
}

/** For those that answer in Lodegraph's form. */
export const same = (_: NamedShape, data: unknown) => data;

/** Starts the servers that the named candidates need. */
export async function startCandidates(names: readonly CandidateName[], start: Start): Promise<Candidate[]> {
  const servers = new Map<string, ServerProcess>();
  const server = async (...arguments_: Parameters<Start>) => {
    const key = JSON.stringify(arguments_);
    const started = servers.get(key) ?? (await start(...arguments_));
    servers.set(key, started);
    return started;
  };
  const lodegraph = (environment: Record<string, string>) => server(LODEGRAPH, environment);
  const graphql = (
    name: CandidateName,
    { pid, url }: ServerProcess,
    target: Candidate['target'] = (shape) => Promise.resolve(asked(url, shape)),
  ): Candidate => ({ name, pid, target, answer: same });

  const make: Record<CandidateName, () => Promise<Candidate>> = {
    'by hand': async () => {
      const { url, pid } = await server('bench/built/by-hand.js');
      const target = ({ name, parameters }: NamedShape) => Promise.resolve(post(`${url}/${name}`, parameters));
      return { name: 'by hand', pid, target, answer: same };
    },
    'Lodegraph cold': async () => graphql('Lodegraph cold', await lodegraph({ KEPT_ANSWERS_BYTES: '0' })),
    'Lodegraph warm': async () => graphql('Lodegraph warm', await lodegraph({})),
    'Lodegraph 304': async () => {
      const warm = await lodegraph({});
      return graphql('Lodegraph 304', warm, (shape) => askedAgain(warm.url, shape));
    },
    '@neo4j/graphql': async () => {
      const { url, pid } = await server('bench/built/neo4j-graphql.js');
      return {
        ...{ name: '@neo4j/graphql', pid },
        target: ({ neo4jGraphql }) => {
          if ('cannot' in neo4jGraphql) return Promise.resolve(null);
          const { query: operation, variables } = neo4jGraphql;
          return Promise.resolve(asked(url, { operation, variables }));
        },
        answer: ({ neo4jGraphql }, data) => ('cannot' in neo4jGraphql ? null : neo4jGraphql.answer(data as never)),
      };
    },
    Mercurius: async () => graphql('Mercurius', await server('bench/built/mercurius.js')),
    'Mercurius with JIT': async () =>
      graphql('Mercurius with JIT', await server('bench/built/mercurius.js', {}, ['jit'])),
  };
  const started: Candidate[] = [];
  for (const name of names) started.push(await make[name]());
  return started;
}
