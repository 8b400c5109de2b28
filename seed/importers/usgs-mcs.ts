import { ImportError, type Format, type Importer } from './importer.ts';
import { commodityColumns, parseCommodities } from './usgs-mcs/commodities.ts';
import { editionIn, editionSource, sourceOf } from './usgs-mcs/edition.ts';
import { named, readRecords } from './usgs-mcs/records.ts';

/** The edition that the file's name gives; else the year after the newest that it has figures of. */
function editionOf(name: string, years: readonly string[]): number {
  const edition = editionIn(name) ?? Math.max(...years.map((year) => Number(/\d{4}/.exec(year)?.[0] ?? 0))) + 1;
  if (edition < 1990) throw new ImportError(`${name} does not say of which year it is: name it like MCS2026_${name}.`);
  return edition;
}

const commodities: Format = {
  title: 'Mineral Commodity Summaries, all commodities in one file (CSV, since 2026)',
  needs: commodityColumns,
  recognises: (head) => /^"?MCS chapter"?,/i.test(head.text),
  async open(file, places, { asOf }) {
    const { header, records } = readRecords(await file.decode('windows-1252'));
    const edition = editionOf(
      file.name,
      records.map((record) => named(header, record)('Year')),
    );
    return {
      dataSet: `${sourceOf(edition)}-commodities`,
      sources: [editionSource(edition, asOf)],
      rows: parseCommodities(header, records, places, sourceOf(edition)),
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
  formats: [commodities],
};
