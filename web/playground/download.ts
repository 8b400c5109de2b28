import Papa from 'papaparse';
import { give } from '../give.ts';

/** Gives rows to the browser as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export const downloadCsv = (name: string, rows: string[][]): void =>
  give(name, `\uFEFF${Papa.unparse(rows, { newline: '\n' })}`, 'text/csv;charset=utf-8');
