import Papa from 'papaparse';
import { keptCell } from '../lib/spreadsheet.ts';
import type { CsvTable, StoredRow } from './csv-table.ts';

const text = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return keptCell(Array.isArray(value) ? value.join('|') : (value as string | number | boolean).toString());
};

/** Rows as a file that is read back as it was, byte for byte the same for the same rows. */
export function csvOf(columns: readonly string[], rows: readonly StoredRow[]): string {
  const data = rows.map((row) => columns.map((name) => text(row[name])));
  return `${Papa.unparse({ fields: [...columns], data }, { newline: '\n' })}\n`;
}

/** A curated file; columns that a file may lack are there when they say something. */
export function tableOf<R>({ header, optional }: CsvTable<R>, rows: readonly StoredRow[]): string {
  const said = (name: string) => rows.some((row) => row[name] !== null && row[name] !== undefined);
  return csvOf(
    header.filter((name) => !optional.has(name) || said(name)),
    rows,
  );
}
