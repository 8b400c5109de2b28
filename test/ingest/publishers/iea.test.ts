import { describe, expect, test } from 'vitest';
import { iea } from '../../../src/ingest/publishers/iea.ts';
import { attempt } from '../../../src/lib/attempt.ts';
import { tonnesOf } from '../../../src/entities/observation/unit.ts';
import { curatedOf, curatedSource, faultsOf, madeFile, parseFile } from '../parse-file.ts';
import { haveSharedFiles, sharedFile } from '../shared-files.ts';

const PROJECTION = 'a projection, which is no observation';
const NOTE = 'a sentence of notes that stands among the countries';

describe('a file of the explorer of critical minerals', () => {
  test('gives production in the year of its edition, and says what it leaves out', async () => {
    const { observations, skipped, unknown, refused, sources } = await parseFile(iea, madeFile('iea/explorer.json'));
    expect(
      observations.map(({ mineral, stage, form, basis, country, group, year, value, note }) => [
        [mineral, stage, form, basis, country ?? group].join(' '),
        [year, value, note],
      ]),
    ).toEqual([
      ['magnet-rare-earths EXTRACTION mine production magnet rare earths CHN', [2025, '46.123457', null]],
      ['magnet-rare-earths EXTRACTION mine production magnet rare earths COD', [2025, '0.5', null]],
      ['magnet-rare-earths EXTRACTION mine production magnet rare earths OTHER', [2025, '7', null]],
      ['magnet-rare-earths EXTRACTION mine production magnet rare earths WORLD', [2025, '55', null]],
      ['graphite REFINING refinery production refined graphite CHN', [2025, '1800', null]],
      ['graphite REFINING refinery production refined graphite CAN', [2025, '0', null]],
      ['graphite REFINING refinery production refined graphite WORLD', [2025, '1900', null]],
    ]);
    expect(skipped).toEqual({ [PROJECTION]: 4, [NOTE]: 1 });
    expect(unknown).toEqual(['country Atlantis', 'commodity Unobtainium']);
    expect(refused.map(({ line, refused }) => [line, refused])).toEqual([
      [17, 'stage "magnet making" is neither mining nor refining'],
      [21, '-1 thousand tonnes is below 0'],
    ]);
    expect(sources.map(({ id, publishedOn }) => [id, publishedOn])).toEqual([
      ['iea-critical-minerals-explorer-2025', null],
    ]);
    expect(faultsOf(observations)).toEqual([]);
  });

  test('names the line on which each figure stands', async () => {
    const { lines } = await parseFile(iea, madeFile('iea/explorer.json'));
    expect([...new Set(lines.map(({ line }) => line))]).toEqual([8, 9, 10, 11, 12, 14, 17, 21, 22, 27]);
  });

  test('that was cut short is not read', async () => {
    await expect(parseFile(iea, madeFile('iea/cut.json.txt'))).rejects.toThrow(/not whole JSON/);
  });
});

describe.skipIf(!haveSharedFiles)("the International Energy Agency's own file", () => {
  const file = attempt(() =>
    haveSharedFiles
      ? parseFile(iea, sharedFile('iea/iea_critical_minerals_explorer_2024.json'))
      : Promise.reject(new Error('not there')),
  );

  test('has 300 cells of countries, of which those of 2024 are figures and two sentences are none', async () => {
    const { observations, skipped, unknown, refused } = await file;
    const ofTotals = observations.filter(({ group }) => group === 'WORLD').length;
    const projections = skipped[PROJECTION] ?? 0;
    expect(observations.length - ofTotals + (projections - 3 * ofTotals)).toBe(300 - 8);
    expect(skipped).toEqual({ [PROJECTION]: projections, [NOTE]: 2 });
    expect([...unknown, ...refused]).toEqual([]);
    expect(faultsOf(observations)).toEqual([]);
  });

  test('says of China in 2024 what the explorer shows', async () => {
    const { observations } = await file;
    const thousandTonnes = (mineral: string, stage: string, where: string) =>
      observations.find((row) => row.mineral === mineral && row.stage === stage && (row.country ?? row.group) === where)
        ?.number ?? NaN;
    const share = (mineral: string, stage: string) =>
      thousandTonnes(mineral, stage, 'CHN') / thousandTonnes(mineral, stage, 'WORLD');
    expect(thousandTonnes('magnet-rare-earths', 'EXTRACTION', 'CHN')).toBeCloseTo(45.787, 3);
    expect(thousandTonnes('magnet-rare-earths', 'EXTRACTION', 'WORLD')).toBeCloseTo(75.099, 3);
    expect(thousandTonnes('magnet-rare-earths', 'REFINING', 'CHN')).toBeCloseTo(73.757, 3);
    expect(thousandTonnes('magnet-rare-earths', 'REFINING', 'WORLD')).toBeCloseTo(80.805, 3);
    expect(share('graphite', 'REFINING')).toBeCloseTo(0.9571, 4);
    expect(share('cobalt', 'REFINING')).toBeCloseTo(0.7841, 4);
    expect(tonnesOf(thousandTonnes('cobalt', 'REFINING', 'CHN'), 'thousand metric tons')).toBe(196143.357);
  });

  test('has totals that are less than their countries, and says so', async () => {
    const noted = (await file).observations.filter(({ note }) => note !== null);
    expect(noted.map(({ mineral, stage, group, number }) => [mineral, stage, group, Math.round(number ?? 0)])).toEqual([
      ['nickel', 'EXTRACTION', 'WORLD', 3861],
      ['nickel', 'REFINING', 'WORLD', 3484],
      ['graphite', 'EXTRACTION', 'WORLD', 1847],
    ]);
  });

  test('holds every curated figure of the explorer, cell by cell', async () => {
    const { observations, sources } = await file;
    const byLocator = new Map(observations.map((row) => [row.locator, row]));
    const curated = curatedOf('iea-critical-minerals-explorer-2024');
    expect(curated).toHaveLength(85);
    expect(curated.map(({ locator }) => byLocator.get(locator))).toEqual(curated);
    expect(observations).toHaveLength(85);
    expect(sources).toEqual([curatedSource('iea-critical-minerals-explorer-2024')]);
  });
});
