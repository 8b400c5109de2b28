import { csvRecords, csvTable, headerOf } from '../reading/csv-records.ts';
import { ImportError, type Format, type Head, type Importer } from '../reading/importer.ts';
import { commodityColumns, parseCommodities } from './usgs-mcs/commodities.ts';
import { commodityWorldColumns, parseCommodityWorld } from './usgs-mcs/commodity-world.ts';
import { editionIn, editionSource, sourceOf } from './usgs-mcs/edition.ts';
import { chapterOf, type Chapter } from './usgs-mcs/file-code.ts';
import { parseSalient, salientColumns, skipCopy } from './usgs-mcs/salient.ts';
import { withWholes } from './usgs-mcs/wholes.ts';
import { parseWorld, worldColumns } from './usgs-mcs/world.ts';

/** The edition that the file's rows or its name give; else the year after the newest that it has figures of. */
function editionOf(name: string, years: readonly string[], rows: readonly string[] = []): number {
  const said = rows.map(editionIn).find((edition) => edition !== null);
  const edition = said ?? editionIn(name) ?? Math.max(...years.map((year) => Number(/\d{4}/.exec(year)?.[0] ?? 0))) + 1;
  if (edition < 1990) throw new ImportError(`${name} does not say of which year it is: name it like MCS2026_${name}.`);
  return edition;
}

/** Files of one commodity are a data set each: one replaces no other. */
const dataSetOf = (source: string, { code }: Chapter, table: 'world' | 'salient'): string =>
  `${source}-${table}-${code}`;

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
      rows: withWholes(parseCommodities(records, places, source)),
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
    const edition = editionOf(file.name, header, [records[0]?.cell('SOURCE') ?? '']);
    const source = sourceOf(edition);
    return {
      dataSet: `${source}-world`,
      sources: [editionSource(edition, asOf)],
      rows: withWholes(parseWorld(header, records, places, edition, source)),
    };
  },
};

const commodityWorld: Format = {
  title: 'Mineral Commodity Summaries, the table of the world of one commodity (CSV, to 2024)',
  needs: commodityWorldColumns,
  recognises: beginsWith('Source', 'Country'),
  async open(file, places, { asOf }) {
    const { header, rows } = csvTable(await file.decode('utf-8'));
    const cellsAt = (at: number) => rows.flatMap(({ cells }) => cells[at] || []);
    const edition = editionOf(file.name, header, cellsAt(0));
    const source = sourceOf(edition);
    const chapter = chapterOf(file.name, cellsAt(2), places);
    const isSalient = /_salient\b/i.test(file.name);
    return {
      dataSet: dataSetOf(source, chapter, isSalient ? 'salient' : 'world'),
      sources: [editionSource(edition, asOf)],
      rows: isSalient
        ? skipCopy(rows)
        : withWholes(parseCommodityWorld(header, rows, places, { ...chapter, edition, source })),
    };
  },
};

const salient: Format = {
  title: 'Mineral Commodity Summaries, statistics of the United States on one commodity (CSV, to 2024)',
  needs: salientColumns,
  recognises: beginsWith('DataSource', 'Commodity'),
  async open(file, places, { asOf }) {
    const { header, rows } = csvTable(await file.decode('utf-8'));
    const cellsOf = (column: string) => rows.flatMap(({ cells }) => cells[header.indexOf(column)] || []);
    const edition = editionOf(file.name, cellsOf('Year'), cellsOf('DataSource'));
    const source = sourceOf(edition);
    const chapter = chapterOf(file.name, cellsOf('Commodity'), places);
    return {
      dataSet: dataSetOf(source, chapter, 'salient'),
      sources: [editionSource(edition, asOf)],
      rows: parseSalient(header, rows, places, { ...chapter, edition, source }),
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
