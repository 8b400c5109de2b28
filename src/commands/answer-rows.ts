/** A table made of an answer: what stands above the list, the columns, and a row for each item. */
export interface AnswerTable {
  /** The root field it answers. */
  name: string;
  /** Single values that stand beside the list, such as `totalCount`. */
  facts: [name: string, value: string][];
  columns: string[];
  rows: string[][];
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Words of Relay's wrapping that say nothing in a column's name.
const wrapping = new Set(['edges', 'node', 'nodes', '__typename']);
const columnName = (path: readonly string[]) => path.filter((part) => !wrapping.has(part)).join('.');

/**
 * Lays an answer out as tables, one for each root field: the outermost list of things gives the rows; a list inside a row is
 * written into one cell, its items separated by `; `. `{dependents: {totalCount: 1, nodes: [{country: {iso3: "KOR"}, share: 0.9}]}}`
 * becomes the fact `totalCount` and a row with the columns `country.iso3` and `share`.
 */
export function answerTables(data: { [field: string]: Json }): AnswerTable[] {
  return Object.entries(data).map(([name, value]) => {
    const facts: [string, string][] = [];
    const items = outermostList(value, [], facts) ?? [value];
    const records = items.map((item) => new Map(cells(item, [])));
    const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
    const shown = columns.length > 0 ? columns : ['answer'];
    return {
      name,
      facts: items.length === 1 && items[0] === value ? [] : facts,
      columns: shown.map((column) => column || name),
      rows: records.map((record) => shown.map((column) => record.get(column) ?? '')),
    };
  });
}

/** The first list of objects found on the way down; single values passed on the way go to `facts`. */
function outermostList(value: Json, path: string[], facts: [string, string][]): Json[] | undefined {
  if (Array.isArray(value)) return value.some(isObject) || value.length === 0 ? value : undefined;
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  for (const [key, inner] of entries)
    if (!isObject(inner) && !Array.isArray(inner)) facts.push([columnName([...path, key]), text(inner)]);
  for (const [key, inner] of entries) {
    const list = outermostList(inner, [...path, key], facts);
    if (list) return list;
  }
  return undefined;
}

function cells(value: Json, path: string[]): [string, string][] {
  if (Array.isArray(value)) return [[columnName(path), value.map(inline).join('; ')]];
  if (!isObject(value)) return [[columnName(path), text(value)]];
  return Object.entries(value).flatMap(([key, inner]) => (key === '__typename' ? [] : cells(inner, [...path, key])));
}

function inline(value: Json): string {
  if (Array.isArray(value)) return value.map(inline).join(', ');
  return isObject(value)
    ? Object.entries(value)
        .filter(([key]) => key !== '__typename')
        .map(([, inner]) => inline(inner))
        .join(' ')
    : text(value);
}

/** Null is shown as a dash; shares and other fractions to four decimals. */
function text(value: string | number | boolean | null): string {
  if (value === null) return '–';
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Math.round(value * 10_000) / 10_000)
    : String(value);
}
