import type { HitRow } from './queries.ts';
import type { SearchKind } from '../../api/generated.ts';
import type { NamedRecord } from '../node/record.ts';

/** Something that a search found. */
export interface SearchHitRecord extends Omit<HitRow, 'kind' | 'key'> {
  kind: SearchKind;
  node: NamedRecord;
}
