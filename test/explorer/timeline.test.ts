import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

describe.skipIf(withoutBrowser)('the timeline', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('says where controls stood on the day of the clock, in one request', async () => {
    const page = await open('/sources');
    const asked = await operationsOf(page);
    await page.goto(new URL('/timeline?asOf=2025-11-15&about=rare-earths', page.url()).href);
    await page.getByText(/On 15 Nov 2025 .* in force and .* suspended/).waitFor();
    expect(asked).toEqual(['Timeline']);
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('row', { name: /No. 56\/2025.*suspended/ }).waitFor();
  });
});

describe.skipIf(withoutBrowser)('what differs and what changed', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('shows both sides of a disagreement, with the reason', async () => {
    const page = await open('/differs?about=ExportControl:cn-mofcom-2025-57');
    await page.getByText('9 Oct 2021').waitFor();
    await page.getByText('9 Oct 2025', { exact: true }).waitFor();
    await page.getByText(/the article's year is a slip/).waitFor();
  });

  test('is asked of any page from the clocks', async () => {
    const page = await open('/differs?about=Mineral:gallium');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('What changed since').fill('2026-01-12');
    await page.getByRole('button', { name: 'Show what changed' }).click();
    await page.waitForURL(/changed\?about=Mineral:gallium&since=2026-01-12/);
    await page.getByText(/changes? since 12 Jan 2026|Nothing of this was recorded/).waitFor();
  });
});
