import type { TypedDocumentString } from '../../../api/generated.ts';
import type { Thing } from '../thing.ts';

/** What the reading of a thing needs besides its rows. */
export interface Reading {
  /** The day of the clock. */
  readonly day: string;
  /** The day of the clock in a sentence: `today`, `on 15 Nov 2025`. */
  readonly when: string;
  /** Code of the country whose part of the imports is shown. */
  readonly on: string;
}

/** How the page of a kind is asked for and read. */
export interface KindPage {
  readonly page: TypedDocumentString<unknown, unknown>;
  /** What takes longer, or hangs on the first answer, and is asked beside it. */
  readonly figures: TypedDocumentString<unknown, unknown> | null;
  /** What that is asked with besides the clocks, from the first answer; null where there is nothing to ask. */
  readonly variables: ((page: unknown, of: { slug: string; on: string }) => object | null) | null;
  /** Whether what is asked beside the page stands beside it, and not among its figures. */
  readonly isBeside: boolean;
  /** Null where there is no such thing, or none to the clocks. */
  readonly read: (page: unknown, figures: unknown, reading: Reading) => Thing | null;
}

type Clocks = 'asOf' | 'knownAt';

interface Asked<Page, Variables> {
  readonly variables: (page: Page, of: { slug: string; on: string }) => Omit<Variables, Clocks> | null;
  readonly isBeside?: boolean;
}

/** The page of a kind, with the types of its operations. */
export function kindPage<Page, PageVariables, Figures = never, FiguresVariables = never>(
  page: TypedDocumentString<Page, PageVariables>,
  read: (page: Page, figures: Figures | undefined, reading: Reading) => Thing | null,
  figures: TypedDocumentString<Figures, FiguresVariables> | null = null,
  { variables, isBeside = false }: Partial<Asked<Page, FiguresVariables>> = {},
): KindPage {
  return { page, figures, read, variables: variables ?? null, isBeside } as unknown as KindPage;
}
