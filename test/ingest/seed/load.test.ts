import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readSeed, seedDigest } from '../../../src/ingest/seed/load.ts';
import { seedFolder } from '../../../src/loading/csv-table.ts';
import { fewFlows } from '../few-flows.ts';

test('a seed that is changed while it is read, or after that, is another one, which is loaded the next time', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'lodegraph-seed-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(fileURLToPath(seedFolder), copy, { recursive: true });
  const [folder, tradeFolder] = [pathToFileURL(`${copy}/`), fewFlows(copy)];
  const before = seedDigest(folder);
  const reading = readSeed(new Date(), { folder, tradeFolder });
  appendFileSync(join(copy, 'curated/sources.csv'), '\n');
  const { digest, steps, trade } = await reading;
  expect(digest).toBe(before);
  expect(seedDigest(folder)).not.toBe(before);
  expect(steps.length).toBeGreaterThan(50);
  expect(trade.length).toBe(5);
});
