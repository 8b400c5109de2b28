import type { Connection } from '../../api/connection.ts';
import type { TimelineRow } from './queries.ts';

// Types of the schema that are made from the same.
export type TimelineEntryRecord = TimelineRow;
export type TimelineConnectionRecord = Connection<TimelineRow>;
