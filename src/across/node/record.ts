import type { Identified } from '../../api/global-id.ts';

/** A record of any type that has a global identifier. */
export type NodeRecord = Identified;
