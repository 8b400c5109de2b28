import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

describe.skipIf(withoutBrowser)('what lies behind', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('draws the chain from the mine to the importer, with a table of the same', async () => {
    const page = await open('/behind');
    await page.getByText('of Japan’s permanent magnets come from China directly').waitFor();
    const flow = page.getByRole('img', { name: /^From the mine to Japan/ });
    const text = await flow.textContent();
    expect(text).toMatch(/Mined[\s\S]*Refined[\s\S]*Made into metal[\s\S]*Used/);
    expect(text).toContain('not reported');
    await page.getByRole('button', { name: 'Table' }).click();
    const table = page.getByRole('table', { name: 'The chain by stage' });
    await table.getByRole('rowheader', { name: 'Philippines' }).first().waitFor();
    await page.getByRole('img', { name: /^How Japan’s/ }).waitFor();
    await page.getByRole('heading', { name: /^What the 93/ }).waitFor();
  });

  test('stands below the table where one lands, asked when scrolled to', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    const asked = await operationsOf(page);
    await page.getByRole('heading', { name: 'Ask next' }).scrollIntoViewIfNeeded();
    await page.getByRole('link', { name: 'What lies behind Japan’s permanent magnets', exact: true }).waitFor();
    await page.getByRole('img', { name: /^From the mine to Japan/ }).waitFor();
    expect(asked).toContain('Behind');
  });

  test('gives its picture as SVG with its text', async () => {
    const page = await open('/behind');
    await page.getByText('come from China directly').waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^SVG/ }).click(),
    ]);
    const svg = await readFile(await download.path(), 'utf8');
    expect(svg).toContain('Myanmar');
    expect(svg).toMatch(/Source: CEPII/);
  });
});
