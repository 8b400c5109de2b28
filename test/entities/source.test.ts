import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/loading/csv-table.ts';
import { curatedTables } from '../../src/ingest/curated/curated.ts';
import { answer } from '../support.ts';

interface Shown {
  key: string;
  url: string | null;
  urlMissing: string | null;
  licence: string;
}

async function allSources(): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let after: string | null = null; ;) {
    const { sources } = await answer(
      'query ($after: String) { sources(first: 100, after: $after) { nodes { key url urlMissing licence } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    found.push(...(sources.nodes as Shown[]));
    if (!sources.pageInfo.hasNextPage) return found;
    after = sources.pageInfo.endCursor as string;
  }
}

describe('every source', () => {
  test('has an address or a reason why there is none, and a licence or the words "none stated"', async () => {
    const sources = await allSources();
    expect(sources.length).toBeGreaterThan(140);
    expect(sources.filter(({ url, urlMissing }) => (url === null) === (urlMissing === null))).toEqual([]);
    expect(sources.filter(({ licence }) => licence.trim() === '')).toEqual([]);
  });
});

/** Where the publisher's own files or documents were read, in full or in a full copy. A new one is added here by whoever read it. */
const readAtThePublisher = new Set([
  'bgs-world-mineral-statistics-2023',
  'cepii-baci-country-codes-v202601',
  'cepii-baci-hs17-v202601',
  'eu-crm-study-2023',
  'eu-crma-2024-1252',
  'materials-atlas-export-controls',
  'materials-atlas-rare-earths-trade',
  'minmod-2025',
  'nrcan-newswire-2025-10-31',
  'un-comtrade-2020-2024',
  'unicode-cldr-48',
  'usgs-mcs-2024',
  'usgs-mcs-2025',
  'usgs-mcs-2026',
  'usgs-platinum-compendium',
]);
const withoutDocument = new Set(['curator-unverified', 'lodegraph-general-usage']);

describe('confidence', () => {
  const rows = curatedTables.flatMap((table) =>
    (readTable(table).rows as { line: number; row: { source?: string; confidence?: string } }[]).map(
      ({ line, row }) => ({ at: `${table.file}:${line}`, ...row }),
    ),
  );

  test('is HIGH only for what was read at the publisher', () => {
    const high = rows.filter(({ confidence }) => confidence === 'HIGH');
    expect(high.length).toBeGreaterThan(5000);
    expect(high.flatMap(({ at, source }) => (readAtThePublisher.has(source ?? '') ? [] : [`${at} ${source}`]))).toEqual(
      [],
    );
  });

  test('is LOW for what was read in no document', () => {
    const unread = rows.filter(({ source }) => withoutDocument.has(source ?? ''));
    expect(unread.flatMap(({ at, confidence }) => (confidence === 'LOW' ? [] : [at]))).toEqual([]);
  });

  test('of all claims is HIGH for none that was read in no document', async () => {
    for (const source of withoutDocument) {
      const { claims } = await answer(
        'query ($source: String!) { claims(first: 0, where: { confidence: { ne: LOW }, source: { eq: $source } }) { totalCount } }',
        { source },
      );
      expect(claims.totalCount).toBe(0);
    }
  });
});
