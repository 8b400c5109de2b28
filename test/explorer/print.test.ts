import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

/** Controls that would be seen on paper. The name of the tab that is open stands over its table, and ways are lines of a list. */
const controls = (page: Page) =>
  page
    .locator('button, input, select, summary, .searchbox, .tools, .segments, .zoom, nav')
    .filter({ visible: true })
    .and(page.locator(':not([role="tab"][aria-selected="true"], .ways button)'))
    .evaluateAll((all) =>
      all.filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 120)),
    );

const pages = [
  ['/', 'Ten of eleven bought'],
  ['/behind', 'From the mine to Japan'],
  ['/what-if', 'Who would supply in their place'],
  ['/timeline', 'of these controls are in force'],
  ['/graph', 'The shortest has two steps'],
  ['/control/cn-mofcom-2025-57', 'Its life and what it holds'],
] as const;

describe.skipIf(withoutBrowser)('on paper, and without motion', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test.each(pages)('%s has its table, sources and address, and no control', async (address, text) => {
    const page = await open(address, { viewport: { width: 720, height: 1000 }, colorScheme: 'dark', media: 'print' });
    await page.getByText(text).first().waitFor();
    const tables = page.getByRole('table');
    await tables.first().getByRole('row').nth(2).waitFor();
    expect(await controls(page)).toEqual([]);
    expect(await page.locator('.print-only').filter({ hasText: address }).isVisible()).toBe(true);
    await page
      .getByText(/^Sources?: |Who says so/)
      .first()
      .waitFor();
    // Dark on the screen is dark on light on paper.
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(Math.max(...(ink.match(/\d+/g) ?? []).map(Number))).toBeLessThan(100);
    // Nothing is cut at the side of the sheet.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  });

  test('what is hatched on the screen is hatched on paper', async () => {
    const page = await open('/', { media: 'print' });
    const hatch = page.locator('.key.hatch').first();
    await hatch.waitFor();
    const style = await hatch.evaluate((element) => {
      const { backgroundImage, printColorAdjust } = getComputedStyle(element, '::before');
      return { backgroundImage, printColorAdjust };
    });
    expect(style.backgroundImage).toContain('repeating-linear-gradient');
    expect(style.printColorAdjust).toBe('exact');
  });

  test('nothing moves for a reader who wants no motion', async () => {
    const page = await open('/', { reducedMotion: 'reduce' });
    await page.getByRole('row', { name: /^Japan/ }).waitFor();
    const moving = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => {
            const { animationName, transitionDuration } = getComputedStyle(element);
            return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
          })
          .map((element) => element.outerHTML.slice(0, 80)),
      );
    expect(await moving()).toEqual([]);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect((await moving()).length).toBeGreaterThan(0);
  });
});
