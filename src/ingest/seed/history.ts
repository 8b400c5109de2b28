import { existsSync } from 'node:fs';
import { int } from '../../graph/graph.ts';
import { readCells } from '../../lib/spreadsheet.ts';
import { readRows, type Problem } from '../../loading/csv-table.ts';
import type { Properties } from '../../loading/elements.ts';
import type { NodeRow, RelationshipRow, Step } from '../../loading/upsert.ts';

/** The file beside `curated/` that has what is retracted: who asks as of before still finds it. A seed need not have it. */
export const HISTORY = 'history.csv';

/** Its columns. */
export const historyColumns = ['of', 'key', 'start', 'end', 'digest', 'integers', 'properties'] as const;
type Cells = Record<(typeof historyColumns)[number], string>;

/** A node or relationship as the graph has it. */
export interface Kept extends Omit<Properties, 'id'> {
  /** What it is, as `LoadStatement.writes` names it. */
  of: string;
  key: string;
  /** Keys of what a relationship leads from and to; null of a node. */
  start: string | null;
  end: string | null;
  digest: string;
}

/** The cells of its row. */
export const historyRow = ({ of, key, start, end, digest, integers, properties }: Kept): Cells => ({
  ...{ of, key, digest, start: start ?? '', end: end ?? '' },
  integers: [...integers].sort().join('|'),
  properties: JSON.stringify(Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)))),
});

const whole = (value: unknown) => (Array.isArray(value) ? (value as number[]).map(int) : int(value as number));

function rowOf({ key, start, end, digest, integers, properties: text }: Cells): NodeRow | RelationshipRow {
  const properties = JSON.parse(text) as Record<string, unknown>;
  for (const name of integers.split('|').filter(Boolean)) properties[name] = whole(properties[name]);
  const row = { key, digest, properties };
  return start ? { ...row, start, end } : row;
}

/**
 * The steps of a load with the rows of a folder's history, each beside those that are written as it is; what is among these lives
 * again.
 */
export function withHistory(steps: readonly Step[], folder: URL): { steps: Step[]; problems: Problem[] } {
  if (!existsSync(new URL(HISTORY, folder))) return { steps: [...steps], problems: [] };
  const { rows, problems } = readRows(HISTORY, folder);
  const found = new Map<string, (NodeRow | RelationshipRow)[]>(steps.map(({ statement }) => [statement.writes, []]));
  for (const { line, row } of rows)
    try {
      const cells = readCells(row) as Cells;
      const own = found.get(cells.of);
      if (own) own.push(rowOf(cells));
      else problems.push({ file: HISTORY, line, reason: `"${cells.of}" is nothing that the seed has` });
    } catch {
      problems.push({ file: HISTORY, line, reason: 'properties: is not an object in JSON, or integers names none' });
    }
  return {
    steps: steps.map((step) => {
      const kept = found.get(step.statement.writes) ?? [];
      if (kept.length === 0) return step;
      const live = new Set(step.rows.map(({ key }) => key));
      return { ...step, rows: [...step.rows, ...kept.filter(({ key }) => !live.has(key))] };
    }),
    problems,
  };
}
