import { cypher } from '../../../src/graph/cypher.ts';
import { statement } from '../../../src/graph/statement.ts';

/** Writes sources that a test's flows are of. */
export const createSources = statement<{ rows: readonly object[] }, void>(
  'test.createSources',
  cypher`UNWIND $rows AS row MERGE (source:Source {id: row.id}) SET source += row, source.title = row.id, source.publisher = 'Test'`,
  () => undefined,
);
