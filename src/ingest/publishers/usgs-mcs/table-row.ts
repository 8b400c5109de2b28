import type { Parsed, Places } from '../../reading/importer.ts';
import { commodityOf } from './commodity.ts';
import { figure, isUnitOf, placeOf, remarkOn, wrongUnit } from './figure.ts';
import { seriesOf, type TableKind } from './series.ts';
import { cleanCell, readNote, readValue } from './value.ts';

/** A row of a table of the world. */
export interface TableRow {
  line: number;
  source: string;
  locator: string;
  commodity: string;
  /** As published: a country, with a remark or without, or a group. */
  country: string;
  /** The publisher's words for the series, such as `Mine production, antimony content`. */
  text: string;
  figures: readonly TableCell[];
}

/** One figure of it. */
export interface TableCell {
  kind: TableKind;
  year: number;
  /** As the file has it; empty where it has none. */
  unit: string;
  /** What it is in truth, where the file is known to be wrong. */
  rightUnit: string | null;
  /** What the heading of the column says of its figures, instead of the row's words; null where it says nothing. */
  text: string | null;
  cell: string;
  notes: string;
  estimated: boolean;
}

// Minerals in whose column of reserves the capacity of their works is printed.
const noReserves = new Set(['magnesium', 'indium']);
// Notes that say what a country counts, as in other editions the remark beside its name does.
const counted = /^(?:crude ore|ulexite|boric oxide equivalent|compounds|crude borates|datolite ore|refined borates)$/i;
// Notes that say of which kind reserves are, where the table's words are about production.
const ofReserves = /\b(?:crude ore|iron content|ZrO2 content)\b/i;

const wordsOnReserves = (commodity: string, notes: string, text: string): string => {
  // Reserves of platinum-group metals are those of all six; those of zirconium are counted as its oxide.
  if (/^platinum/i.test(commodity)) return '';
  if (/^zirconium/i.test(commodity)) return 'ZrO2 content';
  const [said] = ofReserves.exec(notes) ?? [];
  return said === undefined
    ? text.replace(/\busable ore\b/i, 'crude ore')
    : said.replace(/\b[A-Z](?=[a-z]+\b)/g, (letter) => letter.toLowerCase());
};

/** The figures of a row, or one thing that became of the whole of it. */
export function parseTableRow(row: TableRow, places: Places): Parsed[] {
  const found = row.figures.flatMap((cell) => parseCell(row, cell, places));
  const [first] = found;
  if (first === undefined)
    return [{ line: row.line, skipped: 'a row in which the publisher gives neither a figure nor a reason' }];
  return found.some((one) => 'observation' in one) ? found : [first];
}

function parseCell(row: TableRow, cell: TableCell, places: Places): Parsed[] {
  const { line, country } = row;
  const { kind, year, notes } = cell;
  const text = cell.text ?? row.text;
  if (/^included with platinum/i.test(notes)) return [{ line, skipped: 'told in another row of the table' }];
  const reading = cleanCell(cell.cell) === '' ? readNote(notes, year) : readValue(cell.cell, notes);
  if ('empty' in reading) return [];

  const said = kind === 'RESERVES' ? wordsOnReserves(row.commodity, notes, text) : text;
  const words = (/^platinum/i.test(row.commodity) ? said : text).split(/[:,]\s*/);
  const commodity = commodityOf(places, row.commodity, row.commodity, words);
  if (!('mineral' in commodity)) return [{ line, ...commodity }];
  const { mineral } = commodity;
  if (kind === 'RESERVES' && noReserves.has(mineral))
    return [{ line, skipped: 'capacity that is printed in the column of reserves' }];

  const place = placeOf(places, country);
  if (place === null) return [{ line, unknown: 'country', text: cleanCell(country) }];
  const unit = cell.rightUnit ?? cell.unit;
  if (!isUnitOf(kind, unit)) return [{ line, unknown: 'unit', text: unit || 'no unit' }];

  const beside = remarkOn(places, country);
  const remark =
    beside ?? (kind === 'PRODUCTION' && counted.test(cleanCell(notes)) ? cleanCell(notes).toLowerCase() : null);
  const isWorld = place.group === 'WORLD';
  const series = seriesOf(kind, {
    mineral,
    // A total of two columns stands among the rows of one of them.
    text: isWorld && remark === 'ilmenite and rutile' ? `${remark}, ${said}` : said,
    remark: isWorld ? null : remark,
    section: '',
    notes: '',
    unit,
    unlessSaid: null,
    isOwnName: (word) => places.mineral(word) === mineral,
  });
  return figure(
    line,
    {
      kind,
      mineral,
      year,
      ...place,
      ...series,
      unit,
      source: row.source,
      locator: row.locator,
      estimated: cell.estimated,
      note: cell.rightUnit === null ? null : wrongUnit(cell.unit || 'no unit', cell.rightUnit),
    },
    reading,
  );
}
