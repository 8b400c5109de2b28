import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, NoAnswer, type Answer } from './ask.ts';
import type { TypedDocumentString } from './generated.ts';

/** Refusals that another try cannot change. */
const isFinal = (error: Error) =>
  error instanceof NoAnswer && !['OFFLINE', 'TIMEOUT', 'UNAVAILABLE'].includes(error.code);

/** How long an answer is shown without being asked for again, in milliseconds: one that lacks a part not at all. */
const freshFor = (answer: Answer<unknown> | undefined) => (answer && answer.problems.length > 0 ? 0 : 5 * 60_000);

/** What the API answers; while another question is under way, the answer before it (`isPlaceholderData`). */
export const useAsk = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { enabled = true }: { enabled?: boolean } = {},
) =>
  useQuery<Answer<Data>>({
    queryKey: [document.toString(), variables],
    queryFn: ({ signal }) => ask(document, variables, signal),
    placeholderData: keepPreviousData,
    enabled,
    retry: (tries, error) => !isFinal(error) && tries < 2,
    staleTime: ({ state }) => freshFor(state.data),
  });
