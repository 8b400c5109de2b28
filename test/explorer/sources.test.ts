import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { attributionOf } from '../../src/lib/citation.ts';
import { coversOf } from '../../web/explorer/pages/sources/covers.ts';
import { explorer } from './explorer.ts';

describe('a source', () => {
  test('covers what was loaded from it, in words', () => {
    const none = {
      products: 0,
      flows: 0,
      figures: 0,
      facilities: 0,
      firstYear: null,
      lastYear: null,
      figuresFirstYear: null,
      figuresLastYear: null,
    };
    expect(coversOf(none)).toBe('');
    expect(coversOf({ ...none, figures: 1247, figuresFirstYear: 2019, figuresLastYear: 2023 })).toBe(
      '1,247 figures of 2019 to 2023',
    );
    expect(coversOf({ ...none, facilities: 1 })).toBe('1 mine or plant known from it alone');
  });

  test('is attributed as it asks, or by its publisher, title, edition and licence', () => {
    const given = { key: 'p', attribution: null, publisher: 'P', title: 'T', vintage: '2025', licence: 'CC BY 4.0' };
    expect(attributionOf(given)).toBe('P, T, 2025. Licence: CC BY 4.0.');
    expect(attributionOf({ ...given, attribution: 'As asked' })).toBe('As asked');
  });
});

describe.skipIf(withoutBrowser)('the sources', { timeout: 60_000 }, () => {
  const { open } = explorer();

  test('say licence and coverage, and their attribution can be copied', async () => {
    const page = await open('/sources?publisher=CEPII');
    const row = page.getByRole('row').filter({ hasText: 'trade flows in' }).first();
    expect(await row.innerText()).toContain('Etalab');
    await row.getByText('Copy', { exact: true }).click();
    await row.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/CEPII|BACI/);
    await page.getByRole('button', { name: 'All sources' }).click();
    await page.getByText('publications stand behind this graph').waitFor();
    await page.getByRole('button', { name: 'Next 100' }).click();
    await page.waitForURL(/after=/);
  });
});
