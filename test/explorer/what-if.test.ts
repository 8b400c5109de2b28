import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

describe.skipIf(withoutBrowser)('what if', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('shows both rules side by side, from one operation', async () => {
    const page = await open('/sources');
    const asked = await operationsOf(page);
    await page.getByRole('link', { name: 'What if' }).click();
    await page.getByText(/of a year’s permanent magnets traded in the world would be short/).waitFor();
    const japan = page.getByRole('row', { name: /^Japan/ });
    expect(await japan.innerText()).toMatch(/3\s?715 to 7\s?510/);
    expect(asked).toEqual(['WhatIf']);
    await japan.getByRole('link', { name: /to/ }).click();
    await page
      .getByRole('complementary', { name: 'Evidence' })
      .getByText(/from China ÷/)
      .waitFor();
  });

  test('takes what is given into the address and the answer, and takes it back', async () => {
    const page = await open('/what-if');
    await page.getByRole('button', { name: 'no spare capacity. Change' }).click();
    await page.getByLabel('Country', { exact: true }).fill('Japan');
    await page.getByLabel('Tonnes a year').fill('20000');
    await page.getByRole('button', { name: 'Give it' }).click();
    await page.waitForURL(/spare=JPN:permanent-magnets:20000/);
    await page.getByText('20000 t of permanent magnets in Japan').first().waitFor();
    await page.getByRole('button', { name: 'one spare capacity. Change' }).waitFor();
    await page.getByRole('button', { name: /^take back/ }).click();
    await page.waitForURL((url) => !url.searchParams.has('spare'));
  });

  test('says the share that stops where no tonnes are known', async () => {
    const page = await open('/what-if?minerals=magnet-rare-earths');
    await page.getByRole('heading', { name: 'Stages of which no tonnes are known' }).waitFor();
    const table = page.getByRole('table', { name: 'Stages without tonnes' });
    expect(await table.innerText()).toMatch(/90\.0\s%\s+not published/);
    await page.getByRole('heading', { name: /^Left out/ }).waitFor();
    await page.getByText('It holds cobalt too').waitFor();
  });

  test('says that nothing is lost where nothing is', async () => {
    const page = await open('/what-if?stop=TUV');
    await page.getByText(/^Nothing is lost/).waitFor();
  });

  test('chooses who stops and for how long by its words', async () => {
    const page = await open('/what-if');
    await page.getByRole('button', { name: /^How long/ }).click();
    await page.getByRole('option', { name: 'six months' }).click();
    await page.waitForURL(/months=6/);
    await page
      .getByText(/of 6 months’ permanent magnets/)
      .first()
      .waitFor();
  });
});
