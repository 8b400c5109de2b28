import type { Write } from '../graph/graph.ts';
import { batches } from './batches.ts';
import { addOutcomes, noOutcome, type LoadStatement, type Outcome } from './upsert.ts';

/** Runs a statement on rows, a batch at a time. @throws Error when not all of them could be placed. */
export async function writeRows<Row>(
  write: Write,
  statement: LoadStatement<Row>,
  rows: readonly Row[],
): Promise<Outcome> {
  let outcome = noOutcome;
  for (const batch of batches(rows)) {
    const [done] = await write(statement, { rows: batch });
    if (!done || done.created + done.changed + done.unchanged !== batch.length)
      throw new Error(
        `${statement.name}: of ${batch.length} rows not all could be placed. Load the seed with npm run seed and try again.`,
      );
    outcome = addOutcomes(outcome, done);
  }
  return outcome;
}
