import { serverAudits } from 'graphql-http';
import { describe, expect, inject, test } from 'vitest';

const audits = serverAudits({ url: () => `${inject('serverUrl')}/graphql`, fetchFn: fetch });

describe('GraphQL over HTTP', () => {
  test('is audited in full', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits)('$id: $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });
});
