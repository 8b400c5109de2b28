import type { Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

/** On a busy machine. */
const LATER = { timeout: 30_000 };

describe.skipIf(withoutBrowser)('the page one lands on', { timeout: 60_000 }, () => {
  const { open } = explorer();

  test.each(['/', '/?year=2023&basis=mass&through=0'])(
    'asks for its figures while it is still loaded, and once: %s',
    async (address) => {
      const page = await open('/sources');
      const asked: string[] = [];
      const held: Route[] = [];
      await page.route('**/graphql', (route) => {
        const { query } = route.request().postDataJSON() as { query: string };
        if (/query Question/.test(query)) asked.push(query);
        return route.continue();
      });
      let isHeld = true;
      await page.route('**/assets/explorer-*.js', (route) => (isHeld ? void held.push(route) : route.continue()));
      await page.goto(new URL(address, page.url()).href, { waitUntil: 'commit' });
      await expect.poll(() => asked.length, LATER).toBe(1);
      expect(await page.getByText('Loading…').isVisible()).toBe(true);
      isHeld = false;
      await Promise.all(held.map((route) => route.continue()));
      await page.getByRole('row', { name: /^Japan/ }).waitFor();
      expect(asked).toHaveLength(1);
    },
  );
});
