const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const afterQuotes = (text: string) => text.replace(/^'+/, '');

/** A text for a cell of a spreadsheet: what it would read as a formula is quoted as text; numbers, negative ones too, stay numbers. */
export const safeCell = (text: string): string => (formula.test(text) && !number.test(text) ? `'${text}` : text);

/**
 * The same for a file that is read back by `readCell`: a text that begins with quotes and then as a formula does gets one more, so
 * that what comes back is what was written.
 */
export const keptCell = (text: string): string =>
  formula.test(afterQuotes(text)) && !number.test(text) ? `'${text}` : text;

/** The text of a cell that `keptCell` or a spreadsheet marked as text. */
export const readCell = (text: string): string =>
  text.startsWith("'") && formula.test(afterQuotes(text)) ? text.slice(1) : text;

/** The same of all cells of a row, by column. */
export const readCells = (row: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([column, text]) => [column, readCell(text)]));
