import DataLoader from 'dataloader';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { ask, NoAnswer, type Problem } from '../../api/ask.ts';
import {
  NeighboursDocument,
  TypedDocumentString,
  type NeighbourRelationship,
  type NeighboursQuery,
} from '../../api/generated.ts';
import type { Around } from './model.ts';

interface Clocks {
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** One question about the neighbours of a thing. */
interface Asked {
  readonly of: string;
  /** All of them where none are named. */
  readonly relationships: readonly NeighbourRelationship[] | null;
  readonly first: number;
  readonly after?: string;
}

const OWN = ['of', 'relationships', 'first', 'after'] as const;

/** Several questions as one operation: the same selection under an alias for each, the clocks for all. */
export function batched(asked: readonly Asked[], clocks: Clocks) {
  const text = NeighboursDocument.toString();
  const begin = text.indexOf('{');
  const end = text.search(/\s+fragment /);
  const field = text.slice(begin + 1, text.lastIndexOf('}', end)).trim();
  const declared = asked.map(
    (_, index) =>
      `$of${index}: String!, $relationships${index}: [NeighbourRelationship!], $first${index}: Int!, $after${index}: String`,
  );
  const fields = asked.map(
    (_, index) =>
      `n${index}: ${field.replace(/\$(\w+)/g, (whole, name: string) => ((OWN as readonly string[]).includes(name) ? `${whole}${index}` : whole))}`,
  );
  const query = `query Neighbours(${declared.join(', ')}, $asOf: Date, $knownAt: DateTime) {\n${fields.join('\n')}\n}\n${text.slice(end)}`;
  const variables: Record<string, unknown> = { ...clocks };
  asked.forEach((one, index) => {
    for (const name of OWN) if (one[name] != null) variables[`${name}${index}`] = one[name];
  });
  return { query, variables };
}

const MOST_AT_ONCE = 12;

const loaders = new Map<string, DataLoader<Asked, Around | null>>();
/** Puts together what is asked at once. */
function loaderOf(clocks: Clocks): DataLoader<Asked, Around | null> {
  const name = JSON.stringify(clocks);
  const loader =
    loaders.get(name) ??
    new DataLoader<Asked, Around | null>(
      async (asked) => {
        const { query, variables } = batched(asked, clocks);
        const document = new TypedDocumentString<Record<string, NeighboursQuery['neighbours']>, unknown>(query);
        const { data, problems } = await ask(document, variables);
        return asked.map((_, index) => {
          const own = problems.filter(({ path }) => path?.[0] === `n${index}`);
          return data[`n${index}`] ?? (own.length > 0 ? failure(own) : null);
        });
      },
      { cache: false, maxBatchSize: MOST_AT_ONCE },
    );
  loaders.set(name, loader);
  return loader;
}

const failure = (problems: readonly Problem[]) =>
  new NoAnswer(problems[0]?.extensions?.code ?? 'UNAVAILABLE', problems[0]?.message ?? 'There is no answer.', problems);

const PAGE = 100;

/** The neighbours asked for, page by page where they are many. */
export async function neighboursOf(asked: Asked, clocks: Clocks): Promise<Around | null> {
  const loader = loaderOf(clocks);
  const answer = await loader.load({ ...asked, first: Math.min(PAGE, asked.first) });
  if (!answer || asked.first <= PAGE) return answer;
  const groups = await Promise.all(
    answer.groups.map(async (group) => {
      const edges = [...(group.neighbours?.edges ?? [])];
      let page = group.neighbours?.pageInfo;
      while (page?.hasNextPage && page.endCursor !== null && edges.length < asked.first) {
        const next = await loader.load({
          of: asked.of,
          relationships: [group.relationship],
          first: Math.min(PAGE, asked.first - edges.length),
          after: page.endCursor,
        });
        const more = next?.groups[0]?.neighbours;
        if (!more) break;
        edges.push(...more.edges);
        page = more.pageInfo;
      }
      return { ...group, neighbours: group.neighbours && { ...group.neighbours, edges } };
    }),
  );
  return { ...answer, groups };
}

/** What is answered so far, in the order of the questions. */
const together = (results: readonly UseQueryResult<Around | null>[]) => ({
  answers: results.map(({ data }) => data ?? null),
  error: results.find(({ error }) => error !== null)?.error ?? null,
  pending: results.map(({ isPending }) => isPending),
  again: results.map(({ refetch }) => refetch),
});

/** What is answered so far of several questions, which are asked as one. */
export const useNeighbours = (asked: readonly Asked[], clocks: Clocks) =>
  useQueries({
    queries: asked.map((one) => ({
      queryKey: ['Neighbours', one, clocks],
      queryFn: () => neighboursOf(one, clocks),
      staleTime: 5 * 60_000,
      retry: (tries: number, error: Error) =>
        error instanceof NoAnswer && ['OFFLINE', 'TIMEOUT', 'UNAVAILABLE'].includes(error.code) && tries < 2,
    })),
    combine: together,
  });
