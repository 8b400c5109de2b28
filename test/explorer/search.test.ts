import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { askAbout, byKind, kindOrder, marked, searched, type Hit } from '../../web/explorer/pages/search/groups.ts';
import { axeFindings, explorer } from './explorer.ts';

const hit = (kind: Hit['kind'], title: string, to: string): Hit => ({
  kind,
  title,
  to,
  isNear: false,
  context: null,
  node: { id: title },
});

describe('what was found', () => {
  test('stands in the fixed order of kinds, so many of each', () => {
    const groups = byKind(
      [hit('EVENT', 'e', '/event/e'), hit('COUNTRY', 'a', '/country/A'), hit('COUNTRY', 'b', '/country/B')],
      1,
    );
    expect(groups.map(({ kind, hits, isMore }) => [kind, hits.length, isMore])).toEqual([
      ['COUNTRY', 1, true],
      ['EVENT', 1, false],
    ]);
    expect(kindOrder.at(-1)).toBe('SOURCE');
  });

  test('is marked where it is what was typed, whatever signs that holds', () => {
    expect(marked('Dual-use exports to Japan', 'japan')).toEqual([
      { text: 'Dual-use exports to ', isMark: false },
      { text: 'Japan', isMark: true },
    ]);
    expect(marked('a (b', '(((')).toEqual([{ text: 'a (b', isMark: false }]);
  });

  test('is asked about with its name filled in', () => {
    expect(askAbout([hit('COUNTRY', 'Japan', '/country/JPN')]).map(({ text }) => text)).toContain(
      'Who could replace China for Japan’s permanent magnets?',
    );
  });

  test('is searched by the beginning of a long text', () => {
    expect(searched('x'.repeat(1_000_000))).toEqual({ text: 'x'.repeat(200), isCut: true });
    expect(searched(' japan ')).toEqual({ text: 'japan', isCut: false });
  });
});

describe.skipIf(withoutBrowser)('the search', { timeout: 60_000 }, () => {
  const { open } = explorer();

  test('opens over any page by its key, is used by keyboard alone, and closes', async () => {
    const page = await open('/sources');
    await page.getByRole('row').nth(2).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('japan');
    await page.getByRole('option', { name: 'Japan JPN' }).waitFor();
    expect(await page.getByRole('group', { name: 'Ask about it' }).getByRole('option').count()).toBe(3);
    for (const group of await page.getByRole('listbox').getByRole('group').all())
      expect(await group.getByRole('option').count()).toBeLessThanOrEqual(3);
    expect(await axeFindings(page)).toEqual([]);
    const chosen = page.getByRole('option', { selected: true });
    expect(await chosen.innerText()).toContain('Japan');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('group', { name: 'Countries' }).getByRole('option', { selected: true }).count()).toBe(
      0,
    );
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/country\/JPN/);
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
  });

  test('takes a text of a megabyte: it sends the beginning, and says so', async () => {
    const page = await open('/search');
    const sent: number[] = [];
    page.on('request', (request) => sent.push(request.postData()?.length ?? 0));
    await page.getByRole('searchbox').fill('magnet '.repeat(150_000));
    await page.keyboard.press('Enter');
    await page.getByText('only its first 200 characters').waitFor();
    await page
      .getByText(/thing|Nothing/)
      .first()
      .waitFor();
    expect(page.url().length).toBeLessThan(600);
    expect(Math.max(...sent)).toBeLessThan(3000);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByRole('combobox').fill('x'.repeat(1_000_000));
    await page.getByText('only its first 200 characters').nth(1).waitFor();
    expect(Math.max(...sent)).toBeLessThan(3000);
  });

  test('is a page with an address', async () => {
    const page = await open('/search?q=japan&kind=agreement');
    await page.getByRole('heading', { name: /^Agreements/ }).waitFor();
    expect(await page.getByRole('heading', { name: /^Countries/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'All kinds' }).click();
    await page.getByRole('link', { name: 'Japan', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test('says that nothing is called so', async () => {
    const page = await open('/search?q=qqqqzzzz');
    await page.getByText('Nothing is called “qqqqzzzz”').waitFor();
  });
});
