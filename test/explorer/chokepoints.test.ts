import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { axeFindings, explorer } from './explorer.ts';

describe.skipIf(withoutBrowser)('without whom', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('ranks whom a group cannot do without, and names what cannot be weighed', async () => {
    const page = await open('/chokepoints');
    await page.getByText(/^Without China, the group loses at least/).waitFor();
    await page.getByRole('heading', { name: /^Cannot be weighed/ }).waitFor();
    await page
      .getByText(/^Sources: /)
      .getByRole('link', { name: /^US Geological Survey/ })
      .waitFor();
    await page.getByRole('button', { name: /^The next ones/ }).click();
    await page.waitForURL(/after=/);
    await page.goBack();
    await page.getByRole('button', { name: /^Kind/ }).click();
    await page.getByRole('option', { name: 'plant', exact: true }).click();
    await page.waitForURL(/kinds=FACILITY/);
    await page.getByText(/^Without Mountain Pass/).waitFor();
    await page
      .getByRole('row', { name: /^Mountain Pass/ })
      .getByRole('link', { name: /%/ })
      .last()
      .click();
    await page.getByRole('complementary', { name: 'Evidence' }).getByText('Claims').waitFor();
  });

  test.each(['light', 'dark'] as const)('has nothing that axe finds, %s, wide and on a phone', async (colorScheme) => {
    for (const viewport of [
      { width: 1440, height: 1000 },
      { width: 390, height: 800 },
    ]) {
      const page = await open('/chokepoints', { colorScheme, viewport });
      await page.getByText(/^Without China, the group/).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
  });
});
