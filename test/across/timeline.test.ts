import { describe, expect, test } from 'vitest';
import { firstDay } from '../../src/lib/partial-date.ts';
import { answer, idIn, refusal } from '../support.ts';

interface Entry {
  on: string;
  kind: string;
  node: { id: string };
}
const timeline = async (args: string): Promise<Entry[]> =>
  (await answer(`{ timeline(${args}) { nodes { on kind node { id } } } }`)).timeline.nodes;

describe('a timeline', () => {
  test('of holmium: announced, suspended, in effect by the letter, and the day the suspension ends', async () => {
    const own = (await timeline('about: "holmium", first: 100')).filter(
      ({ node }) => node.id === 'ExportControl:cn-mofcom-2025-57',
    );
    expect(own.map(({ on, kind }) => [on, kind])).toEqual([
      ['2025-10-09', 'CONTROL_ANNOUNCED'],
      ['2025-11-07', 'CONTROL_SUSPENDED'],
      ['2025-11-08', 'CONTROL_IN_EFFECT'],
      ['2026-11-11', 'SUSPENSION_ENDED'],
    ]);
  });

  test('is in order of time and within the days asked', async () => {
    const entries = await timeline('from: "2025-10-01", to: "2025-10-31", first: 100');
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.map(({ on }) => on)).toEqual(entries.map(({ on }) => on).sort());
    expect(entries.every(({ on }) => firstDay(on) >= '2025-10-01' && on <= '2025-10-31')).toBe(true);
    expect(entries).toContainEqual({
      on: '2025-10-20',
      kind: 'AGREEMENT_SIGNED',
      node: { id: 'Agreement:us-australia-critical-minerals-2025' },
    });
  });

  test('of an agreement has its deadline and the money promised under it, not the other agreements of its parties', async () => {
    const entries = await timeline('about: "us-australia-critical-minerals-2025", first: 100');
    expect(entries).toContainEqual({
      on: '2026-04-20',
      kind: 'AGREEMENT_DEADLINE',
      node: { id: 'Agreement:us-australia-critical-minerals-2025' },
    });
    expect(entries.some(({ kind }) => kind === 'COMMITMENT_ANNOUNCED')).toBe(true);
    expect(entries.map(({ node }) => node.id)).not.toContain('Agreement:us-japan-critical-minerals-2025');
  });

  test('is counted, and read on page by page without a gap', async () => {
    const page = async (args: string) =>
      (
        await answer(
          `{ timeline(${args}) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { on kind node { id } } } }`,
        )
      ).timeline;
    for (const about of ['about: "CHN"', 'from: "2025-10-01", to: "2025-12-31"']) {
      const whole = await page(`${about}, first: 100`);
      expect(whole.totalCount).toBe(whole.nodes.length);
      expect(whole.totalCount).toBeGreaterThan(14);
      const nodes = [];
      let cursor: string | null = null;
      do {
        const next = await page(`${about}, first: 7${cursor === null ? '' : `, after: "${cursor}"`}`);
        expect(next.totalCount).toBe(whole.totalCount);
        nodes.push(...next.nodes);
        cursor = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
      } while (cursor !== null);
      expect(nodes).toEqual(whole.nodes);
      const { nodes: latest } = await page(`${about}, last: 5`);
      expect(latest).toEqual(whole.nodes.slice(-5));
    }
    expect(await page('from: "1900-01-01", to: "1900-01-02"')).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await page('first: 0')).toMatchObject({ nodes: [] });
  });

  test('knows no more than was recorded by then', async () => {
    const knownAt = '2025-10-01T00:00:00Z';
    const ids = (await timeline(`about: "CHN", first: 100, knownAt: "${knownAt}"`)).map(({ node }) => node.id);
    expect(ids).toContain(idIn({ knownAt }, 'ExportControl:cn-mofcom-2025-18'));
    expect(ids).not.toContain(idIn({ knownAt }, 'ExportControl:cn-mofcom-2025-57'));
  });

  test('about something unknown, or of days the wrong way round, is refused', async () => {
    expect((await refusal('{ timeline(about: "atlantis") { totalCount } }')).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'about',
    });
    expect(
      (await refusal('{ timeline(from: "2026-01-01", to: "2025-01-01") { totalCount } }')).extensions,
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'to',
    });
  });
});

describe('changes', () => {
  const changes = (args: string) =>
    `{ changes(${args}) { totalCount pageInfo { hasNextPage endCursor } edges { at change node { id property subject { id } } } } }`;

  test('of October 2025 are what became known then, the oldest first', async () => {
    const { changes: found } = await answer(changes('since: "2025-10-01", until: "2025-11-01", first: 100'));
    const at = found.edges.map((edge: { at: string }) => edge.at);
    expect(found.totalCount).toBeGreaterThan(20);
    expect(at).toEqual([...at].sort());
    expect(at[0] >= '2025-10-01' && at.at(-1) < '2025-11-01').toBe(true);
    expect(new Set(found.edges.map((edge: { change: string }) => edge.change))).toContain('RECORDED');
  });

  test('are read on page by page without a gap', async () => {
    const whole = (await answer(changes('since: "2025-10-01", until: "2025-11-01", first: 40'))).changes;
    const first = (await answer(changes('since: "2025-10-01", until: "2025-11-01", first: 20'))).changes;
    const second = (
      await answer(changes(`since: "2025-10-01", until: "2025-11-01", first: 20, after: "${first.pageInfo.endCursor}"`))
    ).changes;
    expect([...first.edges, ...second.edges]).toEqual(whole.edges);
  });

  test('between moments the wrong way round are refused', async () => {
    expect((await refusal(changes('since: "2026-01-01", until: "2025-01-01"'))).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'until',
    });
  });
});
