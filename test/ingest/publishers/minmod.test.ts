import { describe, expect, test } from 'vitest';
import { minmod } from '../../../src/ingest/publishers/minmod.ts';
import { curatedSource, madeFile, parseFile } from '../parse-file.ts';
import { haveSharedFiles, sharedFile, sharedNames, sharedRows, sharedText } from '../shared-files.ts';

const RESOURCE = 'how much a deposit holds: a resource, of which only a part are reserves';

describe('a list of mineral sites', () => {
  test('gives deposits with position, type and minerals', async () => {
    const { facilities, unknown, refused, skipped } = await parseFile(minmod, madeFile('minmod/sites.csv'));
    expect(
      facilities.map(({ slug, name, country, latitude, longitude, types, minerals }) => [
        slug,
        [name, country, latitude, longitude],
        [types, minerals].map((list) => list.join('|')),
      ]),
    ).toEqual([
      ['minmod-mrdata-usgs-gov-ree-20', ['Hill (Old, New)', 'MMR', 21.25, 96.5], ['deposit', 'cerium|yttrium']],
      ['minmod-mrdata-usgs-gov-ree-21', ['Valley', 'SUN', null, null], ['deposit', 'thorium']],
      [
        'minmod-10-2113-econgeo-110-8-1925-valley-south-63',
        ['Valley South', 'NAM', null, null],
        ['deposit|Heavy Mineral Sands', 'dysprosium|neodymium'],
      ],
    ]);
    expect(unknown).toEqual(['commodity Sulfides', 'country Atlantis']);
    expect(refused.map(({ line, refused }) => [line, refused])).toEqual([[6, '"LINESTRING (1 2)" is not a point']]);
    expect(skipped).toEqual({ [RESOURCE]: 1 });
  });

  test('says the same in JSON, where each quantity in the ground is left out by itself', async () => {
    const [table, json] = await Promise.all([
      parseFile(minmod, madeFile('minmod/sites.csv')),
      parseFile(minmod, madeFile('minmod/sites.json')),
    ]);
    expect(json.facilities[0]).toEqual(table.facilities[2]);
    expect(json.facilities[1]).toMatchObject({ country: 'COD', minerals: [] });
    expect(json.skipped).toEqual({ [RESOURCE]: 2 });
    expect(json.lines.map(({ line }) => line)).toEqual([4, 4, 4, 47]);
  });
});

describe.skipIf(!haveSharedFiles)("MinMod's own files", () => {
  const read = (name: string) => parseFile(minmod, sharedFile(`minmod/${name}`));

  test('have 799 sites of rare earths, 578 of them with a position', async () => {
    const { facilities, lines, unknown, refused, sources } = await read('umn_mrdata_ree_flat.csv');
    expect(facilities).toHaveLength(799);
    expect(new Set(facilities.map(({ slug }) => slug)).size).toBe(799);
    expect(facilities.filter(({ latitude, longitude }) => latitude !== null && longitude !== null)).toHaveLength(578);
    expect(new Set(lines.map(({ line }) => line)).size).toBe(799);
    expect(refused).toEqual([]);
    expect([...new Set(unknown)].sort()).toEqual([
      'commodity Clay',
      'commodity Dolomite',
      'commodity Olivine',
      'commodity Potassium',
      'commodity Pyrite',
      'commodity Sand',
      'commodity Staurolite',
      'commodity Sulfides',
    ]);
    expect(sources.map((source) => ({ ...source, note: null }))).toEqual([curatedSource('minmod-2025')]);
  });

  test('have 267 sites of a study of resources, 73 with 30,906.7 million tonnes of ore, which are left out', async () => {
    const { facilities, skipped, unknown } = await read('usc_jowitt_ree_flat.csv');
    expect([facilities.length, skipped, unknown]).toEqual([267, { [RESOURCE]: 73 }, []]);
    const ore = sharedRows('minmod/usc_jowitt_ree_flat.csv').map((row) => Number(row['ore_mt_max']));
    expect(ore.reduce((sum, tonnes) => sum + tonnes)).toBeCloseTo(30906.7, 1);
  });

  test('say of these in JSON what they say in the table, with 846 quantities', async () => {
    const [table, json] = await Promise.all([read('usc_jowitt_ree_flat.csv'), read('jowitt_ree_sites.json')]);
    const bySlug = new Map(table.facilities.map((facility) => [facility.slug, facility]));
    expect(json.facilities).toHaveLength(267);
    expect(json.facilities.map(({ slug }) => bySlug.get(slug))).toEqual(json.facilities);
    expect(json.skipped).toEqual({ [RESOURCE]: 846 });
    const lines = sharedText('minmod/jowitt_ree_sites.json').split('\n');
    expect(json.lines.every(({ line }) => lines[line - 1]?.includes('"record_id"'))).toBe(true);
  });

  test('are lists of codes besides, which are read with the tables', () => {
    const names = sharedNames('minmod').filter((name) => name.startsWith('entity_'));
    const heads = names.map((name) => ({ name, text: sharedText(`minmod/${name}`).slice(0, 65_536) }));
    expect(heads).toHaveLength(7);
    expect(heads.filter((head) => !minmod.beside?.some((one) => one.recognises(head)))).toEqual([]);
    expect(heads.filter((head) => minmod.formats.some((format) => format.recognises(head)))).toEqual([]);
  });
});
