import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

const API = '**/graphql';
const answered = (page: Page) => page.getByText(/bought more than half of their permanent magnets/).waitFor();
const toWeight = async (page: Page) => {
  await page.getByRole('button', { name: /^Measure: value/ }).click();
  await page.getByRole('option', { name: /^weight/ }).click();
};

/** On a busy machine. */
const LATER = { timeout: 30_000 };

describe.skipIf(withoutBrowser)('a server that is away, and one that is slow', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('tells that the server does not answer, and asks again when told to', async () => {
    const page = await open('/', { allows: /ERR_FAILED/ });
    await answered(page);
    await page.route(API, (route) => route.abort());
    await toWeight(page);
    const told = page.getByRole('alert').filter({ hasText: 'The server does not answer.' });
    await told.waitFor();
    expect(new URL(page.url()).searchParams.get('basis')).toBe('mass');
    await page.unroute(API);
    await told.getByRole('button', { name: 'Ask again' }).click();
    await told.waitFor({ state: 'detached' });
    await answered(page);
    await page.getByRole('row', { name: /^Japan/ }).waitFor();
  });

  test('is asked again for what it could not answer in full, when that is opened again', async () => {
    const page = await open('/sources');
    const sources = page.getByText(/publications stand behind this graph/);
    await sources.waitFor();
    await page.route(API, async (route) => {
      const response = await route.fetch();
      const errors = [{ message: 'This part took too long.', extensions: { code: 'TIMEOUT' } }];
      await route.fulfill({ response, json: { ...((await response.json()) as object), errors } });
    });
    await page.getByRole('link', { name: 'What if' }).click();
    const told = page.getByText('This part took too long.');
    await told.first().waitFor();
    await page.unroute(API);
    await page.goBack();
    await sources.waitFor();
    await page.goForward();
    await page.getByText('Who would supply in their place').first().waitFor();
    await expect.poll(() => told.count(), LATER).toBe(0);
  });

  test('keeps place and rows while the next answer is awaited, dimmed and said to be busy', async () => {
    const page = await open('/');
    await answered(page);
    const table = page.getByRole('table', { name: /^Share of each member/ });
    await page.getByText('The group together, 2002 to 2024').waitFor();
    const [rows, before] = [await table.getByRole('row').count(), await table.boundingBox()];
    const held: Route[] = [];
    let isHeld = true;
    await page.route(API, (route) => (isHeld ? void held.push(route) : route.continue()));
    await toWeight(page);
    await expect.poll(() => table.getAttribute('aria-busy'), LATER).toBe('true');
    expect(await table.getByRole('row').count()).toBe(rows);
    expect((await table.boundingBox())?.height).toBe(before?.height);
    const opacity = () => table.evaluate((element) => Number(getComputedStyle(element).opacity));
    await expect.poll(opacity, LATER).toBeLessThan(0.6);
    // What changes in here is spoken.
    await page.locator('[aria-live="polite"].old').waitFor();
    isHeld = false;
    await Promise.all(held.map((route) => route.continue()));
    await expect.poll(() => table.getAttribute('aria-busy'), LATER).toBe('false');
    await expect.poll(opacity, LATER).toBe(1);
  });

  test('keeps the place of an answer that has not come yet', async () => {
    const page = await open('/sources');
    await page.getByText(/publications stand behind this graph/).waitFor();
    await page.route(API, () => undefined);
    await page.getByRole('link', { name: 'What if' }).click();
    await page.getByText('…', { exact: true }).first().waitFor();
    expect((await page.locator('.tracks').boundingBox())?.height).toBeGreaterThan(200);
  });
});
