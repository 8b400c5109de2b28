import { expect, test } from 'vitest';
import { explainedDifference } from '../../../src/server/answers/changes.ts';

const answerOf = (tonnes: number, source: string) => ({
  ...{ data: {}, without: [], types: new Map<string, string>() },
  identified: { production: { tonnes } },
  sources: [{ key: source, title: source, licence: 'CC0', attribution: null, url: null, publishedOn: null }],
  evidence: [
    {
      ...{ path: ['production'], id: null, type: 'Production', sources: [source] },
      claims: [
        {
          ...{ id: `Claim:${source}`, property: 'production', scope: 'dysprosium', value: String(tonnes), unit: 't' },
          ...{ low: null, high: null, status: 'REPORTED', confidence: 'HIGH', method: null, sources: [source] },
          ...{ recordedAt: '2025-02-01T00:00:00.000Z', locator: `table of ${source}` },
        },
      ],
    },
  ],
});

test('a figure that moved tells the revision and the source that moved it', () => {
  const from = '2024-12-31T00:00:00.000Z';
  expect(explainedDifference(answerOf(7, 'survey-2024'), answerOf(8, 'survey-2025'), from)).toMatchObject([
    {
      ...{ kind: 'CHANGED', place: ['production', 'tonnes'], before: 7, after: 8 },
      because: [
        { kind: 'NEW_SOURCE', source: 'survey-2025' },
        { kind: 'SOURCE_GONE', source: 'survey-2024' },
        { kind: 'REVISED', before: '7', after: '8', sources: ['survey-2025'], locator: 'table of survey-2025' },
      ],
    },
  ]);
});
