const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A text for a cell of a spreadsheet: what it would read as a formula is quoted as text; numbers, negative ones too, stay numbers. */
export const safeCell = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !number.test(text) ? `'${text}` : text;
