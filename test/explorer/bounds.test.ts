import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';
import { answerLargeGraph, largeGraph } from './large-graph.ts';

const MEGABYTE = 'japan '.repeat(175_000);

describe.skipIf(withoutBrowser)('what is too large', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('a graph of more than 2,000 things is told and listed, not drawn', async () => {
    const page = await open('/sources');
    await answerLargeGraph(page, 2100);
    await page.goto(new URL(largeGraph, page.url()).href);
    await page.getByText('Too many to draw.').waitFor();
    await page.getByText('2,100 things, 4,197 relationships').waitFor();
    expect(await page.locator('.canvas').count()).toBe(0);
    await page
      .getByRole('row', { name: /Company n2098/ })
      .first()
      .waitFor();
  });

  test('a graph of 2,000 things is drawn', async () => {
    const page = await open('/sources');
    await answerLargeGraph(page, 2000);
    await page.goto(new URL(largeGraph, page.url()).href);
    await page.getByText('2,000 things, 3,997 relationships').waitFor();
    await page.locator('.canvas-large canvas').first().waitFor();
  });

  test('a search of a megabyte is cut, and says so', async () => {
    const page = await open('/search');
    const field = page.getByRole('searchbox', { name: 'What to look for' });
    await field.evaluate((element, text) => {
      (element as HTMLInputElement).value = text;
    }, MEGABYTE);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('only its first 200 characters are searched').waitFor();
    expect(page.url().length).toBeLessThan(1000);
    expect((await field.inputValue()).length).toBeLessThan(1000);
    await page.reload();
    await page.getByText('only its first 200 characters are searched').waitFor();
  });

  test('a word of the address that is too long is told, and the usual stands in its place', async () => {
    const page = await open(`/?product=${'x'.repeat(12_000)}`);
    await page.getByText('One word of the address cannot be read (product)').waitFor();
    await page.getByText('Ten of eleven').waitFor();
  });
});
