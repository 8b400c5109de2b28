import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../src/loading/csv-table.ts';
import { observationSeed, observationTable } from '../../../src/entities/observation/load.ts';

const columns = [
  ...['kind', 'mineral', 'product', 'country', 'partner', 'group', 'stage', 'year', 'yearTo', 'value', 'number', 'low'],
  ...['high', 'unit', 'basis', 'form', 'estimated', 'missing', 'note', 'source', 'locator', 'confidence', 'recordedAt'],
];
const usual: Record<string, string> = {
  kind: 'PRODUCTION',
  mineral: 'cobalt',
  country: 'COD',
  stage: 'EXTRACTION',
  year: '2024',
  value: '220000',
  number: '220000',
  unit: 'metric tons',
  form: 'mine production',
  source: 's',
  confidence: 'HIGH',
};

function read(...changes: Record<string, string>[]) {
  const folder = mkdtempSync(join(tmpdir(), 'lodegraph-observations-'));
  mkdirSync(join(folder, 'curated'));
  const lines = changes.map((change) => columns.map((column) => ({ ...usual, ...change })[column] ?? '').join(','));
  writeFileSync(join(folder, 'curated', 'observations.csv'), [columns.join(','), ...lines, ''].join('\n'));
  const { rows, problems } = readTable(observationTable, pathToFileURL(`${folder}/`));
  const faults = rows.flatMap(({ line, row }) =>
    (observationTable.errors?.(row) ?? []).map((reason) => `${line} ${reason}`),
  );
  return { rows, reasons: [...problems.map(({ line, reason }) => `${line} ${reason}`), ...faults] };
}

describe('observations.csv', () => {
  test('is refused with line and reason where a value cannot be', () => {
    const { reasons } = read(
      { missing: 'WITHHELD' },
      { country: 'ZMB', value: 'W', number: '' },
      { country: 'CAN', value: '50-30', number: '', low: '50', high: '30' },
      { country: 'AUS', value: '7', number: '8' },
      { country: 'RUS', value: '-3', number: '-3' },
    );
    expect(reasons).toEqual([
      '2 number and missing cannot both be given',
      '3 it has neither a number nor a bound nor a reason why it is missing',
      '4 low 50 is above high 30',
      '5 number 8 is not the value as published, 7',
      '6 -3 is below 0',
    ]);
  });

  test('is refused where a unit is not known or a part is above the whole', () => {
    const share = { kind: 'STAGE_SHARE', unit: 'percent' };
    const { reasons } = read(
      { unit: 'bushels' },
      { ...share, value: '101', number: '101' },
      { ...share, country: 'CHN', unit: 'share', value: '1.2', number: '1.2' },
      { ...share, country: 'USA', unit: 'metric tons', value: '3', number: '3' },
    );
    expect(reasons).toEqual([
      '2 unit "bushels" is not one of PRODUCTION: add it to src/entities/observation/unit.ts',
      '3 101 percent is above the whole',
      '4 1.2 share is above the whole',
      '5 unit "metric tons" is not one of STAGE_SHARE: add it to src/entities/observation/unit.ts',
    ]);
  });

  test('is refused where year, stage or what it is about cannot be', () => {
    const { reasons } = read(
      { year: '1066' },
      { year: '20024' },
      { stage: 'MAGIC' },
      { yearTo: '2019' },
      { partner: 'CHN' },
      { group: 'WORLD' },
      { country: '' },
      {},
      {},
    );
    expect(reasons).toEqual([
      '2 year: is before 1900',
      '3 year: is after 2100',
      '4 stage: is not a stage of the supply chain',
      expect.stringMatching(/^10 ".*" stands on line 9 already$/),
      '5 the period ends in 2019, before it begins in 2024',
      '6 only an IMPORT_SOURCE has a partner, not PRODUCTION',
      '7 a figure is about a country or a group, not both',
      '8 it is about no country and no group',
    ]);
  });

  test('names minerals, countries and coalitions that must be there', () => {
    const { rows } = read({ country: '', group: 'european-union' }, { country: '', group: 'OTHER' });
    expect(rows.map(({ row }) => observationTable.references?.(row))).toMatchObject([
      expect.arrayContaining([
        ['Mineral', 'cobalt'],
        ['Coalition', 'european-union'],
      ]),
      expect.arrayContaining([['Coalition', null]]),
    ]);
  });

  test('gives each figure an identifier of what it is about and its value', () => {
    const { rows } = read({}, { locator: 'row 7', year: '2023' }, { year: '2023', source: 't' });
    const ids = (changed: (row: (typeof rows)[number]['row']) => object) => {
      const table = new Map<unknown, readonly unknown[]>([[observationTable, rows.map(({ row }) => changed(row))]]);
      const [step] = observationSeed.steps({ of: (asked) => (table.get(asked) ?? []) as never });
      return step?.rows.map(({ key }) => key) ?? [];
    };
    const before = ids((row) => row);
    expect(new Set(before).size).toBe(3);
    expect(ids((row) => ({ ...row, note: 'now with a note' }))).toEqual(before);
    expect(ids((row) => ({ ...row, value: '1' })).some((id) => before.includes(id))).toBe(false);
  });
});
