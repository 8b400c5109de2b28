import { MultiDirectedGraph } from 'graphology';
import { parse } from 'graphology-graphml';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

const thing = (page: Page, name: RegExp) => page.locator('.canvas').getByRole('button', { name });
const placeOf = (page: Page, name: RegExp) => thing(page, name).getAttribute('transform');
const isStill = (page: Page) => page.getByText(/^\d+ things, \d+ relationships$/).waitFor();

describe.skipIf(withoutBrowser)('the graph', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('expands without moving what stands, undoes it, and stands again from its address, in at most three requests', async () => {
    const page = await open('/graph');
    await thing(page, /Department of Defense/).waitFor();
    await thing(page, /General Motors/).waitFor();
    await isStill(page);
    const before = await placeOf(page, /^Company: Apple/);
    await page.getByRole('button', { name: 'Events: 1 more' }).click();
    await thing(page, /takes a stake/).waitFor();
    expect(await placeOf(page, /^Company: Apple/)).toBe(before);
    await page.keyboard.press('Control+z');
    await thing(page, /takes a stake/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Redo' }).click();
    await thing(page, /takes a stake/).waitFor();
    const stood = await placeOf(page, /takes a stake/);
    const asked = await operationsOf(page);
    await page.reload();
    await thing(page, /takes a stake/).waitFor();
    await isStill(page);
    expect(await placeOf(page, /takes a stake/)).toBe(stood);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  test('is used by keyboard: goes to the next thing, hides, pins and expands', async () => {
    const page = await open('/graph');
    await thing(page, /Department of Defense/).waitFor();
    await isStill(page);
    await thing(page, /^Company: MP Materials/).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'Department of Defense' }).waitFor();
    await page.keyboard.press('p');
    await page.waitForURL(/pin=Agency:us-dod:/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/open=Agency:us-dod~first/);
    await page.keyboard.press('h');
    await thing(page, /Department of Defense/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show again: Department of Defense' }).click();
    await thing(page, /Department of Defense/).waitFor();
  });

  test('opens what an edge rests on', async () => {
    const page = await open('/graph?at=Supplier:shenghe-resources~owns~Supplier:mp-materials');
    await page.getByRole('heading', { name: 'Shenghe Resources owns MP Materials' }).waitFor();
    await page
      .getByRole('link', { name: '8 %' })
      .or(page.getByRole('link', { name: '8.0' }))
      .first()
      .click();
    await page.getByRole('complementary', { name: 'Evidence' }).waitFor();
  });

  test('is read as a table, and taken away as GraphML with clocks, sources and shares', async () => {
    const page = await open('/graph?view=table');
    await page.getByRole('row', { name: /Shenghe Resources owns/ }).waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^GraphML/ }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const graph = parse(MultiDirectedGraph, text);
    expect(graph.getAttribute('asOf')).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(graph.getNodeAttribute('Supplier:mp-materials', 'name')).toBe('MP Materials');
    const [owns] = graph.edges('Supplier:shenghe-resources', 'Supplier:mp-materials');
    expect(Number(graph.getEdgeAttribute(owns, 'share'))).toBe(0.08);
  });

  test('draws more than 150 things still, without eval', async () => {
    const page = await open(
      '/graph?focus=Source:curator-unverified&open=Source:curator-unverified~subjects:200&open=Supplier:peak-rare-earths~first&open=Supplier:tenke-fungurume-mining~first&open=Supplier:baogang~first',
    );
    await page.locator('.canvas-large[data-rounds="300"]').waitFor();
    await page.locator('.canvas-large canvas').first().waitFor();
  });

  test('says that something does not exist', async () => {
    const page = await open('/graph?focus=Supplier:nobody-of-this-name');
    await page.getByText(/Nothing is known as/).waitFor();
  });
});
