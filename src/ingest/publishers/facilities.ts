import { z } from 'zod';
import { csvRecords, hasColumns } from '../reading/csv-records.ts';
import {
  ImportError,
  type FacilityFound,
  type Format,
  type Importer,
  type Parsed,
  type Places,
  type SourceFound,
} from '../reading/importer.ts';
import { repairEncoding } from '../reading/repair-encoding.ts';

/** A facility as both layouts of the list have it. */
interface Listed {
  line: number;
  id: string;
  name: string;
  country: string;
  latitude: number | null;
  longitude: number | null;
  types: readonly string[];
  status: string;
  commodities: readonly string[];
  /** All that the list mentions: those that run it and those that own it are not told apart. */
  companies: readonly string[];
}

const sourceOf = (asOf: string | null): SourceFound => {
  const year = asOf?.slice(0, 4) ?? '2025';
  return {
    id: `facility-list-${year}`,
    publisher: 'no publisher named',
    title: 'List of mines and plants',
    vintage: year,
    publishedOn: asOf,
    url: null,
    urlMissing: 'the list does not say where it is published',
    licence: 'none stated',
    attribution: null,
    note: "Compiled by machine from many sources; no licence found. Loaded from the user's own files only.",
  };
};

const table: Format = {
  title: 'list of mines and plants (CSV)',
  needs: ['facility_id', 'name', 'country_iso3', 'lat', 'lon', 'types', 'status', 'commodities', 'companies'],
  recognises: (head) => hasColumns(head, ['facility_id']) || hasColumns(head, ['country_iso3', 'primary_type']),
  async open(file, places, { asOf }) {
    const listed = csvRecords(await file.decode('utf-8')).map(({ line, cell }): Listed => {
      const list = (column: string) => cell(column).split('|');
      const degrees = (column: string) => (cell(column) === '' ? null : Number(cell(column)));
      return {
        line,
        id: cell('facility_id'),
        name: cell('name'),
        country: cell('country_iso3'),
        latitude: degrees('lat'),
        longitude: degrees('lon'),
        types: list('types'),
        status: cell('status'),
        commodities: list('commodities'),
        companies: list('companies'),
      };
    });
    return opened(listed, places, asOf, 'all');
  },
};

const record = z.object({
  facility_id: z.string(),
  name: z.string(),
  country_iso3: z.string(),
  location: z.object({ lat: z.number().nullable(), lon: z.number().nullable() }),
  types: z.array(z.string()),
  status: z.string(),
  commodities: z.array(z.object({ metal: z.string() })),
  company_mentions: z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])),
});

const jsonLines: Format = {
  title: 'list of mines and plants (JSON, one a line)',
  needs: Object.keys(record.shape),
  recognises: ({ text }) => /^\s*\{/.test(text) && /"facility_id"/.test(text),
  async open(file, places, { asOf }) {
    const lines = (await file.decode('utf-8')).split(/\r?\n/);
    const listed = lines.flatMap((text, index) => (text.trim() === '' ? [] : [listedIn(text, index + 1)]));
    return opened(listed, places, asOf, 'in JSON');
  },
};

function listedIn(text: string, line: number): Listed {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ImportError(`Line ${line} is not whole JSON: ${error instanceof Error ? error.message : ''}`, line);
  }
  const result = record.safeParse(content);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ImportError(`Line ${line}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`, line);
  }
  const {
    facility_id: id,
    name,
    country_iso3: country,
    location,
    types,
    status,
    commodities,
    company_mentions,
  } = result.data;
  return {
    line,
    id,
    name,
    country,
    latitude: location.lat,
    longitude: location.lon,
    types,
    status,
    commodities: commodities.map(({ metal }) => metal),
    companies: company_mentions,
  };
}

function opened(listed: readonly Listed[], places: Places, asOf: string | null, which: string) {
  const source = sourceOf(asOf);
  return {
    dataSet: `${source.id}, ${which}`,
    sources: [source],
    rows: listed.flatMap((one) => parseListed(one, places, source.id)),
  };
}

const statuses: Readonly<Record<string, FacilityFound['status']>> = {
  operating: 'OPERATING',
  construction: 'UNDER_CONSTRUCTION',
  planned: 'PLANNED',
  development: 'PLANNED',
  suspended: 'SUSPENDED',
  closed: 'CLOSED',
  historic: 'CLOSED',
};

const unique = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()).filter(Boolean))];

/** A facility, and the names of commodities and companies that no table knows. */
function parseListed(listed: Listed, places: Places, source: string): Parsed[] {
  const { line, id } = listed;
  const place = places.country(listed.country);
  if (place === null || !('iso3' in place)) return [{ line, unknown: 'country', text: listed.country }];
  const name = repairEncoding(listed.name).trim();
  const minerals = unique(listed.commodities.map((text) => text.toLowerCase())).map(
    (text) => [text, mineralsIn(text, places)] as const,
  );
  const companies = unique(listed.companies.map(repairEncoding)).map((text) => [text, places.supplier(text)] as const);
  const facility: FacilityFound = {
    slug: `facilities-${id}`,
    name,
    country: place.iso3,
    latitude: listed.latitude,
    longitude: listed.longitude,
    status: statuses[listed.status] ?? 'UNKNOWN',
    types: unique(listed.types),
    minerals: [...new Set(minerals.flatMap(([, slugs]) => slugs))].sort(),
    operators: [...new Set(companies.flatMap(([, slug]) => slug ?? []))].sort(),
    source,
    locator: `facility_id ${id}`,
    // No publisher stands behind it, and half of the positions are rounded.
    confidence: 'LOW',
  };
  return [
    { line, facility },
    ...minerals.flatMap(([text, slugs]) =>
      slugs.length === 0 && !saysNothing.test(text) ? [{ line, unknown: 'commodity' as const, text }] : [],
    ),
    ...companies.flatMap(([text, slug]) => (slug === null ? [{ line, unknown: 'company' as const, text }] : [])),
  ];
}

const saysNothing = /^(\\?-|n\/a|not specified|etc\.?)$/;

/** The minerals that a cell names, perhaps with remarks and the numbers of lost footnotes: `neodymium-praseodymium`, `gold 33`. */
function mineralsIn(text: string, places: Places): string[] {
  const plain = text
    .replace(/\(.*?\)/g, '')
    .replace(/[\s\d.*\\]+$/, '')
    .trim();
  for (const words of [text, plain, plain.replace(/s$/, '')]) {
    const slug = places.mineral(words);
    if (slug !== null) return [slug];
  }
  const several = plain.split('-').map((word) => places.mineral(word));
  return several.length > 1 && several.every((slug) => slug !== null) ? several : [];
}

/** A list of the world's mines and plants that names no publisher: read from the user's own disk alone. */
export const facilities: Importer = {
  publisher: 'facilities',
  title: 'List of mines and plants, compiled by machine, no publisher named',
  reads: 'mines and plants with position, status, minerals and companies, all of low confidence',
  licence: 'none stated',
  redistributable: false,
  formats: [table, jsonLines],
};
