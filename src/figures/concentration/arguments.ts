import type { Basis, Stage } from '../../api/generated.ts';

/** What a concentration is asked for; names as the caller wrote them. */
export interface ConcentrationArguments {
  product?: string | null;
  mineral?: string | null;
  stage?: Stage | null;
  form?: string | null;
  year?: number | null;
  basis?: Basis | null;
  /** Identifiers of sources to leave out. */
  without?: readonly string[] | null;
}
