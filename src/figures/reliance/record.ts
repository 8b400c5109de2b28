import type { MissingReason } from '../../api/generated.ts';

/** Net import reliance as it comes out of the figures that are loaded. */
export interface ComputedRelianceRecord {
  share: number | null;
  missing: MissingReason | null;
  /** The traded product whose balance it is; null when none is weighed as production is. */
  product: string | null;
  /** Tonnes; null where not known. */
  production: number | null;
  imports: number | null;
  exports: number | null;
  /** `share` less the published one; null without either. */
  difference: number | null;
  explanation: string;
  /** Keys of the sources. */
  sources: string[];
}
