import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { namedQuestions } from '../../src/server/questions.ts';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

/** In CSS pixels: a phone, and what A4 leaves between the margins that browsers print with. */
const [PHONE, PAPER] = [390, 718];

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** Words of tables that stand on two lines, but for long names, which are broken where their parts meet. */
const brokenWords = (page: Page) =>
  page.evaluate(() => {
    const broken = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.parentElement?.closest('table')) continue;
      for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[\p{L}\d]{2,}/gu)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.add(word);
      }
    }
    return [...broken];
  });

describe.skipIf(withoutBrowser)('the page of every answer', () => {
  const { open } = explorer();

  test('is no wider than a phone and than paper, where no word is broken', { timeout: 240_000 }, async () => {
    const page = await open('/q');
    const found: Record<string, unknown> = {};
    for (const { name } of namedQuestions()) {
      await page.setViewportSize({ width: PHONE, height: 800 });
      await page.emulateMedia({ media: 'screen' });
      await page.goto(new URL(`/q/${name}.html`, page.url()).href);
      const phone = await widthOf(page);
      await page.setViewportSize({ width: PAPER, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      found[name] = { phone, paper: await widthOf(page), broken: await brokenWords(page) };
    }
    expect(found).toEqual(
      Object.fromEntries(namedQuestions().map(({ name }) => [name, { phone: PHONE, paper: PAPER, broken: [] }])),
    );
  });

  test('prints a row that is wider than paper as names with values, and none of it is lost', async () => {
    const page = await open('/q/70-japan-in-one-request.html', {
      viewport: { width: PAPER, height: 1000 },
      media: 'print',
    });
    const [row] = await page.locator('table.stacked > tbody > tr:not(.below)').all();
    const cells = row?.locator('> td');
    const names = await cells?.evaluateAll((all) =>
      all.map((one) => getComputedStyle(one, '::before').content.replaceAll('"', '')),
    );
    const heads = await page.locator('table.stacked').first().locator('> thead th').allTextContents();
    expect(names).toEqual(heads.map((head) => `${head.trim()}: `));
    expect((await row?.boundingBox())?.width).toBeLessThanOrEqual(PAPER);
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('table.stacked > thead').first().isVisible()).toBe(true);
  });
});
