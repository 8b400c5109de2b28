import { describe, expect, test } from 'vitest';
import { answerTables, csvRows, shownCell } from '../../src/lib/answer-rows.ts';

describe('an answer as a table', () => {
  test('has a row for each item of the outermost list; what stands beside the list is told above it', () => {
    expect(
      answerTables({
        dependents: {
          totalCount: 2,
          nodes: [
            { country: { iso3: 'KOR' }, share: 0.87436 },
            { country: { iso3: 'IND' }, share: null },
          ],
        },
      }),
    ).toEqual([
      {
        name: 'dependents',
        facts: [['totalCount', 2]],
        columns: ['country.iso3', 'share'],
        rows: [
          ['KOR', 0.87436],
          ['IND', null],
        ],
      },
    ]);
  });
  test('writes a list inside a row into one cell', () => {
    expect(
      answerTables({
        a: {
          edges: [
            {
              role: 'host',
              node: {
                suppliers: [
                  { country: { iso3: 'PHL' }, share: 0.3 },
                  { country: { iso3: 'VNM' }, share: 0.2 },
                ],
              },
            },
          ],
        },
      })[0],
    ).toMatchObject({
      columns: ['role', 'suppliers'],
      rows: [
        [
          'host',
          [
            { country: { iso3: 'PHL' }, share: 0.3 },
            { country: { iso3: 'VNM' }, share: 0.2 },
          ],
        ],
      ],
    });
  });
  test('of a single thing is one row, of null a dash', () => {
    expect(answerTables({ mineral: { symbol: 'Nd', group: { slug: 'rare-earths' } }, none: null })).toEqual([
      { name: 'mineral', facts: [], columns: ['symbol', 'group.slug'], rows: [['Nd', 'rare-earths']] },
      { name: 'none', facts: [], columns: ['none'], rows: [[null]] },
    ]);
  });

  test('shows every list that is not inside another one, named by where it stands', () => {
    const tables = answerTables({
      disruption: {
        months: 12,
        stages: [{ short: 1 }],
        rows: [{ country: { name: 'Japan' }, short: 2 }],
        notes: ['a', 'b'],
      },
      second: { nodes: [] },
    });
    expect(tables).toEqual([
      {
        name: 'disruption.stages',
        facts: [
          ['months', 12],
          ['notes', ['a', 'b']],
        ],
        columns: ['short'],
        rows: [[1]],
      },
      { name: 'disruption.rows', facts: [], columns: ['country.name', 'short'], rows: [['Japan', 2]] },
      { name: 'second', facts: [], columns: ['answer'], rows: [] },
    ]);
  });

  test('has the fields of a thing that is null in some rows, in its place', () => {
    const [table] = answerTables({
      list: [
        { mineral: null, tonnes: 1 },
        { mineral: { name: 'Zinc' }, tonnes: 2 },
      ],
    });
    expect(table).toMatchObject({
      columns: ['mineral.name', 'tonnes'],
      rows: [
        [null, 1],
        ['Zinc', 2],
      ],
    });
  });

  test('for reading has dashes and four decimals, as CSV empty cells and complete numbers', () => {
    const [table] = answerTables({
      list: { totalCount: 2, nodes: [{ share: 0.123456789, by: [{ x: null, y: 1.00001 }] }] },
    });
    expect(table?.rows[0]?.map(shownCell)).toEqual(['0.1235', '– 1']);
    expect(table && csvRows(table)).toEqual([
      ['totalCount', 'share', 'by'],
      ['2', '0.123456789', ' 1.00001'],
    ]);
  });

  test('as CSV keeps what stands beside an empty list', () => {
    const [table] = answerTables({ list: { missing: 'NOT_AVAILABLE', nodes: [] } });
    expect(table && csvRows(table)).toEqual([
      ['missing', 'answer'],
      ['NOT_AVAILABLE', ''],
    ]);
  });
});
