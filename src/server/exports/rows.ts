import { attributionOf, isRestricted, type CitedSource } from '../../lib/citation.ts';
import type { Json } from '../../lib/answer-rows.ts';
import type { Column, ColumnType } from './lists.ts';

/** A source as a row of an export carries it. */
export interface RowSource extends CitedSource {
  readonly licence: string;
  readonly attribution: string | null;
}

/** A cell of an export. */
export type ExportCell = string | number | boolean | null;

/** An item of a list as it was answered. */
export type Item = { [field: string]: Json };

/** Columns at the end of each row: whose figures it has, and what their licences ask to be shown beside them. */
export const sourceColumns: readonly Column[] = [
  { name: 'sources', path: [], type: 'TEXT', description: 'Keys of the sources of the row.' },
  { name: 'attribution', path: [], type: 'TEXT', description: 'What to show beside the row, as its sources ask.' },
];

/** The sources that an item names. */
export function sourcesOf({ source, sources }: Item): RowSource[] {
  const named = [source, ...(Array.isArray(sources) ? sources : [])];
  const found = named.filter((one) => typeof one === 'object' && one !== null) as unknown as RowSource[];
  return [...new Map(found.map((one) => [one.key, one])).values()];
}

/** An identifier without the view that it carries: all rows of an export are of the view of its address. */
export const withoutView = (id: string): string => id.replace(/^@[\w-]+:/, '');

/** An item with its identifier as an export has it. */
export const exportedItem = (item: Item): Item =>
  typeof item['id'] === 'string' ? { ...item, id: withoutView(item['id']) } : item;

/** Whether nothing but such sources say what an item says. */
export const restsOnRestricted = (sources: readonly RowSource[]): boolean =>
  sources.length > 0 && sources.every(isRestricted);

/** The cells of an item, in the order of the columns, with those of `sourceColumns` at the end. */
export function cellsOf(item: Item, columns: readonly Column[]): ExportCell[] {
  const sources = sourcesOf(item);
  return [
    ...columns.map(({ path, type }) => cellOf(valueAt(item, path), type)),
    sources.map(({ key }) => key).join('; ') || null,
    sources.map(attributionOf).join(' | ') || null,
  ];
}

function valueAt(item: Json, path: readonly string[]): Json {
  let value: Json | undefined = item;
  for (const part of path)
    value = typeof value === 'object' && value !== null && !Array.isArray(value) ? value[part] : null;
  return value ?? null;
}

function cellOf(value: Json, type: ColumnType): ExportCell {
  if (Array.isArray(value)) return value.map(String).join('; ') || null;
  if (typeof value === 'object') return null;
  // Amounts are texts in JSON, so that no digit is lost there.
  return type === 'NUMBER' && typeof value === 'string' ? Number(value) : value;
}
