import type { Stage } from '../../api/generated.ts';
import type { ObservationRow } from '../../entities/observation/load.ts';
import { csvRecords, hasColumns, type CsvRecord } from '../reading/csv-records.ts';
import {
  ImportError,
  type Format,
  type Importer,
  type InputFile,
  type Parsed,
  type Places,
  type SourceFound,
} from '../reading/importer.ts';
import { observationRow } from '../reading/observation-row.ts';
import { isYear } from '../../lib/years.ts';

const UNION = 'european-union';

/** An assessment, which comes out every third year: its shares are averages of five earlier years. */
interface Edition extends SourceFound {
  from: number;
  to: number;
}

// Days and periods that the files do not say; those before 2023 from general knowledge.
const known: Readonly<Record<number, { publishedOn: string; from: number; to: number }>> = {
  2023: { publishedOn: '2023-03-16', from: 2016, to: 2020 },
  2020: { publishedOn: '2020-09-03', from: 2012, to: 2016 },
  2017: { publishedOn: '2017-09-13', from: 2010, to: 2014 },
};
const NEWEST_KNOWN = 2023;

function editionOf(year: number, asOf: string | null): Edition {
  const { publishedOn, from, to } = known[year] ?? { publishedOn: null, from: year - 7, to: year - 3 };
  const title = `Study on the Critical Raw Materials for the EU ${year}`;
  return {
    id: `eu-crm-study-${year}`,
    publisher: 'European Commission',
    title,
    vintage: String(year),
    publishedOn: asOf ?? publishedOn,
    url: null,
    urlMissing: 'the tables come as files that do not give their address',
    licence: 'CC BY 4.0',
    attribution: `European Commission, ${title}`,
    note: known[year]
      ? null
      : `The files do not say of which years the shares are averages: ${from} to ${to} is assumed.`,
    from,
    to,
  };
}

const sourceOf = ({ from: _, to: __, ...source }: Edition): SourceFound => source;

/** Tables of shares name no year: they are of the newest assessment, unless the user gives a day of another. */
const editionOfDay = (asOf: string | null) => editionOf(asOf === null ? NEWEST_KNOWN : Number(asOf.slice(0, 4)), asOf);

// The study screens more than the graph is about.
const noMineral = /^(aggregates|hydrogen|roundwood|natural (cork|rubber|teak wood)|sapele wood)$/i;
const NO_MINERAL = 'about aggregates, hydrogen, rubber, cork or wood, which are no minerals of the graph';

// Metals that the study assesses beside the mineral of the same element.
const formOf = (material: string) => (/^(silicon|titanium) metal$/i.test(material) ? material.toLowerCase() : null);

/** What the cell of a material means: a mineral, or why the row is left out. */
function mineralOf(
  text: string,
  places: Places,
): { mineral: string } | { skipped: string } | { unknown: 'commodity'; text: string } {
  const material = oneLine(text);
  if (noMineral.test(material)) return { skipped: NO_MINERAL };
  const mineral = places.mineral(material);
  return mineral === null ? { unknown: 'commodity', text: material } : { mineral };
}

// A line break inside a cell stands for a blank.
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

type Share = Pick<ObservationRow, 'value' | 'number' | 'low' | 'high' | 'note'>;

/** A share as published: `84.9%`, or a bound such as `<0.1%`; null for other texts. */
function shareOf(text: string): Share | null {
  const [, sign, digits, percent] = /^([<>]?)(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits);
  return {
    value: `${sign}${digits}`,
    number: sign ? null : number,
    low: sign === '>' ? number : null,
    high: sign === '<' ? number : null,
    note: percent ? null : 'Published without the percent sign.',
  };
}

/** A row about one material: what becomes of it, given its mineral. */
function parseRow(
  row: CsvRecord,
  places: Places,
  parse: (mineral: string, form: string | null) => Parsed[] | Omit<Extract<Parsed, { unknown: string }>, 'line'>,
): Parsed[] {
  const material = row.cell('Material');
  const found = mineralOf(material, places);
  if (!('mineral' in found)) return [{ line: row.line, ...found }];
  const parsed = parse(found.mineral, formOf(oneLine(material)));
  return Array.isArray(parsed) ? parsed : [{ line: row.line, ...parsed }];
}

const shortName = ({ name }: InputFile) => name.replace(/^(fact|dimension)_/, '').replace(/(_t)?\.csv$/i, '');

const stages: Readonly<Record<string, Stage>> = { E: 'EXTRACTION', P: 'REFINING' };

/** Both tables of supply have the same columns: their names tell them apart, or bounds, which only that of the world has. */
function isOfUnion(file: InputFile, text: string): boolean {
  if (/global|world/i.test(file.name)) return false;
  if (/EU/.test(file.name)) return true;
  if (text.includes('<0.1%')) return false;
  throw new ImportError(
    'It could be the supply of the world or of the Union: keep "Global" or "EU" in its name, as the publisher has it.',
  );
}

const supply: Format = {
  title: 'Shares of supply to the world or to the Union, by material, stage and country (CSV)',
  needs: ['Material', 'Stage', 'Country', 'Share'],
  recognises: (head) => hasColumns(head, ['Material', 'Stage']) || hasColumns(head, ['Material', 'Country', 'Share']),
  async open(file, places, { asOf }) {
    const text = await file.decode('windows-1252');
    const edition = editionOfDay(asOf);
    const ofUnion = isOfUnion(file, text);
    return {
      dataSet: `${edition.id}, supply shares of the ${ofUnion ? 'Union' : 'world'}`,
      sources: [sourceOf(edition)],
      rows: csvRecords(text).flatMap((row) => parseSupply(row, places, edition, shortName(file), ofUnion)),
    };
  },
};

function parseSupply(row: CsvRecord, places: Places, edition: Edition, name: string, ofUnion: boolean): Parsed[] {
  return parseRow(row, places, (mineral, form) => {
    const stage = stages[row.cell('Stage')];
    if (stage === undefined) return [{ line: row.line, refused: `stage "${row.cell('Stage')}" is neither E nor P` }];
    const country = places.country(row.cell('Country'));
    if (country === null) return { unknown: 'country', text: row.cell('Country') };
    if (!('iso3' in country)) return [{ line: row.line, skipped: 'about several countries' }];
    const share = shareOf(row.cell('Share'));
    if (share === null) return { unknown: 'text in place of a number', text: row.cell('Share') };
    const observation = observationRow({
      ...share,
      ...(ofUnion
        ? {
            kind: 'IMPORT_SOURCE',
            partner: country.iso3,
            group: UNION,
            basis: 'share of supply to the European Union, its own production included',
          }
        : { kind: 'STAGE_SHARE', country: country.iso3, basis: 'share of world production' }),
      mineral,
      form,
      stage,
      ...aboutPeriod(edition),
      locator: `${name}, row ${row.number}`,
    });
    return [{ line: row.line, observation }];
  });
}

/** What the figures of an edition that are averages of its period have in common. */
const aboutPeriod = ({ id, publishedOn, from, to }: Edition) =>
  ({ year: from, yearTo: to, unit: 'percent', source: id, confidence: 'HIGH', recordedAt: publishedOn }) as const;

const uses: Format = {
  title: 'What materials are used for, by application and sector (CSV)',
  needs: ['Material', 'Application', 'Share', 'NACE sector'],
  recognises: (head) => hasColumns(head, ['Application']) || hasColumns(head, ['NACE sector']),
  async open(file, places, { asOf }) {
    const edition = editionOfDay(asOf);
    return {
      dataSet: `${edition.id}, uses of materials`,
      sources: [sourceOf(edition)],
      rows: csvRecords(await file.decode('windows-1252')).flatMap((row) =>
        parseUse(row, places, edition, shortName(file)),
      ),
    };
  },
};

function parseUse(row: CsvRecord, places: Places, edition: Edition, name: string): Parsed[] {
  return parseRow(row, places, (mineral) => {
    const application = oneLine(row.cell('Application'));
    if (application === '') return [{ line: row.line, refused: 'it names no application' }];
    const share = shareOf(row.cell('Share'));
    if (share === null) return { unknown: 'text in place of a number', text: row.cell('Share') };
    const sector = oneLine(row.cell('NACE sector'));
    const observation = observationRow({
      ...share,
      kind: 'END_USE_SHARE',
      mineral,
      group: UNION,
      basis: 'share of use in the European Union',
      form: application,
      ...(sector ? { sector } : {}),
      ...aboutPeriod(edition),
      locator: `${name}, row ${row.number}`,
    });
    return [{ line: row.line, observation }];
  });
}

const overTime: Format = {
  title: 'Supply risk and economic importance in all assessments (CSV)',
  needs: ['Material', 'Year', 'SR', 'EI'],
  recognises: (head) => hasColumns(head, ['Material', 'SR']) || hasColumns(head, ['Material', 'EI']),
  async open(file, places, { asOf }) {
    const rows = csvRecords(await file.decode('windows-1252'));
    const years = rows.map((row) => Number(row.cell('Year'))).filter(isYear);
    const edition = editionOf(Math.max(...years), asOf);
    return {
      dataSet: `${edition.id}, scores of all assessments`,
      sources: [sourceOf(edition)],
      rows: rows.flatMap((row) => parseScores(row, places, edition, shortName(file))),
    };
  },
};

const scores = [
  ['SUPPLY_RISK', 'SR'],
  ['ECONOMIC_IMPORTANCE', 'EI'],
] as const;

function parseScores(row: CsvRecord, places: Places, edition: Edition, name: string): Parsed[] {
  return parseRow(row, places, (mineral, form) => {
    const year = Number(row.cell('Year'));
    if (!isYear(year)) return [{ line: row.line, refused: `"${row.cell('Year')}" is not a year` }];
    return scores.map(([kind, column]): Parsed => {
      const value = row.cell(column);
      const number = Number(value);
      if (value !== '-' && (value === '' || !(number >= 0)))
        return { line: row.line, unknown: 'text in place of a number', text: value };
      const observation = observationRow({
        kind,
        mineral,
        form,
        group: UNION,
        year,
        value,
        ...(value === '-' ? { missing: 'NOT_AVAILABLE', note: 'Not assessed.' } : { number }),
        unit: 'score',
        source: edition.id,
        locator: `${name}, row ${row.number}`,
        confidence: 'HIGH',
        recordedAt: edition.publishedOn,
      });
      return { line: row.line, observation };
    });
  });
}

/** The European Commission's study on critical raw materials. */
export const euCrm: Importer = {
  publisher: 'eu-crm',
  title: 'European Commission, Study on the Critical Raw Materials for the EU',
  reads: 'shares of supply to the world and to the Union, uses, supply risk and economic importance',
  licence: 'CC BY 4.0',
  redistributable: true,
  formats: [supply, uses, overTime],
  beside: [
    {
      title: 'groups of materials for charts (CSV)',
      recognises: (head) => hasColumns(head, ['screened_material']),
    },
  ],
};
