import type { SourceFound } from '../importer.ts';

const PUBLISHER = 'US Geological Survey';

/** Key of an edition among the sources. */
export const sourceOf = (edition: number): string => `usgs-mcs-${edition}`;

/** An edition as a source, for those that the curated table lacks. @param publishedOn where the user says so */
export const editionSource = (edition: number, publishedOn: string | null): SourceFound => ({
  id: sourceOf(edition),
  publisher: PUBLISHER,
  title: `Mineral Commodity Summaries ${edition}, data release`,
  vintage: String(edition),
  publishedOn,
  url: 'https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries',
  licence: 'public domain',
  attribution: `${PUBLISHER}, Mineral Commodity Summaries ${edition}`,
  note: 'Read in the publisher’s own file.',
});

/** The edition that a file's name or cell names, such as `MCS2026_Commodities_Data.csv`; null when it names none. */
export function editionIn(text: string): number | null {
  const [, year] = /mcs[ _-]?((?:19|20)\d\d)/i.exec(text) ?? [];
  return year === undefined ? null : Number(year);
}
