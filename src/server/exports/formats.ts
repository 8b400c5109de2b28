import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import Papa from 'papaparse';
import { safeCell } from '../../lib/spreadsheet.ts';
import type { Column, ColumnType } from './lists.ts';
import { cellsOf, sourceColumns, type ExportCell, type Item } from './rows.ts';

/** Pages of items as the bytes of a file, a part for each page, and what ends it. */
interface Writing {
  page(items: readonly Item[]): string | Uint8Array;
  end(): string | Uint8Array;
}

/** A format that a list is exported in. */
export interface Format {
  contentType: string;
  begin(columns: readonly Column[], facts: Readonly<Record<string, string>>): Writing;
}

/** Formats by the ending of the address. */
export const formats: Readonly<Record<string, Format>> = {
  csv: { contentType: 'text/csv; charset=utf-8', begin: (columns) => csv(columns) },
  jsonl: { contentType: 'application/x-ndjson; charset=utf-8', begin: () => jsonLines },
  parquet: { contentType: 'application/vnd.apache.parquet', begin: parquet },
};

const jsonLines: Writing = {
  page: (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
  end: () => '',
};

/** Texts that a spreadsheet would compute are marked as texts; numbers below zero stay numbers. */
function csv(columns: readonly Column[]): Writing {
  const all = [...columns, ...sourceColumns];
  const safe = (cell: ExportCell) => (typeof cell === 'string' ? safeCell(cell) : cell);
  const lines = (rows: ExportCell[][]) => `${Papa.unparse(rows.map((row) => row.map(safe)))}\r\n`;
  let header = lines([all.map(({ name }) => name)]);
  return {
    page(items) {
      const text = header + (items.length > 0 ? lines(items.map((item) => cellsOf(item, columns))) : '');
      header = '';
      return text;
    },
    end: () => header,
  };
}

/** Bytes since the last part was taken. */
class PartWriter extends ByteWriter {
  take(): Uint8Array {
    const part = this.getBytes().slice();
    this.index = 0;
    return part;
  }
}

const parquetTypes: Readonly<Record<ColumnType, 'STRING' | 'INT32' | 'DOUBLE' | 'BOOLEAN'>> = {
  TEXT: 'STRING',
  INTEGER: 'INT32',
  NUMBER: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
};
/** Rows of a row group: it is kept in memory until it is written. */
const ROW_GROUP = 5_000;

function parquet(columns: readonly Column[], facts: Readonly<Record<string, string>>): Writing {
  const all = [...columns, ...sourceColumns];
  const dataOf = (rows: readonly unknown[][]) =>
    all.map(({ name, type }, i) => ({ name, type: parquetTypes[type], data: rows.map((row) => row[i] ?? null) }));
  const writer = new PartWriter();
  const kvMetadata = Object.entries(facts).map(([key, value]) => ({ key, value }));
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: dataOf([]) }),
    kvMetadata,
    createdBy: 'lodegraph',
  });
  let waiting: unknown[][] = [];
  const writeGroup = () => {
    if (waiting.length > 0) void file.write({ columnData: dataOf(waiting), rowGroupSize: ROW_GROUP });
    waiting = [];
  };
  return {
    page(items) {
      waiting.push(...items.map((item) => cellsOf(item, columns)));
      if (waiting.length >= ROW_GROUP) writeGroup();
      return writer.take();
    },
    end() {
      writeGroup();
      void file.finish();
      return writer.take();
    },
  };
}
