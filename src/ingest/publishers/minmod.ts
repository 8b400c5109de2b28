import { z } from 'zod';
import { csvRecords, hasColumns } from '../reading/csv-records.ts';
import {
  ImportError,
  type FacilityFound,
  type Format,
  type Importer,
  type ImportOptions,
  type Opened,
  type Parsed,
  type Places,
  type SourceFound,
} from '../reading/importer.ts';
import { wholeJson } from '../reading/whole-json.ts';

/** A mineral site as both layouts have it. */
interface Site {
  line: number;
  /** Address of the data set or paper that the site is taken from, and its number there. */
  source: string;
  record: string;
  name: string;
  country: string;
  /** `POINT (longitude latitude)`; empty when not known. */
  point: string;
  depositTypes: readonly string[];
  commodities: readonly string[];
  /** What is said of how much there is, one for each reason why it is left out. */
  skipped: readonly string[];
}

const RESOURCE = 'how much a deposit holds: a resource, of which only a part are reserves';

const sourceOf = (asOf: string | null): SourceFound => {
  const year = asOf?.slice(0, 4) ?? '2025';
  return {
    id: `minmod-${year}`,
    publisher: 'CriticalMAAS',
    title: 'MinMod: knowledge graph of mineral sites',
    vintage: year,
    publishedOn: asOf,
    url: 'https://minmod.isi.edu',
    urlMissing: null,
    licence: 'MIT',
    attribution: 'MinMod, USC Information Sciences Institute and University of Minnesota',
    note: null,
  };
};

const table: Format = {
  title: 'mineral sites of MinMod (CSV)',
  needs: ['source_id', 'record_id', 'name', 'country', 'location_wkt', 'deposit_types', 'commodities', 'ore_mt_max'],
  recognises: (head) => hasColumns(head, ['record_id']) || hasColumns(head, ['location_wkt']),
  async open(file, places, options) {
    const sites = csvRecords(await file.decode('utf-8')).map(({ line, cell }): Site => ({
      line,
      source: cell('source_id'),
      record: cell('record_id'),
      name: cell('name'),
      country: cell('country'),
      point: cell('location_wkt'),
      depositTypes: cell('deposit_types').split('|'),
      commodities: cell('commodities').split('|'),
      skipped: cell('ore_mt_max') === '' ? [] : [RESOURCE],
    }));
    return opened(sites, places, options, 'in tables');
  },
};

const observed = z.object({ observed_name: z.string() });
const sites = z.array(
  z.object({
    source_id: z.string(),
    record_id: z.string(),
    name: z.string(),
    location_info: z.object({ country: z.array(observed).default([]), location: z.string().default('') }),
    deposit_type_candidate: z.array(observed).default([]),
    mineral_inventory: z.array(z.object({ commodity: observed })).default([]),
  }),
);

const json: Format = {
  title: 'mineral sites of MinMod with their inventories (JSON)',
  needs: ['source_id', 'record_id', 'location_info'],
  recognises: ({ text }) => /^\s*\[\s*\{\s*"source_id"/.test(text),
  async open(file, places, options) {
    return opened(sitesOf(await file.decode('utf-8')), places, options, 'with inventories');
  },
};

function sitesOf(text: string): Site[] {
  const result = sites.safeParse(wholeJson(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ImportError(
      `At ${issue?.path.join('.') ?? 'its top'} the file is not as expected: ${issue?.message ?? ''}`,
    );
  }
  let offset = 0;
  let line = 1;
  return result.data.map((site) => {
    const found = text.indexOf(`"record_id": ${JSON.stringify(site.record_id)}`, offset);
    if (found >= 0) {
      line += text.slice(offset, found).split('\n').length - 1;
      offset = found;
    }
    return {
      line,
      source: site.source_id,
      record: site.record_id,
      name: site.name,
      country: site.location_info.country[0]?.observed_name ?? '',
      point: site.location_info.location,
      depositTypes: site.deposit_type_candidate.map(({ observed_name }) => observed_name),
      commodities: site.mineral_inventory.map(({ commodity }) => commodity.observed_name),
      skipped: site.mineral_inventory.map(() => RESOURCE),
    };
  });
}

function opened(listed: readonly Site[], places: Places, { asOf }: ImportOptions, layout: string): Opened {
  const source = sourceOf(asOf);
  const from = [...new Set(listed.map((site) => site.source))].sort().join(' and ');
  return {
    dataSet: `${source.id}, sites ${layout}, from ${from}`,
    sources: [source],
    rows: listed.flatMap((site) => parseSite(site, places, source.id)),
  };
}

const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/^https?:\/\/(doi\.org\/)?/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const unique = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()).filter(Boolean))];

/** A site, the commodities that no table knows, and what is left out. */
function parseSite(site: Site, places: Places, source: string): Parsed[] {
  const { line } = site;
  const place = places.country(site.country);
  if (place === null || !('iso3' in place)) return [{ line, unknown: 'country', text: site.country }];
  const point = pointOf(site.point);
  if (point === null) return [{ line, refused: `"${site.point}" is not a point` }];
  // The column of a concentration names the element: `Nd ppm`.
  const named = unique(site.commodities.map((text) => text.replace(/ ppm$/, '')));
  const minerals = named.map((text) => [text, places.mineral(text)] as const);
  const facility: FacilityFound = {
    slug: `minmod-${slugOf(site.source)}-${slugOf(site.record)}`,
    name: site.name,
    country: place.iso3,
    ...point,
    status: 'UNKNOWN',
    types: ['deposit', ...unique(site.depositTypes)],
    minerals: unique(minerals.flatMap(([, slug]) => slug ?? [])).sort(),
    operators: [],
    source,
    locator: `${site.source}, record ${site.record}`,
    confidence: 'MEDIUM',
  };
  return [
    { line, facility },
    ...minerals.flatMap(([text, slug]) => (slug === null ? [{ line, unknown: 'commodity' as const, text }] : [])),
    ...site.skipped.map((skipped) => ({ line, skipped })),
  ];
}

/** A position from well-known text, which has the longitude first; null for text that is none. */
function pointOf(text: string): Pick<FacilityFound, 'latitude' | 'longitude'> | null {
  if (text === '') return { latitude: null, longitude: null };
  const [, longitude, latitude] = /^POINT ?\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)$/.exec(text) ?? [];
  return latitude === undefined ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}

/** MinMod, the knowledge graph of mineral sites. */
export const minmod: Importer = {
  publisher: 'minmod',
  title: 'CriticalMAAS, MinMod: knowledge graph of mineral sites',
  reads: 'deposits with position, type and minerals; resources are left out',
  licence: 'MIT',
  redistributable: true,
  formats: [table, json],
  beside: [{ title: 'list of codes of MinMod (CSV)', recognises: isListOfCodes }],
};

function isListOfCodes(head: Parameters<Format['recognises']>[0]): boolean {
  return (
    hasColumns(head, ['minmod_id']) ||
    hasColumns(head, ['uri', 'connection']) ||
    /^id,label\r?\nInferred/.test(head.text)
  );
}
