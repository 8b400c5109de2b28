import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, NoAnswer, type Answer } from './ask.ts';
import type { TypedDocumentString } from './generated.ts';

/** Refusals that another try cannot change. */
const isFinal = (error: Error) =>
  error instanceof NoAnswer && !['OFFLINE', 'TIMEOUT', 'UNAVAILABLE'].includes(error.code);

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
    staleTime: 5 * 60_000,
  });
