import { safeCell } from './spreadsheet.ts';

/** A single value of an answer. */
export type Scalar = string | number | boolean | null;

/** What stands in a cell: a value, or the items of a list inside a row. */
export type Cell = Scalar | readonly Json[];

/** A table made of an answer: what stands above the list, the columns, and a row for each item. */
export interface AnswerTable {
  /** The list it shows, such as `dependents` or `disruption.stages`. */
  name: string;
  /** What stands beside the list: single values, such as `totalCount`, and lists of them. */
  facts: [name: string, value: Cell][];
  columns: string[];
  rows: Cell[][];
}

/** A value of an answer as JSON has it. */
export type Json = Scalar | Json[] | { [key: string]: Json };

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Words of Relay's wrapping that say nothing in a column's name.
const wrapping = new Set(['edges', 'node', 'nodes', '__typename']);
/** What a column is called: the fields on the way to it, without the wrapping. */
export const nameOf = (path: readonly string[]): string => path.filter((part) => !wrapping.has(part)).join('.');

/**
 * Lays an answer out as tables: one for each list of things that is not inside another one, with the single values beside it as its
 * facts; a root field without a list is a table of one row. A list inside a row is one cell.
 * `{dependents: {totalCount: 1, nodes: [{country: {iso3: "KOR"}, share: 0.9}]}}` becomes the fact `totalCount` and a row with the
 * columns `country.iso3` and `share`.
 */
export function answerTables(data: { [field: string]: Json }): AnswerTable[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const lists: { path: string[]; items: Json[] }[] = [];
    const facts: [string, Cell][] = [];
    separate(value, [], lists, facts);
    if (lists.length === 0) return [tableOf(name, [], [value])];
    return lists.map(({ path, items }, index) => tableOf(nameOf([name, ...path]), index === 0 ? facts : [], items));
  });
}

/** Notes the outermost lists of things in a value, and what stands beside them. */
function separate(
  value: Json,
  path: string[],
  lists: { path: string[]; items: Json[] }[],
  facts: [string, Cell][],
): void {
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value))
      if (key !== '__typename') separate(inner, [...path, key], lists, facts);
  } else if (!Array.isArray(value)) facts.push([nameOf(path), value]);
  else if (value.length === 0 || value.some((item) => typeof item === 'object')) lists.push({ path, items: value });
  else facts.push([nameOf(path), value]);
}

function tableOf(name: string, facts: [string, Cell][], items: readonly Json[]): AnswerTable {
  const records = items.map((item) => new Map(cells(item, [])));
  const all = [...new Set(records.flatMap((record) => [...record.keys()]))];
  // Where a thing is null in one row and has fields in another, its fields are the columns, in its place.
  const fieldsOf = (column: string) => all.filter((one) => one.startsWith(`${column}.`));
  const found = [...new Set(all.flatMap((column) => (fieldsOf(column).length > 0 ? fieldsOf(column) : [column])))];
  const columns = found.length > 0 ? found : ['answer'];
  return {
    name,
    facts,
    columns: columns.map((column) => column || name),
    rows: records.map((record) => columns.map((column) => record.get(column) ?? null)),
  };
}

function cells(value: Json, path: string[]): [string, Cell][] {
  if (Array.isArray(value)) return [[nameOf(path), value]];
  if (!isObject(value)) return [[nameOf(path), value]];
  return Object.entries(value).flatMap(([key, inner]) => (key === '__typename' ? [] : cells(inner, [...path, key])));
}

/** All single values in an item of a list inside a row. */
function valuesOf(value: Json): Scalar[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  if (!isObject(value)) return [value];
  return Object.entries(value).flatMap(([key, inner]) => (key === '__typename' ? [] : valuesOf(inner)));
}

const write = (cell: Cell, value: (one: Scalar) => string): string =>
  typeof cell === 'object' && cell !== null
    ? cell.map((item) => valuesOf(item).map(value).join(' ')).join('; ')
    : value(cell);

/** The items of a list inside a row as a table of their own. */
export const innerTable = (name: string, items: readonly Json[]): AnswerTable => tableOf(name, [], items);

/** For reading: null is a dash, fractions have four decimals. */
export const shownCell = (cell: Cell): string => write(cell, shownValue);

/**
 * A table for programs: header and rows, null empty, numbers complete, texts that a spreadsheet would take for a formula quoted. What stands beside the list is repeated in each row, and
 * kept in a row of its own when the list is empty.
 */
export function csvRows({ facts, columns, rows }: AnswerTable): string[][] {
  const beside = facts.map(([, value]) => value);
  const all = rows.length > 0 || facts.length === 0 ? rows : [columns.map(() => null)];
  const text = (cell: Cell) => safeCell(write(cell, (value) => (value === null ? '' : String(value))));
  return [[...facts.map(([fact]) => fact), ...columns], ...all.map((row) => [...beside, ...row].map(text))];
}

const shownValue = (value: Scalar): string => {
  if (value === null) return '–';
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Math.round(value * 10_000) / 10_000)
    : String(value);
};
