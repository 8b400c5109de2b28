import { csvRecords, csvTable, headerOf } from './csv-records.ts';
import { ImportError, type Format, type Head, type Importer } from './importer.ts';
import { commodityColumns, parseCommodities } from './usgs-mcs/commodities.ts';
import { commodityWorldColumns, parseCommodityWorld } from './usgs-mcs/commodity-world.ts';
import { editionIn, editionSource, sourceOf } from './usgs-mcs/edition.ts';
import { chapterIn } from './usgs-mcs/file-code.ts';
import { parseSalient, salientColumns, skipCopy } from './usgs-mcs/salient.ts';
import { parseWorld, worldColumns } from './usgs-mcs/world.ts';

/** The edition that the file's name gives; else the year after the newest that it has figures of. */
function editionOf(name: string, years: readonly string[]): number {
  const edition = editionIn(name) ?? Math.max(...years.map((year) => Number(/\d{4}/.exec(year)?.[0] ?? 0))) + 1;
  if (edition < 1990) throw new ImportError(`${name} does not say of which year it is: name it like MCS2026_${name}.`);
  return edition;
}

/** Files of one commodity are a data set each: one replaces no other. */
const dataSetOf = (source: string, name: string, table: 'world' | 'salient'): string =>
  `${source}-${table}-${chapterIn(name).code}`;

/** A file begins with these columns, in this order. */
const beginsWith =
  (...columns: readonly string[]) =>
  (head: Head): boolean =>
    columns.every((column, at) => headerOf(head)[at] === column);

const commodities: Format = {
  title: 'Mineral Commodity Summaries, all commodities in one file (CSV, since 2026)',
  needs: commodityColumns,
  recognises: beginsWith('MCS chapter'),
  async open(file, places, { asOf }) {
    const records = csvRecords(await file.decode('windows-1252'));
    const edition = editionOf(
      file.name,
      records.map(({ cell }) => cell('Year')),
    );
    const source = sourceOf(edition);
    return {
      dataSet: `${source}-commodities`,
      sources: [editionSource(edition, asOf)],
      rows: parseCommodities(records, places, source),
    };
  },
};

const world: Format = {
  title: 'Mineral Commodity Summaries, the tables of the world in one file (CSV, 2025)',
  needs: worldColumns,
  recognises: beginsWith('SOURCE', 'COMMODITY'),
  async open(file, places, { asOf }) {
    const records = csvRecords(await file.decode('utf-8'));
    const header = headerOf(file);
    const edition = editionOf(records[0]?.cell('SOURCE') ?? '', header);
    const source = sourceOf(edition);
    return {
      dataSet: `${source}-world`,
      sources: [editionSource(edition, asOf)],
      rows: parseWorld(header, records, places, edition, source),
    };
  },
};

const commodityWorld: Format = {
  title: 'Mineral Commodity Summaries, the table of the world of one commodity (CSV, to 2024)',
  needs: commodityWorldColumns,
  recognises: beginsWith('Source', 'Country'),
  async open(file, places, { asOf }) {
    const { header, rows } = csvTable(await file.decode('utf-8'));
    const edition = editionOf(file.name, header);
    const source = sourceOf(edition);
    const isSalient = /_salient\b/i.test(file.name);
    return {
      dataSet: dataSetOf(source, file.name, isSalient ? 'salient' : 'world'),
      sources: [editionSource(edition, asOf)],
      rows: isSalient
        ? skipCopy(rows)
        : parseCommodityWorld(header, rows, places, { name: file.name, edition, source }),
    };
  },
};

const salient: Format = {
  title: 'Mineral Commodity Summaries, statistics of the United States on one commodity (CSV, to 2024)',
  needs: salientColumns,
  recognises: beginsWith('DataSource', 'Commodity'),
  async open(file, places, { asOf }) {
    const { header, rows } = csvTable(await file.decode('utf-8'));
    const edition = editionOf(
      `${file.name} ${rows[0]?.cells[0] ?? ''}`,
      rows.map(({ cells }) => cells[header.indexOf('Year')] ?? ''),
    );
    const source = sourceOf(edition);
    return {
      dataSet: dataSetOf(source, file.name, 'salient'),
      sources: [editionSource(edition, asOf)],
      rows: parseSalient(header, rows, places, { name: file.name, edition, source }),
    };
  },
};

/** Mineral Commodity Summaries of the US Geological Survey, as its data releases ship them. */
export const usgsMcs: Importer = {
  publisher: 'usgs-mcs',
  title: 'US Geological Survey, Mineral Commodity Summaries',
  reads: 'production, reserves, capacity, prices, net import reliance, import sources',
  licence: 'public domain',
  redistributable: true,
  formats: [commodities, world, commodityWorld, salient],
};
