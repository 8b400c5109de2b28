import { describe, expect, test } from 'vitest';
import { countryNames } from '../../../src/ingest/curated/country-names.ts';
import { readTable } from '../../../src/loading/csv-table.ts';
import { countryTable } from '../../../src/entities/country/load.ts';
import { spellingTable } from '../../../src/entities/names/load.ts';
import { haveSharedFiles, sharedNames, sharedRows, sharedText } from '../shared-files.ts';

const country = countryNames(
  readTable(countryTable).rows.map(({ row }) => row),
  readTable(spellingTable).rows.map(({ row }) => row),
);

/** The code a cell leads to, the group it stands for, or null. */
const meaning = (text: string) => {
  const found = country(text);
  return found === null ? null : 'iso3' in found ? found.iso3 : found.group;
};

const spellings: Record<string, Record<string, string>> = {
  'several publishers': {
    Bolivia: 'BOL',
    Iran: 'IRN',
    'Korea, North': 'PRK',
    Laos: 'LAO',
    Moldova: 'MDA',
    Russia: 'RUS',
    Surinam: 'SUR',
    Syria: 'SYR',
    Taiwan: 'TWN',
    Tanzania: 'TZA',
    Turkey: 'TUR',
    USA: 'USA',
    Venezuela: 'VEN',
    Vietnam: 'VNM',
  },
  'the US Geological Survey': {
    Burma: 'MMR',
    'Congo (Kinshasa)': 'COD',
    'Côte d’Ivoire': 'CIV',
    'The Bahamas': 'BHS',
    'Korea, Republic of': 'KOR',
    Argentinae: 'ARG',
    China6: 'CHN',
    'New Caledonia11': 'NCL',
    'Korea, Republic ofe': 'KOR',
    'Russia ': 'RUS',
    'United\u00a0States (kyanite)': 'USA',
    'China (andalusite, crude ore)': 'CHN',
    'Peru, crude borates': 'PER',
    'Denmark (processed)5': 'DNK',
  },
  'the British Geological Survey': {
    'Bosnia & Herzegovina': 'BIH',
    'Congo, Democratic Republic': 'COD',
    'Czech Republic': 'CZE',
    'German Federal Republic': 'DEU',
    'Korea (Rep. of)': 'KOR',
    'Korea, Dem. P.R. of': 'PRK',
    'Soviet Union': 'SUN',
    Zaire: 'ZAR',
    Czechoslovakia: 'CSK',
  },
  'the European Commission': {
    Brasil: 'BRA',
    Brasilia: 'BRA',
    'Cape Verde': 'CPV',
    Congo: 'COG',
    'Congo, D.R.': 'COD',
    "Cote d'Ivoire": 'CIV',
    'Korea, South': 'KOR',
    'South Korea': 'KOR',
    Kosovo: 'XKX',
    Libanon: 'LBN',
    Turkyie: 'TUR',
    Türkiye: 'TUR',
  },
  'the International Energy Agency': { 'Democratic Republic of Congo': 'COD' },
  MinMod: { Burma: 'MMR', 'Congo (Zaire)': 'COD', Nambia: 'NAM', 'North Korea': 'PRK', USSR: 'SUN' },
  CEPII: { 'Other Asia, nes': 'TWN', S19: 'TWN' },
  'lists of facilities': { KOS: 'XKX' },
};

describe('the name of a country', () => {
  test.each(Object.entries(spellings))('as %s write it leads to its code', (_, expected) => {
    expect(Object.fromEntries(Object.keys(expected).map((text) => [text, meaning(text)]))).toEqual(expected);
  });

  test('that stands for the world or for several countries leads to a group', () => {
    const groups = {
      'World total': 'WORLD',
      'World total (rounded)10': 'WORLD',
      'World total, natural and synthetic': 'WORLD',
      Other: 'OTHER',
      'Other countries': 'OTHER',
      'Other Countries': 'OTHER',
      'Other countries10': 'OTHER',
      'Other countriese': 'OTHER',
      'Other countries\u00a0': 'OTHER',
      'Other countries (includes crude)': 'OTHER',
      'United\u00a0States and Canada': 'OTHER',
      'China, Germany, and Russia': 'OTHER',
      'Rest of world': 'OTHER',
    };
    expect(Object.fromEntries(Object.keys(groups).map((text) => [text, meaning(text)]))).toEqual(groups);
  });

  test('is never cut: what follows a comma or stands in brackets may make it another country', () => {
    const names = {
      'Congo (DRC)': 'COD',
      'Congo-DRC': 'COD',
      'Congo, Dem. Rep. of the': 'COD',
      'Congo, Rep.': 'COG',
      'China, Taiwan Province of': 'TWN',
      'Taiwan, China': 'TWN',
      'China, Hong Kong Special Administrative Region': 'HKG',
      'China, P.R.: Hong Kong': 'HKG',
      'China, Macao SAR': 'MAC',
      "Korea (Dem. People's Rep.)": 'PRK',
      'Korea (DPR)': 'PRK',
      'Sudan, South': 'SSD',
      'Virgin Islands, British': 'VGB',
      'Guinea, Equatorial': 'GNQ',
      'Samoa, American': 'ASM',
    };
    expect(Object.fromEntries(Object.keys(names).map((text) => [text, meaning(text)]))).toEqual(names);
    for (const text of [
      'Sudan, North',
      'Cyprus (north)',
      'Vietnam, South',
      'Yemen (Dem.)',
      'Denmark (Greenland)',
      'France (New Caledonia)',
      'Germany (Democratic Republic)',
      'Ireland, Northern',
      'congo (ex zaire)',
    ])
      expect(meaning(text), text).toBeNull();
  });

  test('that no table knows leads nowhere', () => {
    for (const text of ['', ' ', 'Atlantis', 'Europe EFTA, nes', 'CN', 'Notes: Supply projections are built so.'])
      expect(meaning(text), text).toBeNull();
  });
});

describe.skipIf(!haveSharedFiles)("the publishers' own files", () => {
  const cells = (path: string, column: string, encoding?: 'windows-1252') =>
    sharedRows(path, encoding).flatMap((row) => row[column] ?? []);
  const inFolder = (path: string, column: string) =>
    sharedNames(path).flatMap((name) => cells(`${path}/${name}`, column));
  const unknown = (texts: readonly string[]) =>
    [...new Set(texts)].filter((text) => text.trim() && meaning(text) === null);

  test.each([
    ['US Geological Survey 2026', () => cells('usgs/MCS2026_Commodities_Data.csv', 'Country', 'windows-1252')],
    ['US Geological Survey 2025', () => cells('usgs/MCS2025_World_Data.csv', 'COUNTRY')],
    ['US Geological Survey 2024', () => inFolder('usgs/mcs2024/world', 'Country')],
    ['European Commission, world', () => cells('eu_crm/fact_GlobalSupplyShares_t.csv', 'Country', 'windows-1252')],
    ['European Commission, Union', () => cells('eu_crm/fact_EUSupplyShares_t.csv', 'Country', 'windows-1252')],
    ['MinMod, mineral resources data', () => cells('minmod/umn_mrdata_ree_flat.csv', 'country')],
    ['MinMod, rare-earth resources', () => cells('minmod/usc_jowitt_ree_flat.csv', 'country')],
  ])('of the %s name no country that is not known', (_, read) => {
    const texts = read();
    expect(texts.length).toBeGreaterThan(200);
    expect(unknown(texts)).toEqual([]);
  });

  test('of the British Geological Survey name the countries whose codes stand beside them', () => {
    const rows = sharedNames('bgs').flatMap((name) => sharedRows(`bgs/${name}`));
    expect(rows).toHaveLength(16_102);
    // The code beside "Congo" is that of the other one, beside Kosovo it is none.
    const strange = new Set(['Congo', 'Kosovo', 'Yugoslavia']);
    const named = rows.filter((row) => row['country_iso3_code'] !== '' && !strange.has(row['country_trans'] ?? ''));
    expect(named.filter((row) => meaning(row['country_trans'] ?? '') !== row['country_iso3_code'])).toEqual([]);
  });

  test.each([
    ['MinMod', 'minmod/entity_country.csv', 'name', 'iso3', 250, []],
    [
      'CEPII',
      'baci/country_codes_V202601.csv',
      'country_name',
      'country_iso3',
      238,
      ['Europe EFTA, nes', 'Southern African Customs Union (...1999)', 'US Misc. Pacific Isds'],
    ],
  ])('of %s list names that lead to the codes beside them', (_, path, name, code, count, none) => {
    const rows = sharedRows(path).map((row) => [row[name] ?? '', row[code] ?? ''] as const);
    expect(rows).toHaveLength(count);
    expect(rows.filter(([text]) => meaning(text) === null).map(([text]) => text)).toEqual(none);
    const different = rows.filter(([text, iso3]) => meaning(text) !== null && meaning(text) !== iso3);
    expect(different.filter(([, iso3]) => iso3 !== 'S19')).toEqual([]);
  });

  test('of the International Energy Agency name no country that is not known, but for two sentences of notes', () => {
    const { supply } = JSON.parse(sharedText('iea/iea_critical_minerals_explorer_2024.json')) as {
      supply: Record<string, Record<string, { countries: object }>>;
    };
    const names = Object.values(supply).flatMap((stages) =>
      Object.values(stages).flatMap(({ countries }) => Object.keys(countries)),
    );
    expect(unknown(names).map((text) => text.slice(0, 12))).toEqual(['Notes: Suppl', '“Base case” ']);
  });
});
