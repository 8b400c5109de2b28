import { cell, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, upsertThings } from '../../loading/upsert.ts';
import { statement } from '../../graph/statement.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedThings } from '../../loading/stored.ts';

/** Publications and data files: what every other row names as its `source`. */
export const sourceTable = csvTable(
  'sources.csv',
  {
    id: cell.slug,
    publisher: cell.text,
    title: cell.text,
    vintage: cell.optional,
    publishedOn: cell.partialDate,
    url: cell.optional,
    urlMissing: cell.optional,
    licence: cell.text,
    attribution: cell.optional,
    note: cell.optional,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Source)} RETURN thing {.*} ORDER BY thing.id`,
    key: (row) => row.id,
    defines: 'Source',
    names: (row) => [row.id, row.title],
    errors: ({ url, urlMissing }) =>
      (url === null) === (urlMissing === null)
        ? ['it needs an address in url or, in urlMissing, why there is none']
        : [],
  },
);

export const loadSources = upsertThings('source', nodeKinds.Source);

/** Sources that are there already: `origin` is the data set of the import that wrote one, null for the curated table's. */
export const knownSources = statement<
  { ids: readonly string[] },
  { id: string; digest: string; origin: string | null }
>(
  'source.known',
  cypher`UNWIND $ids AS id
MATCH (source:Source {id: id})
RETURN source.id, source.digest, source.origin`,
  ([id, digest, origin]) => ({ id, digest, origin }) as { id: string; digest: string; origin: string | null },
);

export const sourceSeed: SeedModule = {
  tables: [sourceTable],
  steps: (rows) => [{ name: 'sources', ...loadSources, rows: rows.of(sourceTable).map((row) => nodeRow('id', row)) }],
};
