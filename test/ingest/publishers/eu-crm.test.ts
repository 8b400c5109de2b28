import { describe, expect, test } from 'vitest';
import { euCrm } from '../../../src/ingest/publishers/eu-crm.ts';
import { curatedOf, curatedSource, faultsOf, madeFile, parseFile } from '../parse-file.ts';
import { haveSharedFiles, sharedFile, sharedRows } from '../shared-files.ts';

const made = (name: string, options = {}) => parseFile(euCrm, madeFile(`eu-crm/${name}.csv`), options);

describe('a table of the study on critical raw materials', () => {
  test('of the supply to the world gives shares of stages, as published and with their bounds', async () => {
    const { observations, skipped, unknown, refused } = await made('fact_GlobalSupplyShares_t');
    expect(
      observations.map(({ kind, mineral, form, stage, country, value, number, high }) =>
        [kind, mineral, form, stage, country, value, number, high].join(' '),
      ),
    ).toEqual([
      'STAGE_SHARE neodymium  REFINING CHN 84.9 84.9 ',
      'STAGE_SHARE neodymium  EXTRACTION COD <0.1  0.1',
      'STAGE_SHARE barite  EXTRACTION TUR 3.5 3.5 ',
      'STAGE_SHARE silicon silicon metal REFINING BRA 7 7 ',
      'STAGE_SHARE titanium  EXTRACTION KOR 2.0 2 ',
    ]);
    expect(observations[0]).toMatchObject({ year: 2016, yearTo: 2020, unit: 'percent', source: 'eu-crm-study-2023' });
    expect(Object.values(skipped)).toEqual([1]);
    expect(unknown).toEqual([
      'commodity Unobtainium',
      'country Atlantis',
      'text in place of a number some',
      'text in place of a number -3%',
    ]);
    expect(refused.map(({ line, refused }) => [line, refused])).toEqual([[10, 'stage "X" is neither E nor P']]);
    expect(faultsOf(observations)).toEqual([]);
  });

  test('of the supply to the Union gives where it comes from', async () => {
    const { observations } = await made('fact_EUSupplyShares_t');
    expect(
      observations.map(({ kind, mineral, group, country, partner, number, note }) => [
        [kind, mineral, group, country, partner].join(' '),
        number,
        note,
      ]),
    ).toEqual([
      ['IMPORT_SOURCE silicon european-union  DEU', 6, 'Published without the percent sign.'],
      ['IMPORT_SOURCE magnesium european-union  CHN', 97, null],
      ['IMPORT_SOURCE heavy-rare-earths european-union  CHN', 100, null],
    ]);
    await expect(made('renamed')).rejects.toThrow(/keep "Global" or "EU" in its name/);
  });

  test('of uses gives each application with its sector', async () => {
    const { observations, skipped, unknown, refused } = await made('fact_MaterialUseShares');
    expect(
      observations.map(({ mineral, form, sector, value, number, low }) => [mineral, form, sector, value, number, low]),
    ).toEqual([
      ['praseodymium', 'Polishing powders', 'C23 - Manufacture of other non-metallic mineral products', '2', 2, null],
      ['praseodymium', 'Polishing powders', 'C26 - Manufacture of computer', '2', 2, null],
      ['neodymium', 'Magnets', 'C29 - Manufacture of motor vehicles, trailers and semi-trailers', '92', 92, null],
      ['copper', 'Building', 'C32 - Other manufacturing', '>0', null, 0],
      ['cobalt', 'Other', undefined, '6', 6, null],
    ]);
    expect(observations.every(({ kind, group }) => kind === 'END_USE_SHARE' && group === 'european-union')).toBe(true);
    expect(Object.values(skipped)).toEqual([1]);
    expect(unknown).toEqual(['text in place of a number many']);
    expect(refused.map(({ refused }) => refused)).toEqual(['it names no application']);
    expect(faultsOf(observations)).toEqual([]);
  });

  test('of scores gives both for each year, and says what was not assessed', async () => {
    const { observations, unknown, refused } = await made('dimension_CRMsOverTime');
    expect(
      observations.map(({ kind, mineral, form, year, value, number, missing }) =>
        [kind, mineral, form, year, value, number, missing].join(' '),
      ),
    ).toEqual([
      'SUPPLY_RISK barite  2020 1.3 1.3 ',
      'ECONOMIC_IMPORTANCE barite  2020 3.3 3.3 ',
      'SUPPLY_RISK barite  2023 1.3 1.3 ',
      'ECONOMIC_IMPORTANCE barite  2023 3.5 3.5 ',
      'SUPPLY_RISK titanium titanium metal 2020 -  NOT_AVAILABLE',
      'ECONOMIC_IMPORTANCE titanium titanium metal 2020 -  NOT_AVAILABLE',
      'SUPPLY_RISK titanium titanium metal 2023 1.6 1.6 ',
      'ECONOMIC_IMPORTANCE titanium titanium metal 2023 6.3 6.3 ',
      'SUPPLY_RISK bauxite  2023 -  NOT_AVAILABLE',
      'ECONOMIC_IMPORTANCE bauxite  2023 -  NOT_AVAILABLE',
      'ECONOMIC_IMPORTANCE cobalt  2023 6.8 6.8 ',
    ]);
    expect(unknown).toEqual(['text in place of a number high']);
    expect(refused.map(({ refused }) => refused)).toEqual(['"MMXX" is not a year']);
  });

  test('is of the edition that the day of its publication says', async () => {
    const { sources, observations } = await made('fact_EUSupplyShares_t', { asOf: '2026-10-01' });
    expect(sources.map(({ id, publishedOn }) => [id, publishedOn])).toEqual([['eu-crm-study-2026', '2026-10-01']]);
    expect(sources[0]?.note).toMatch(/2019 to 2023 is assumed/);
    expect(observations[0]).toMatchObject({ year: 2019, yearTo: 2023, recordedAt: '2026-10-01' });
  });

  test('of groups for charts is read beside the others', () => {
    const head = { name: 'dimension_ScreenedMatGroupings.csv', text: 'screened_material,perm_noXREE_noPGM\r\n' };
    expect(euCrm.beside?.map((one) => one.recognises(head))).toEqual([true]);
    expect(euCrm.formats.filter((format) => format.recognises(head))).toEqual([]);
  });
});

describe.skipIf(!haveSharedFiles)("the Commission's own files", () => {
  const names = [
    'fact_GlobalSupplyShares_t',
    'fact_EUSupplyShares_t',
    'fact_MaterialUseShares',
    'dimension_CRMsOverTime',
  ];
  const all = haveSharedFiles
    ? Promise.all(names.map((name) => parseFile(euCrm, sharedFile(`eu_crm/${name}.csv`))))
    : Promise.resolve([]);
  const observations = all.then((files) => files.flatMap((file) => file.observations));

  test('are read whole, and every row that gives no figure is explained', async () => {
    const files = await all;
    expect(files.map(({ lines }) => new Set(lines.map(({ line }) => line)).size)).toEqual([2561, 907, 339, 355]);
    expect(files.flatMap(({ unknown, refused }) => [...unknown, ...refused])).toEqual([]);
    const skipped = (path: string) =>
      sharedRows(`eu_crm/${path}.csv`, 'windows-1252').filter(({ Material }) =>
        /aggregates|hydrogen|wood|cork|rubber/i.test(Material ?? ''),
      ).length;
    expect(files.map((file) => Object.values(file.skipped))).toEqual(names.map((name) => [skipped(name)]));
    expect(faultsOf(await observations)).toEqual([]);
  });

  test('say of the supply what the study says', async () => {
    const rows = await observations;
    const share = (kind: string, mineral: string, stage: string) =>
      rows.find(
        (row) =>
          row.kind === kind &&
          row.mineral === mineral &&
          row.stage === stage &&
          (row.country === 'CHN' || row.partner === 'CHN'),
      )?.number;
    expect({
      dysprosiumRefined: share('STAGE_SHARE', 'dysprosium', 'REFINING'),
      dysprosiumMined: share('STAGE_SHARE', 'dysprosium', 'EXTRACTION'),
      neodymiumRefined: share('STAGE_SHARE', 'neodymium', 'REFINING'),
      magnesiumWorld: share('STAGE_SHARE', 'magnesium', 'REFINING'),
      magnesiumUnion: share('IMPORT_SOURCE', 'magnesium', 'REFINING'),
    }).toEqual({
      dysprosiumRefined: 100,
      dysprosiumMined: 84.4,
      neodymiumRefined: 84.9,
      magnesiumWorld: 90.6,
      magnesiumUnion: 97,
    });
    expect(rows.filter(({ value }) => value === '<0.1')).not.toHaveLength(0);
    expect(rows.filter(({ value, number, high }) => value === '<0.1' && (number !== null || high !== 0.1))).toEqual([]);
  });

  test('call 32 materials of 2023 critical by both scores, and 63 not assessed', async () => {
    const rows = await observations;
    const scoresOf = (kind: string) =>
      new Map(
        rows
          .filter((row) => row.kind === kind && row.year === 2023)
          .map((row) => [`${row.mineral} ${row.form}`, row.number ?? 0]),
      );
    const risk = scoresOf('SUPPLY_RISK');
    const importance = scoresOf('ECONOMIC_IMPORTANCE');
    const critical = [...risk].filter(([material, score]) => score >= 1 && (importance.get(material) ?? 0) >= 2.8);
    expect(critical).toHaveLength(32);
    expect([risk.get('heavy-rare-earths null'), importance.get('heavy-rare-earths null')]).toEqual([5.1, 4.2]);
    const read = sharedRows('eu_crm/dimension_CRMsOverTime.csv').filter(({ SR }) => SR === '-');
    expect(read).toHaveLength(63);
    expect(rows.filter(({ kind, missing }) => kind === 'SUPPLY_RISK' && missing === 'NOT_AVAILABLE').length).toBe(
      read.filter(({ Material }) => !/aggregates|hydrogen|wood|cork|rubber/i.test(Material ?? '')).length,
    );
  });

  test('hold every curated figure of the study, cell by cell', async () => {
    const byIdentity = new Map((await observations).map((row) => [`${row.kind} ${row.locator}`, row]));
    const curated = curatedOf('eu-crm-study-2023');
    expect(curated).toHaveLength(1486);
    expect(curated.map((row) => byIdentity.get(`${row.kind} ${row.locator}`))).toEqual(curated);
    const sources = (await all).flatMap((file) => file.sources);
    expect(sources.map((source) => ({ ...source, note: null }))).toEqual(
      sources.map(() => curatedSource('eu-crm-study-2023')),
    );
  });
});
