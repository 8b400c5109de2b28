/** So many rows are sent to the database at once. */
const BATCH = 2000;

/** Rows in batches, in their order. */
export function* batches<R>(rows: readonly R[], size = BATCH): Generator<readonly R[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

/** The same of rows that come one after the other and are never held all together. */
export async function* batchesOf<R>(rows: AsyncIterable<R> | Iterable<R>): AsyncGenerator<R[], void, undefined> {
  let batch: R[] = [];
  for await (const row of rows) {
    if (batch.push(row) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
