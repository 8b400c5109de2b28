import { describe, expect, test } from 'vitest';
import { bgs } from '../../../src/ingest/publishers/bgs.ts';
import { curatedOf, curatedSource, faultsOf, madeFile, parseFile, type FileParsed } from '../parse-file.ts';
import { haveSharedFiles, sharedFile, sharedNames } from '../shared-files.ts';

const edition = 'bgs-world-mineral-statistics-2023';
const brief = ({ observations }: FileParsed) =>
  observations.map(({ mineral, country, year, value, form, basis }) => [mineral, country, year, value, form, basis]);

describe('a table of the British Geological Survey', () => {
  test('is read by the names of its columns, whatever their order', async () => {
    const [first, second] = await Promise.all([
      parseFile(bgs, madeFile('bgs/cobalt.csv')),
      parseFile(bgs, madeFile('bgs/cobalt-other-order.csv')),
    ]);
    expect(brief(second)).toEqual(brief(first));
    expect(first.observations).toHaveLength(6);
  });

  test('tells mines from refineries, true zeros from figures that are not there, and estimates from reports', async () => {
    const { observations, skipped, unknown, refused } = await parseFile(bgs, madeFile('bgs/cobalt.csv'));
    expect(
      observations.map(({ country, year, stage, form, basis, value, number, missing, estimated, note }) => [
        [country, year, stage, form, basis].join(' '),
        [value, number, missing, estimated, note],
      ]),
    ).toEqual([
      ['COD 2023 EXTRACTION mine production cobalt content', ['160000', 160000, null, true, null]],
      ['ZAR 1990 EXTRACTION mine production cobalt content', ['19000', 19000, null, false, 'Break in series.']],
      ['CAN 2023 REFINING refinery production cobalt content', ['4321', 4321, null, false, 'Including oxides.']],
      ['BRA 2023 REFINING refinery production cobalt content', ['0', 0, null, false, null]],
      ['CSK 1989 REFINING refinery production cobalt content', ['...', null, 'NOT_AVAILABLE', false, null]],
      ['DEU 1990 REFINING refinery production cobalt content', ['1300', 1300, null, false, 'Sales.']],
    ]);
    expect(skipped).toEqual({
      'not available under one name of a country that has a figure under another': 1,
      'trade, which no figure of production holds': 1,
    });
    expect(unknown).toEqual(['country Atlantis', 'unit barrels', 'text in place of a number about 5']);
    expect(refused.map(({ refused }) => refused)).toEqual([
      'quantity -7 is below 0',
      '"20245" does not begin with a year',
    ]);
  });

  test('keeps oxides and minerals of rare earths apart, and what weighs less than half a tonne', async () => {
    const parsed = await parseFile(bgs, madeFile('bgs/several.csv'));
    expect(brief(parsed)).toEqual([
      ['rare-earths', 'USA', 2024, '24960', 'mine production', 'REO'],
      ['rare-earths', 'MYS', 2010, '470', 'monazite mine production', 'gross weight'],
      ['rare-earths', 'CHN', 2010, '89200', 'bastnaesite mine production', null],
      ['germanium', 'UKR', 1996, '0', 'refinery production', null],
      ['lithium', 'AUS', 2024, '3386000', 'spodumene mine production', 'gross weight'],
      ['bauxite', 'JPN', 2024, '170000', 'alumina refinery production', null],
      ['aluminium', 'NOR', 2024, '1300000', 'smelter production', 'aluminium content'],
      ['platinum', 'ZAF', 2024, '120000', 'mine production', 'platinum content'],
    ]);
    expect(parsed.observations[3]).toMatchObject({
      number: null,
      missing: 'BELOW_THRESHOLD',
      note: 'Quantity is more than 0 but less than 0.5.',
    });
    expect(faultsOf(parsed.observations)).toEqual([]);
  });

  test('belongs to the edition of its last year, dated as the user says or to the year in which it comes out', async () => {
    const unsaid = await parseFile(bgs, madeFile('bgs/several.csv'));
    const said = await parseFile(bgs, madeFile('bgs/several.csv'), { asOf: '2026-04-30' });
    expect([unsaid, said].map(({ sources }) => sources.map(({ id, publishedOn }) => [id, publishedOn]))).toEqual([
      [['bgs-world-mineral-statistics-2024', '2026']],
      [['bgs-world-mineral-statistics-2024', '2026-04-30']],
    ]);
    expect(said.observations[0]).toMatchObject({
      source: 'bgs-world-mineral-statistics-2024',
      recordedAt: '2026-04-30',
    });
  });

  test('adds up kinds of a commodity, and gives a group of metals besides each metal', async () => {
    const { observations, skipped } = await parseFile(bgs, madeFile('bgs/kinds.csv'));
    expect(
      observations.map(({ mineral, country, value, form, basis, locator }) => [
        mineral,
        country,
        value,
        form,
        basis,
        locator,
      ]),
    ).toEqual([
      ['manganese', 'ZAF', '9012000', 'mine production', null, 'kinds, rows 2 and 3'],
      ['manganese', 'GAB', '3000000', 'mine production', null, 'kinds, row 4'],
      ['lithium', 'AUS', '3398262', 'spodumene mine production', 'gross weight', 'kinds, row 6'],
      ['lithium', 'AUS', '94608', 'mine production', 'lithium content', 'kinds, row 7'],
      ['lithium', 'AUS', '4968', 'hydroxide production', 'gross weight', 'kinds, row 8'],
      ['lithium', 'CHN', '35700', 'mine production', 'lithium content', 'kinds, row 9'],
      ['platinum', 'ZAF', '100000', 'mine production', 'platinum content', 'kinds, row 10'],
      [
        'platinum-group-metals',
        'ZAF',
        '200000',
        'mine production',
        'platinum-group-metals content',
        'kinds, rows 10, 11 and 12',
      ],
      ['palladium', 'ZAF', '60000', 'mine production', 'palladium content', 'kinds, row 12'],
    ]);
    expect(skipped).toEqual({
      'a kind that is added up with the others of its country and year': 2,
      'a part of what a country produces, without the rest of it': 1,
    });
    expect(observations[0]?.note).toBe('All kinds together: Metallurgical 9000000, Chemical 12000.');
    expect(faultsOf(observations)).toEqual([]);
  });

  test('that breaks off or has no rows is not read', async () => {
    await expect(parseFile(bgs, madeFile('bgs/cut-in-a-row.csv'))).rejects.toThrow(/^Line 3 cannot be read/);
    await expect(parseFile(bgs, madeFile('bgs/no-rows.csv'))).rejects.toThrow(/no rows/);
  });
});

describe.skipIf(!haveSharedFiles)("the British Geological Survey's own files", () => {
  const all = haveSharedFiles
    ? Promise.all(sharedNames('bgs').map((name) => parseFile(bgs, sharedFile(`bgs/${name}`))))
    : Promise.resolve([]);
  const observations = all.then((files) => files.flatMap((file) => file.observations));

  test('are read whole: 16,102 rows, all of them known but those of Yugoslavia', async () => {
    const files = await all;
    expect(files.map(({ lines }) => new Set(lines.map(({ line }) => line)).size).reduce((a, b) => a + b)).toBe(16_102);
    const unknown = files.flatMap((file) => file.unknown);
    expect([unknown.length, new Set(unknown)]).toEqual([155, new Set(['country Yugoslavia'])]);
    expect(files.flatMap(({ refused }) => refused)).toEqual([]);
    expect(faultsOf(await observations)).toEqual([]);
  });

  test('say the same of 2023 as the book', async () => {
    const rows = await observations;
    const total = (mineral: string, form: string) =>
      rows
        .filter((row) => row.mineral === mineral && row.form === form && row.year === 2023)
        .reduce((sum, { number }) => sum + (number ?? 0), 0);
    expect({
      rareEarths: total('rare-earths', 'mine production'),
      cobaltMined: total('cobalt', 'mine production'),
      cobaltRefined: total('cobalt', 'refinery production'),
      gallium: total('gallium', 'primary production'),
      graphite: total('graphite', 'mine production'),
      nickel: total('nickel', 'mine production'),
      copper: total('copper', 'refinery production'),
      manganese: total('manganese', 'mine production'),
      platinumGroup: total('platinum-group-metals', 'mine production'),
      magnesium: total('magnesium', 'smelter production'),
    }).toEqual({
      ...{ rareEarths: 377438, cobaltMined: 203130, cobaltRefined: 175706, gallium: 643, graphite: 1739426 },
      ...{ nickel: 3942525, copper: 27588772, manganese: 54010979, platinumGroup: 446582, magnesium: 860858 },
    });
    expect(rows.filter((row) => row.mineral === 'rare-earths' && row.country === 'MMR' && row.year === 2023)).toEqual([
      expect.objectContaining({ number: 72000, basis: 'REO', form: 'mine production' }),
    ]);
  });

  test('have two tables of rare earths, whose figures share no form', async () => {
    const ofRareEarths = (await observations).filter(({ mineral }) => mineral === 'rare-earths');
    const oxides = ofRareEarths.filter(({ basis }) => basis === 'REO');
    const minerals = ofRareEarths.filter(({ basis }) => basis !== 'REO');
    expect([oxides.length, minerals.length]).toEqual([264, 375]);
    const forms = new Set(oxides.map(({ form }) => form));
    expect([...new Set(minerals.map(({ form }) => form))].sort()).toEqual([
      'bastnaesite mine production',
      'loparite mine production',
      'monazite mine production',
      'rare earth minerals mine production',
      'xenotime mine production',
    ]);
    expect(minerals.filter(({ form }) => forms.has(form))).toEqual([]);
  });

  test('name former states as such', async () => {
    const rows = await observations;
    const former = new Set(rows.map(({ country }) => country));
    expect(['SUN', 'ZAR', 'CSK'].filter((iso3) => !former.has(iso3))).toEqual([]);
  });

  test('hold every curated figure of this edition, cell by cell', async () => {
    // A row on one of the group counts for the group, too.
    const cellOf = ({ mineral, locator }: { mineral: string; locator: string | null }) => `${mineral} ${locator ?? ''}`;
    const byCell = new Map((await observations).map((row) => [cellOf(row), row]));
    const curated = curatedOf(edition);
    expect(curated).toHaveLength(1247);
    expect(curated.map((row) => byCell.get(cellOf(row)))).toEqual(curated);
    for (const { sources } of await all)
      expect(sources.map((source) => ({ ...source, note: null }))).toEqual([curatedSource(edition)]);
  });
});
