import Papa from 'papaparse';

/** Gives rows to the browser as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function downloadCsv(name: string, rows: string[][]): void {
  const file = new Blob(['\uFEFF', Papa.unparse(rows, { newline: '\n' })], { type: 'text/csv;charset=utf-8' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
