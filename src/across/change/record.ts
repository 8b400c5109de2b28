import type { Connection } from '../../api/connection.ts';
import type { ClaimRecord } from '../../entities/claim/record.ts';
import type { ChangeKind } from '../../api/generated.ts';

export type ChangeConnectionRecord = Connection<ClaimRecord, { change: ChangeKind; at: string }>;
