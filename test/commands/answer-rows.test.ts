import { describe, expect, test } from 'vitest';
import { answerTables } from '../../src/commands/answer-rows.ts';

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
        facts: [['totalCount', '2']],
        columns: ['country.iso3', 'share'],
        rows: [
          ['KOR', '0.8744'],
          ['IND', '–'],
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
      rows: [['host', 'PHL 0.3; VNM 0.2']],
    });
  });
  test('of a single thing is one row, of null a dash', () => {
    expect(answerTables({ mineral: { symbol: 'Nd', group: { slug: 'rare-earths' } }, none: null })).toEqual([
      { name: 'mineral', facts: [], columns: ['symbol', 'group.slug'], rows: [['Nd', 'rare-earths']] },
      { name: 'none', facts: [], columns: ['none'], rows: [['–']] },
    ]);
  });
});
