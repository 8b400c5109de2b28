import { describe, expect, test } from 'vitest';
import { facilities } from '../../../src/ingest/publishers/facilities.ts';
import { attempt } from '../../../src/lib/attempt.ts';
import { repairEncoding } from '../../../src/ingest/reading/repair-encoding.ts';
import { madeFile, parseFile } from '../parse-file.ts';
import { haveSharedFiles, sharedFile, sharedRows } from '../shared-files.ts';

describe('a name whose bytes were taken for another encoding', () => {
  test.each([
    ['JÃ¤nschwalde', 'Jänschwalde'],
    ['AntÃƒÂ´nio Dias', 'Antônio Dias'],
    ['JiÃ¢â‚¬â„¢an Luxia', 'Ji’an Luxia'],
    ['BeÅŸler Ã‡eltek', 'Beşler Çeltek'],
    ['MarÃ\u00ada Elena', 'María Elena'],
  ])('is made whole: %s', (broken, whole) => {
    expect(repairEncoding(broken)).toBe(whole);
  });

  test.each(['Mount Weld', 'Côte d’Ivoire', 'SÃO', 'Várzea do Lopes', '谊达', 'Pozo MarÃ'])(
    'stays as it is when it is whole or cut within a character: %s',
    (name) => {
      expect(repairEncoding(name)).toBe(name);
    },
  );
});

describe('a list of facilities', () => {
  test('gives each with what is known of it, and reports the names that no table knows', async () => {
    const parsed = await parseFile(facilities, madeFile('facilities/flat.csv'));
    expect(
      parsed.facilities.map(({ slug, name, country, status, types, minerals, operators }) => [
        [slug, name, country, status].join(' '),
        [types, minerals, operators].map((list) => list.join('|')),
      ]),
    ).toEqual([
      [
        'facilities-aus-weld-mine-fac Weld Mine AUS OPERATING',
        ['mine|plant', 'neodymium|praseodymium|rare-earths', 'lynas-rare-earths'],
      ],
      ['facilities-kos-feni-fac Feni XKX UNKNOWN', ['smelter', 'diamond|gold|nickel', '']],
      ['facilities-deu-j-nschwalde-fac Jänschwalde DEU CLOSED', ['mine', '', '']],
      ['facilities-bra-ant-nio-fac Antônio BRA UNDER_CONSTRUCTION', ['mine', 'iron-ore', '']],
    ]);
    expect(parsed.facilities[0]).toMatchObject({ latitude: -28.5, longitude: 121.5, source: 'facility-list-2025' });
    expect(parsed.facilities.every(({ confidence }) => confidence === 'LOW')).toBe(true);
    expect(parsed.unknown).toEqual([
      'company Nobody & Sons',
      'commodity thermal coal',
      'company Lausitz Energie Kraftwerke, AG',
      'country XXX',
    ]);
  });

  test('says the same in JSON', async () => {
    const [flat, json] = await Promise.all([
      parseFile(facilities, madeFile('facilities/flat.csv')),
      parseFile(facilities, madeFile('facilities/lines.jsonl')),
    ]);
    expect(json.facilities[0]).toEqual(flat.facilities[0]);
    expect(json.facilities[1]).toMatchObject({ slug: 'facilities-aus-other-fac', status: 'UNKNOWN' });
    await expect(parseFile(facilities, madeFile('facilities/cut.jsonl'))).rejects.toThrow(/^Line 2 is not whole JSON/);
  });

  test("has no licence, so it stays on the user's disk", async () => {
    const { sources } = await parseFile(facilities, madeFile('facilities/flat.csv'));
    expect([facilities.redistributable, sources.map(({ licence }) => licence)]).toEqual([false, ['none stated']]);
  });
});

describe.skipIf(!haveSharedFiles)('the list of facilities itself', () => {
  const list = attempt(() =>
    haveSharedFiles
      ? parseFile(facilities, sharedFile('facilities/facilities_flat.csv'))
      : Promise.reject(new Error('not there')),
  );

  test('has 10,444 facilities in 139 countries', async () => {
    const { facilities: all, skipped, refused, unknown } = await list;
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(10444);
    const count = (iso3: string) => all.filter(({ country }) => country === iso3).length;
    expect(new Set(all.map(({ country }) => country)).size).toBe(139);
    expect({ CHN: count('CHN'), USA: count('USA'), XKX: count('XKX') }).toEqual({ CHN: 1836, USA: 1603, XKX: 6 });
    expect([skipped, refused, unknown.filter((text) => text.startsWith('country'))]).toEqual([{}, [], []]);
    expect(all.filter(({ status }) => status === 'UNKNOWN').length).toBeGreaterThanOrEqual(9414);
    expect(all.every(({ confidence }) => confidence === 'LOW')).toBe(true);
  });

  test('has 92 names that were encoded twice, 74 of them with a capital A, which are made whole but for seven that were cut', async () => {
    const names = sharedRows('facilities/facilities_flat.csv').map((row) => row['name'] ?? '');
    const broken = names.filter((name) => repairEncoding(name) !== name || /Ã$/.test(name));
    expect([broken.length, broken.filter((name) => /[ÃÂâ]/.test(name)).length]).toEqual([92, 74]);
    const { facilities: all } = await list;
    const stillBroken = all.map(({ name }) => name).filter((name) => /[ÃÄÂ]/.test(name));
    expect(stillBroken).toEqual(['GuaÃ', 'JiřÃ', 'StařÃ', 'Pozo MarÃ', 'GraÄ', 'HolÃ', 'Veľký KrtÃ']);
  });

  test('says of its 93 entries in JSON what it says in the table', async () => {
    const bySlug = new Map((await list).facilities.map((facility) => [facility.slug, facility]));
    const inJson = await parseFile(facilities, sharedFile('facilities/facilities_ree.jsonl'));
    expect(inJson.facilities).toHaveLength(93);
    expect(inJson.facilities.map(({ slug }) => bySlug.get(slug))).toEqual(inJson.facilities);
  });
});
