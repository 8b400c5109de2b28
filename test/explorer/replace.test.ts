import Papa from 'papaparse';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

describe.skipIf(withoutBrowser)('who could replace', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('answers who could replace China for Japan’s magnets and what backs that, in three clicks', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    await page.getByRole('link', { name: 'Who could replace', exact: true }).click();
    await page.getByText('Nobody on record. With every plan that counts').waitFor();
    expect(new URL(page.url()).searchParams.get('for')).toBe('JPN');
    await page
      .getByRole('row', { name: /^Stillwater magnet plant/ })
      .getByRole('link', { name: /10\s?000 t/ })
      .click();
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer.getByText('10000').first().waitFor();
    await drawer
      .getByRole('link', { name: /Reportify|USA Rare Earth|Stillwater/ })
      .first()
      .click();
    await page.waitForURL(/\/source\//);
  });

  test('asks two operations, keeps its words in the address and goes back', async () => {
    const page = await open('/sources');
    const asked = await operationsOf(page);
    await page.goto(new URL('/replace', page.url()).href);
    await page.getByText('Nobody on record').waitFor();
    await page.getByRole('button', { name: /^Limit: 65/ }).click();
    await page.getByRole('option', { name: /^90/ }).click();
    await page.waitForURL(/line=0.9/);
    await page.getByText(/^With .* by 2030/).waitFor();
    await page.goBack();
    await page.getByText('Nobody on record').waitFor();
    expect([...new Set(asked)].sort()).toEqual(['Choices', 'Replace']);
  });

  test('never adds pledges over states or currencies, and names what is not published', async () => {
    const page = await open('/replace');
    await page.getByRole('heading', { name: /^committed, USD/ }).waitFor();
    await page.getByText('States and currencies are never added up').waitFor();
    const row = page.getByRole('row', { name: /^10X/ });
    expect(await row.innerText()).toMatch(/planned[\s\S]*not published[\s\S]*2028/);
  });

  test('says which word of the address it cannot read', async () => {
    const page = await open('/replace?by=soon');
    await page.getByText('One word of the address cannot be read (by)').waitFor();
  });

  test('gives its table as CSV', async () => {
    const page = await open('/replace');
    await page.getByText('Nobody on record').waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^CSV/ }).click(),
    ]);
    const text = (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '');
    const { data } = Papa.parse<Record<string, string>>(text, { header: true });
    const row = data.find(({ slug }) => slug === 'stillwater');
    expect(row).toMatchObject({ state: 'being built', tonnes_a_year: '10000', what_is_weighed: 't' });
    expect(data.find(({ slug }) => slug === 'mp-10x')).toMatchObject({ tonnes_a_year: '', missing: 'not published' });
  });
});
