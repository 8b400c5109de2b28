import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

/** What has the focus, in words. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at ? `${at.getAttribute('aria-label') ?? ''} ${at.textContent}`.trim() : '';
  });

/** Goes on with the Tab key until something is reached. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`The Tab key does not reach ${String(name)}.`);
}

/** On a busy machine. */
const LATER = { timeout: 30_000 };

describe.skipIf(withoutBrowser)('a newcomer', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('sees who could replace China for Japan, what backs it, and who says so, in three clicks', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    await page.getByRole('link', { name: 'Who could replace', exact: true }).click();
    await page.getByText('Nobody on record.').waitFor();
    await page
      .getByRole('row', { name: /Stillwater/ })
      .first()
      .getByRole('link', { name: /\d t/ })
      .click();
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer.getByText('Where in it').first().waitFor();
    await drawer.getByText('Recorded', { exact: false }).first().waitFor();
    await drawer.locator('a[href^="/source/"]').first().click();
    await page.waitForURL(/\/source\//);
  });

  test('sees whether No. 57/2025 was in force on 15 November 2025, and who says so, in three steps', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('57/2025');
    await page.getByRole('option', { name: /No\. 57\/2025/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/control\/cn-mofcom-2025-57/);
    await page.getByLabel('What was it on').fill('2025-11-15');
    const answer = page.locator('.life-answer');
    await answer.getByText('it was suspended, from 7 Nov 2025').waitFor();
    await answer.getByRole('link').last().click();
    await page.waitForURL(/\/source\/|ev=/);
  });

  test('sees what would change if one source were wrong, in two clicks', async () => {
    const page = await open('/');
    await page
      .getByRole('row', { name: /^Japan/ })
      .getByRole('link', { name: /93\.2/ })
      .click();
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer.getByText('If a source fell away').scrollIntoViewIfNeeded();
    await drawer.getByRole('row', { name: /without CEPII, HS 2017.*cannot be told/ }).waitFor();
  });

  test('goes by the keyboard alone from a question to its evidence and its source', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    await tabTo(page, /^Measure: value/);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^weight/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/basis=mass/);
    await page.getByRole('button', { name: /^Measure: weight/ }).waitFor();
    await expect.poll(() => focused(page), LATER).toMatch(/^Measure: weight/);
    await tabTo(page, /^Japan$/);
    await tabTo(page, /^\d+\.\d.%$/);
    await page.keyboard.press('e');
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer.getByText('How it is reckoned').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await expect.poll(() => focused(page), LATER).toMatch(/^\d+\.\d.%$/);
    await page.keyboard.press('Enter');
    await drawer.getByText('How it is reckoned').waitFor();
    await tabTo(page, /^BACI/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/source\/cepii-baci/);
  });
});
