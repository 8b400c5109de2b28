import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { coalitionNames, coalitionSteps, coalitionTable, memberTable } from '../src/coalition/load.ts';
import { countryNames, countrySteps, countryTable } from '../src/country/load.ts';
import type { Graph } from '../src/graph/graph.ts';
import { addOutcomes, nothing, type Outcome, type Step } from '../src/graph/load.ts';
import { prepare } from '../src/graph/prepare.ts';
import { mineralListTable, mineralNames, mineralSteps, mineralTable } from '../src/mineral/load.ts';
import { containsTable, productNames, productSteps, productTable } from '../src/product/load.ts';
import { sourceSteps, sourceTable } from '../src/source/load.ts';
import { collectNames, spellingSteps, spellingTable } from '../src/spelling/load.ts';
import { beginLoad, finishLoad } from '../src/summary/load.ts';
import { changeFlows, createFlows, knownFlows, noteCoverage, type FlowRow } from '../src/trade-flow/load.ts';
import { partialSources, readTradeFlows, type Imported } from './importers/baci.ts';
import { readTable, type Placed, type Problem, type Table } from './table.ts';

const BATCH = 2000;
const folder = new URL('./', import.meta.url);

/** Curated rows that cannot be used: nothing was loaded. */
export class SeedError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(`${problems.length} row${problems.length === 1 ? '' : 's'} of the seed cannot be used; nothing was loaded.`);
    this.problems = problems;
  }
}

/** What a load did. */
export interface LoadReport extends Outcome {
  /** Relationships that the files no longer have. */
  retracted: number;
  read: number;
  refused: readonly Problem[];
  /** Rows left out on purpose, by reason. */
  skipped: ReadonlyMap<string, number>;
  seconds: number;
}

/** Where progress goes: what is being written, how much of it is done. */
export type Progress = (name: string, done: number, total: number) => void;

/** A digest of all files of the seed: the same digest, the same graph. */
export function seedDigest(): string {
  const hash = createHash('sha1');
  for (const part of ['curated/', 'baci/'])
    for (const file of readdirSync(new URL(part, folder)).sort())
      hash.update(file).update(readFileSync(new URL(part + file, folder)));
  return hash.digest('hex');
}

const plain = <R>(rows: readonly Placed<R>[]): R[] => rows.map(({ row }) => row);

/** Reads and checks all files of the seed. @throws SeedError that names every row that cannot be used. */
export function readSeed(): { steps: Step[]; flows: Record<string, Imported> } {
  const problems: Problem[] = [];
  const read = <R>(table: Table<R>): Placed<R>[] => {
    const result = readTable(table);
    problems.push(...result.problems);
    return result.rows;
  };
  const sources = read(sourceTable);
  const countries = read(countryTable);
  const coalitions = read(coalitionTable);
  const members = read(memberTable);
  const minerals = read(mineralTable);
  const listings = read(mineralListTable);
  const products = read(productTable);
  const contents = read(containsTable);
  const spellings = read(spellingTable);

  const known = {
    Source: new Map(sources.map(({ row }) => [row.id, row])),
    Country: new Set(countries.map(({ row }) => row.iso3)),
    Coalition: new Set(coalitions.map(({ row }) => row.slug)),
    Mineral: new Set(minerals.map(({ row }) => row.slug)),
    Product: new Set(products.map(({ row }) => row.slug)),
  };
  const refers = <R>(
    file: string,
    rows: readonly Placed<R>[],
    to: (row: R) => [kind: keyof typeof known, key: string | null][],
  ) => {
    for (const { line, row } of rows)
      for (const [kind, key] of to(row))
        if (key !== null && !known[kind].has(key))
          problems.push({ file, line, reason: `${kind.toLowerCase()} "${key}" is not known` });
  };
  refers(countryTable.file, countries, (row) => [
    ['Source', row.source],
    ...row.successors.map((key) => ['Country', key] as ['Country', string]),
  ]);
  refers(coalitionTable.file, coalitions, (row) => [['Source', row.source]]);
  refers(memberTable.file, members, (row) => [
    ['Source', row.source],
    ['Coalition', row.coalition],
    [row.memberKind, row.member],
  ]);
  refers(mineralTable.file, minerals, (row) => [
    ['Source', row.source],
    ['Mineral', row.group],
  ]);
  refers(mineralListTable.file, listings, (row) => [
    ['Source', row.source],
    ['Mineral', row.mineral],
  ]);
  refers(productTable.file, products, (row) => [['Source', row.source]]);
  refers(containsTable.file, contents, (row) => [
    ['Source', row.source],
    ['Product', row.product],
    ['Mineral', row.mineral],
  ]);
  refers(spellingTable.file, spellings, (row) => [
    ['Source', row.source],
    [row.kind, row.key],
  ]);
  for (const { line, row } of products)
    if (!contents.some(({ row: content }) => content.product === row.slug))
      problems.push({ file: productTable.file, line, reason: `"${row.slug}" contains no mineral` });

  const { names, problems: ambiguous } = collectNames(
    [
      ...plain(countries).map((row) => ({ kind: 'Country' as const, key: row.iso3, names: countryNames(row) })),
      ...plain(coalitions).map((row) => ({ kind: 'Coalition' as const, key: row.slug, names: coalitionNames(row) })),
      ...plain(minerals).map((row) => ({ kind: 'Mineral' as const, key: row.slug, names: mineralNames(row) })),
      ...plain(products).map((row) => ({ kind: 'Product' as const, key: row.slug, names: productNames(row) })),
    ],
    spellings,
  );
  problems.push(...ambiguous);
  if (problems.length > 0) throw new SeedError(problems);

  // What a row does not date itself became known when its source was published.
  const recorded = <R extends { source: string; recordedAt: string | null }>(rows: readonly Placed<R>[]): R[] =>
    plain(rows).map((row) => ({
      ...row,
      recordedAt: row.recordedAt ?? known.Source.get(row.source)?.publishedOn ?? null,
    }));

  const steps = [
    ...sourceSteps(plain(sources)),
    ...countrySteps(recorded(countries)),
    ...coalitionSteps(recorded(coalitions), recorded(members)),
    ...mineralSteps(recorded(minerals), recorded(listings)),
    ...productSteps(recorded(products), recorded(contents)),
    ...spellingSteps(names),
  ];
  const flows = readTradeFlows({
    countries: known.Country,
    iso3ByIso2: alphaTwoCodes(plain(countries)),
    productByHs: new Map(plain(products).flatMap((row) => row.hsCodes.map((hs) => [hs, row.slug] as const))),
  });
  return { steps, flows };
}

/** Alpha-3 by alpha-2 code. Where a code was given anew, the state that had it last before today's bears it. */
function alphaTwoCodes(
  countries: readonly { iso2: string | null; iso3: string; to: string | null }[],
): Map<string, string> {
  const oldestFirst = [...countries].sort((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999'));
  return new Map(oldestFirst.flatMap(({ iso2, iso3 }) => (iso2 ? [[iso2, iso3] as const] : [])));
}

/**
 * Loads the seed into the graph. Run again it changes nothing; interrupted, it can be run again.
 * @throws SeedError when a curated row cannot be used; then nothing was loaded.
 */
export async function loadSeed(graph: Graph, now: Date, progress: Progress): Promise<LoadReport> {
  const began = performance.now();
  const { steps, flows } = readSeed();
  const startedAt = now.toISOString();
  await prepare(graph);
  await graph.write(beginLoad, { id: startedAt, startedAt });

  let outcome: Outcome = nothing;
  let retracted = 0;
  let read = 0;
  for (const step of steps) {
    for (const rows of batches(step.rows)) {
      const [done] = await graph.write(step.statement, { rows: rows });
      if (!done || done.created + done.changed + done.unchanged !== rows.length)
        throw new Error(`Of ${rows.length} rows of ${step.name} not all could be placed. Run npm run seed again.`);
      outcome = addOutcomes(outcome, done);
    }
    if (step.retraction) {
      const [count] = await graph.write(step.retraction, { keys: step.rows.map(({ key }) => key), now: startedAt });
      retracted += count ?? 0;
    }
    read += step.rows.length;
    progress(step.name, step.rows.length, step.rows.length);
  }

  const all = Object.values(flows).flatMap(({ rows }) => rows);
  let written = 0;
  for (const rows of batches(all)) {
    outcome = addOutcomes(outcome, await loadFlows(graph, rows));
    progress('trade flows', (written += rows.length), all.length);
  }
  await graph.write(noteCoverage, { partial: partialSources });

  const refused = Object.values(flows).flatMap((file) => file.refused);
  const report: LoadReport = {
    ...outcome,
    retracted,
    read: read + Object.values(flows).reduce((sum, file) => sum + file.read, 0),
    refused,
    skipped: new Map(Object.values(flows).flatMap((file) => [...file.skipped])),
    seconds: (performance.now() - began) / 1000,
  };
  const { created, changed, unchanged } = report;
  await graph.write(finishLoad, {
    id: startedAt,
    finishedAt: new Date(now.getTime() + performance.now() - began).toISOString(),
    created,
    changed: changed + retracted,
    unchanged,
    refused: refused.length,
    digest: seedDigest(),
  });
  return report;
}

async function loadFlows(graph: Graph, rows: readonly FlowRow[]): Promise<Outcome> {
  const known = new Map(
    (await graph.read(knownFlows, { ids: rows.map(({ id }) => id) })).map((flow) => [flow.id, flow]),
  );
  const fresh = rows.filter(({ id }) => !known.has(id));
  const changed = rows.filter((row) => {
    const flow = known.get(row.id);
    return (
      flow !== undefined &&
      (flow.valueUsd !== row.valueUsd || flow.tonnes !== row.tonnes || flow.confidence !== row.confidence)
    );
  });
  if (fresh.length > 0) await graph.write(createFlows, { rows: fresh });
  if (changed.length > 0) await graph.write(changeFlows, { rows: changed });
  return { created: fresh.length, changed: changed.length, unchanged: rows.length - fresh.length - changed.length };
}

function* batches<R>(rows: readonly R[]): Generator<readonly R[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
