import { describe, expect, inject, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { Count, count, percent } from '../readme/words.ts';
import type { Answer } from '../support.ts';
import { explorer } from './explorer.ts';

type Data = NonNullable<Answer['data']>;

describe.skipIf(withoutBrowser)('from the page of an answer', { timeout: 120_000 }, () => {
  const { open } = explorer();

  test.each<[string, string, (data: Data) => string]>([
    [
      'how many members depend',
      '/q/01-coalition-magnets?coalition=quad&minShare=0&asOf=2026-01-12&knownAt=2026-11-01T00:00:00Z',
      ({ dependents: { nodes } }) =>
        `${Count(nodes.filter(({ share }: Data) => share > 0.5).length)} of ${count(nodes.length)} bought more than half`,
    ],
    [
      'the largest country of a mineral and stage',
      '/q/31-rare-earth-mining?mineral=cobalt&year=2023',
      ({ concentration: { shares } }) => `${shares[0].country.name}, has ${percent(shares[0].share)}`,
    ],
    [
      'the largest chokepoint',
      '/q/53-chokepoints-for-magnets?coalition=g7',
      ({ chokepoints: { nodes } }) =>
        `Without ${nodes[0].name}, the group loses at least ${percent(nodes[0].lost)} of its permanent magnets, of which ${percent(nodes[0].direct)}`,
    ],
    [
      'the share before and after all plans',
      '/q/63-projects-against-dependence?coalition=g7&threshold=0.7&year=2032',
      ({ alternatives: { minimumSet } }) =>
        `from ${percent(minimumSet.before, 1)} to ${percent(minimumSet.withAll, 1)}`,
    ],
  ])('the explorer is opened at the same answer: %s', async (_, address, figure) => {
    const answered = await fetch(`${inject('serverUrl')}${address}`, { headers: { accept: 'application/json' } });
    const { data } = (await answered.json()) as { data: Data };
    const page = await open(address);
    await page.getByRole('link', { name: 'Explorer', exact: true }).click();
    await page.locator('p.answer:not(.waiting)').waitFor();
    expect((await page.locator('p.answer').innerText()).replaceAll(/\s/g, ' ')).toContain(figure(data));
    expect(await page.locator('.notice').allInnerTexts()).toEqual([]);
    const { asOf, knownAt } = Object.fromEntries(new URLSearchParams(address.split('?')[1])) as Record<string, string>;
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('asOf'), searchParams.get('knownAt')?.slice(0, 19)]).toEqual([
      asOf ?? null,
      knownAt?.slice(0, 19),
    ]);
  });
});
