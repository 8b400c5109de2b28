import type { Expectation, CsvTable } from './csv-table.ts';

/** A file has so many rows, or so many of a kind; fewer mean that some were lost. */
export function atLeast<R>(
  table: CsvTable<R>,
  count: number,
  what = 'rows',
  which: (row: R) => boolean = () => true,
): Expectation {
  return (rows) => {
    const found = rows.of(table).filter(({ row }) => which(row)).length;
    if (found >= count) return [];
    return [{ file: table.file, line: 1, reason: `has ${found} ${what}, not the ${count} or more that are expected` }];
  };
}

/** A file has exactly so many rows of a kind, as a publisher counts them. */
export function exactly<R>(table: CsvTable<R>, count: number, what: string, which: (row: R) => boolean): Expectation {
  return (rows) => {
    const found = rows.of(table).filter(({ row }) => which(row)).length;
    return found === count
      ? []
      : [{ file: table.file, line: 1, reason: `has ${found} ${what} where ${count} are expected` }];
  };
}

/** Each row of a file, or each of a kind, has at least one row of another file that belongs to it. */
export function eachHas<R, Other>(
  table: CsvTable<R>,
  other: CsvTable<Other>,
  belongsTo: (row: Other) => string,
  lacks: string,
  which: (row: R) => boolean = () => true,
): Expectation {
  return (rows) => {
    const owners = new Set(rows.of(other).map(({ row }) => belongsTo(row)));
    return rows
      .of(table)
      .filter(({ row }) => which(row) && !owners.has(table.key(row)))
      .map(({ line, row }) => ({ file: table.file, line, reason: `"${table.key(row)}" ${lacks} in ${other.file}` }));
  };
}

/** Each row of a file fulfils a condition. */
export function each<R>(table: CsvTable<R>, holds: (row: R) => boolean, reason: string): Expectation {
  return (rows) =>
    rows
      .of(table)
      .filter(({ row }) => !holds(row))
      .map(({ line, row }) => ({ file: table.file, line, reason: `"${table.key(row)}" ${reason}` }));
}
