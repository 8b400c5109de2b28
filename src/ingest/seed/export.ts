import { mkdirSync, writeFileSync } from 'node:fs';
import { claimTable, collectClaims, type ClaimRow } from '../../entities/claim/load.ts';
import { sourceTable } from '../../entities/source/load.ts';
import type { Graph } from '../../graph/graph.ts';
import { attributionOf, isRestricted } from '../../lib/citation.ts';
import { problemLines, type CsvRow, type CsvTable, type StoredRow } from '../../loading/csv-table.ts';
import {
  nodeProperties,
  relationshipProperties,
  seedNodes,
  seedRelationships,
  type Element,
  type Joining,
} from '../../loading/elements.ts';
import { loadState } from '../../loading/load-log.ts';
import { csvOf, tableOf } from '../../loading/write-csv.ts';
import { nodesOf, type Step } from '../../loading/upsert.ts';
import { curatedTables, readCurated } from '../curated/curated.ts';
import { HISTORY, historyColumns, historyRow, type Kept } from './history.ts';
import { curatedSteps, type Progress } from './load.ts';

/** What an export wrote. */
export interface Exported {
  rows: number;
  files: number;
  /** Nodes and relationships that no row says any more, with which the past stays askable. */
  past: number;
  /** Rows that were left out, by the source whose licence keeps them from being handed on. */
  restricted: ReadonlyMap<string, number>;
  /** Nodes and relationships of today that are not as their rows make them: what they are, with how many. */
  unlike: ReadonlyMap<string, number>;
}

/**
 * Writes what the seed has in the graph into a folder, in the form that `loadSeed` reads: a file for each curated table, the past
 * in `history.csv`, and what the sources ask to be shown beside their figures. Loaded into an empty graph it makes the same one.
 *
 * @param folder an empty folder
 * @param withRestricted whether rows of sources go along whose licence keeps them from being handed on
 * @throws Error when the graph has no seed, or half of one, or what it has cannot be read back
 */
export async function exportSeed(
  graph: Graph,
  folder: URL,
  withRestricted: boolean,
  progress: Progress,
): Promise<Exported> {
  const [state] = await graph.read(loadState, {});
  if (!state?.digest) throw new Error('The graph has no seed. Load one: npm run seed.');
  if (state.unfinished > 0) throw new Error('A load of the seed was interrupted. Finish it first: npm run seed.');

  mkdirSync(new URL('curated/', folder));
  const sources = (await graph.read(sourceTable.stored, {})) as readonly unknown[] as readonly Source[];
  const limited = new Set(withRestricted ? [] : sources.filter(isRestricted).map(({ id }) => id));
  const restricted = new Map<string, number>();
  const mayLeave = (source: unknown) => typeof source !== 'string' || !limited.has(source);
  let written = 0;
  const put = <R>(table: CsvTable<R>, rows: readonly StoredRow[]) =>
    writeFileSync(new URL(`curated/${table.file}`, folder), tableOf(table, rows));

  // Whole at first: a claim that a row makes is no row of its own, whether that row is left out or not.
  const tables = [];
  for (const table of curatedTables.filter((one) => one !== claimTable)) {
    const rows = await graph.read(table.stored, {});
    put(table, rows);
    tables.push({ table, rows });
  }
  const made = claimsOf(
    folder,
    tables.map(({ table }) => table),
  );
  const claims = ofNoOther(await graph.read(claimTable.stored, {}), made);
  put(claimTable, claims);
  for (const { table, rows } of [...tables, { table: claimTable, rows: claims }]) {
    const leaving = rows.filter(({ source }) => mayLeave(source));
    for (const { source } of rows)
      if (!mayLeave(source)) restricted.set(String(source), (restricted.get(String(source)) ?? 0) + 1);
    if (leaving.length < rows.length) put(table, leaving);
    written += leaving.length;
    progress(table.file, leaving.length, leaving.length);
  }

  const curated = readCurated(folder);
  if (curated.problems.length > 0)
    throw new Error(['What the graph has cannot be written as a seed.', ...problemLines(curated.problems)].join('\n'));
  const others = await notSaid(graph, curatedSteps(curated));
  const past = await historyOf(graph, others, limited, withRestricted);
  if (past.length > 0) writeFileSync(new URL(HISTORY, folder), csvOf(historyColumns, past.map(historyRow)));
  writeFileSync(new URL('ATTRIBUTION.txt', folder), attributions(sources));
  progress(HISTORY, past.length, past.length);
  // What was left out is not as its rows would make it either.
  const unlike = restricted.size > 0 ? new Map<string, number>() : others.unlike;
  return { rows: written, files: curatedTables.length, past: past.length, restricted, unlike };
}

type Source = CsvRow<typeof sourceTable>;

const attributions = (sources: readonly Source[]) =>
  [
    'What the sources of these tables ask to be shown beside their figures, with the licence of each.',
    ...sources.map((one) => `${one.id}: ${attributionOf({ ...one, key: one.id })} [${one.licence}]`),
    '',
  ].join('\n');

/** The claims that the rows of written tables make. */
function claimsOf(folder: URL, tables: readonly (typeof curatedTables)[number][]): ReadonlyMap<string, ClaimRow> {
  const { rows } = readCurated(folder, [...tables]);
  return new Map(collectClaims(tables, rows).map((claim) => [claim.key, claim]));
}

/** The claims that need a row of their own, since no other row makes them just so. */
const ofNoOther = (claims: readonly StoredRow[], made: ReadonlyMap<string, ClaimRow>): StoredRow[] =>
  claims.filter(({ id, digest }) => made.get(String(id))?.digest !== digest);

const mark = (of: string, key: string) => `${of} ${key}`;

/**
 * What the graph has and these steps would not write: what is retracted, with what hangs on it (`past`), and what they make
 * otherwise than it is (`unlike`).
 */
async function notSaid(graph: Graph, steps: readonly Step[]) {
  const said = new Map<string, string>();
  for (const { statement, rows } of steps)
    for (const { key, digest } of rows) said.set(mark(statement.writes, key), digest);
  const left = (one: Element) => said.get(mark(one.of, one.key)) !== one.digest;
  const isSaid = (one: Element) => said.has(mark(one.of, one.key));

  const nodes = (await graph.read(seedNodes, {})).filter(left);
  const relationships = (await graph.read(seedRelationships, {})).filter(left);
  const isPast = (one: Element) => one.retracted && !isSaid(one);
  const pastRelationships = relationships.filter(isPast);
  // Names and parts of controls are not retracted themselves: they are past when nothing of today has them.
  const ends = new Set(pastRelationships.flatMap(({ start, end }) => [startOf({ start }), endOf({ end })]));
  const isOfPast = (one: Element) => isPast(one) || (ends.has(mark(one.of, one.key)) && !isSaid(one));

  const unlike = new Map<string, number>();
  for (const { of } of [...nodes.filter((one) => !isOfPast(one)), ...relationships.filter((one) => !isPast(one))])
    unlike.set(of, (unlike.get(of) ?? 0) + 1);
  return { said, past: { nodes: nodes.filter(isOfPast), relationships: pastRelationships }, unlike };
}

const startOf = ({ start }: Pick<Joining, 'start'>) => mark(start.of, start.key);
const endOf = ({ end }: Pick<Joining, 'end'>) => mark(end.of, end.key);

/** The past as rows of `history.csv`, without what rests on sources whose licence keeps them from being handed on. */
async function historyOf(
  graph: Graph,
  { said, past }: Awaited<ReturnType<typeof notSaid>>,
  limited: ReadonlySet<string>,
  withRestricted: boolean,
): Promise<Kept[]> {
  const all = await withProperties(graph, past.nodes, nodeProperties);
  const ownLimited = all.flatMap(({ of, key, properties }) =>
    !withRestricted && of === nodesOf('Source') && isRestricted(properties as { licence: string }) ? [key] : [],
  );
  const mayLeave = ({ properties: { source } }: Kept) =>
    typeof source !== 'string' || !(limited.has(source) || ownLimited.includes(source));
  const nodes = all.filter(mayLeave);
  const there = new Set([...said.keys(), ...nodes.map(({ of, key }) => mark(of, key))]);
  const joining = past.relationships.filter((one) => there.has(startOf(one)) && there.has(endOf(one)));
  const relationships = (await withProperties(graph, joining, relationshipProperties)).filter(mayLeave);
  return [...nodes, ...relationships].sort((a, b) => (mark(a.of, a.key) < mark(b.of, b.key) ? -1 : 1));
}

async function withProperties(
  graph: Graph,
  elements: readonly (Element | Joining)[],
  statement: typeof nodeProperties,
): Promise<Kept[]> {
  const found = await graph.read(statement, { ids: elements.map(({ id }) => id) });
  const properties = new Map(found.map((one) => [one.id, one]));
  return elements.flatMap((one) => {
    const own = properties.get(one.id);
    if (!own) return [];
    const { digest: _, ...rest } = own.properties;
    const ends = 'start' in one ? { start: one.start.key, end: one.end.key } : { start: null, end: null };
    const { of, key, digest } = one;
    return [{ of, key, ...ends, digest, integers: own.integers, properties: rest }];
  });
}
