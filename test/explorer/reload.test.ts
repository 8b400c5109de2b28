import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

/** Every page with words of its own in its address, and what it then shows. */
const addresses = [
  ['/?among=g7&year=2022&basis=mass&through=0&of=FRA&view=table', /permanent magnets/],
  ['/behind?of=DEU&year=2022&basis=mass', /permanent magnets/],
  ['/replace?for=USA&line=0.5&by=2028', /Who could replace/],
  ['/concentration?product=lithium-hydroxide&year=2022', /of the world’s exports of/],
  ['/chokepoints?among=g7&year=2022', /permanent magnets/],
  ['/what-if?stop=CHN&cut=0.5&months=6', /a year’s|short/],
  ['/graph?focus=Supplier:lynas&view=table&open=Supplier:lynas~facilities', /is joined to/],
  ['/timeline?by=CHN&about=gallium&view=table', /controls/],
  ['/control/cn-mofcom-2025-57?asOf=2025-11-15', /Export licences for five more rare earths/],
  ['/country/JPN?tab=companies', /Japan bought more than 65/],
  ['/changed?since=2026-01-01', /changes since 1 Jan 2026/],
  ['/differs', /Sources differ/],
  ['/sources?publisher=CEPII', /BACI/],
  ['/search?q=japan&kind=country', /Japan/],
] as const;

/** On a busy machine. */
const LATER = { timeout: 30_000 };

/** What a reader is shown, without what says that it is being looked for. */
const shown = async (page: Page, text: RegExp): Promise<string> => {
  await page.locator('main').getByText(text).first().waitFor();
  await page.waitForLoadState('networkidle');
  await expect
    .poll(
      () =>
        page
          .locator('main')
          .getByText(/^Looking…|^…$/)
          .count(),
      LATER,
    )
    .toBe(0);
  return page.locator('main').innerText();
};

describe.skipIf(withoutBrowser)('an address', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test.each(addresses)('%s is the state of its page: it is the same when read again', async (address, text) => {
    const page = await open(address);
    const before = await shown(page, text);
    const asked = page.url();
    await page.reload();
    expect(await shown(page, text)).toBe(before);
    expect(page.url()).toBe(asked);
    expect(before).not.toContain('cannot be read');
  });
});
