import type { SourceFound } from '../../reading/importer.ts';

const PUBLISHER = 'US Geological Survey';

/** Key of an edition among the sources. */
export const sourceOf = (edition: number): string => `usgs-mcs-${edition}`;

/**
 * An edition as a source, for those that the curated table lacks. Editions come out at the end of January: without a day an old one
 * would pass for the newest.
 * @param publishedOn where the user says so
 */
export const editionSource = (edition: number, publishedOn: string | null): SourceFound => ({
  id: sourceOf(edition),
  publisher: PUBLISHER,
  title: `Mineral Commodity Summaries ${edition}, data release`,
  vintage: String(edition),
  publishedOn: publishedOn ?? `${edition}-01-31`,
  url: 'https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries',
  urlMissing: null,
  licence: 'public domain',
  attribution: `${PUBLISHER}, Mineral Commodity Summaries ${edition}`,
  note: publishedOn
    ? 'Read in the publisher’s own file.'
    : `Read in the publisher’s own file. Day of publication not known: 31 January ${edition}, by when editions come out, stands for it.`,
});

/** The edition that a file's name or cell names, such as `MCS2026_Commodities_Data.csv`; null when it names none. */
export function editionIn(text: string): number | null {
  const [, year] = /mcs[ _-]?((?:19|20)\d\d)/i.exec(text) ?? [];
  return year === undefined ? null : Number(year);
}
