import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, findingsEverywhere } from './explorer.ts';

/** Pages, and what is on each once all of it is there. */
const pages: [address: string, last: string][] = [
  ['/', 'text=The group together, 2002 to 2024'],
  ['/behind', 'svg[aria-label^="How Japan’s"]'],
  ['/replace', 'text=Nobody on record'],
  ['/concentration', 'text=rises most here'],
  ['/chokepoints', 'text=/^Without China, the group/'],
  ['/what-if', 'text=Who would supply in their place'],
  ['/graph', 'text=/^\\d+ things, \\d+ relationships$/'],
  ['/timeline', 'svg.timeline'],
  ['/differs?about=ExportControl:cn-mofcom-2025-57', '.difference'],
  ['/changed?since=2026-01-12&about=Mineral:gallium', '.changes'],
  ['/control/cn-mofcom-2025-57', 'text=one figure is disputed'],
  ['/country/JPN', 'text=/Japan bought more than 65/'],
  ['/sources', 'text=publications stand behind this graph'],
  ['/q/01-coalition-magnets.html', 'text=The GraphQL behind it'],
  ['/q/60-dysprosium-stops.html', 'text=The GraphQL behind it'],
];

describe.skipIf(withoutBrowser)('a page', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test.each(pages)('has nothing that axe finds, wide and on a phone, light and dark: %s', async (address, last) => {
    const page = await open(address);
    await page.locator(last).first().waitFor();
    // What is not there yet and what is of before is paler.
    await page.locator('main :is(.waiting, .old)').first().waitFor({ state: 'detached' });
    expect(await findingsEverywhere(page)).toEqual([]);
  });
});
