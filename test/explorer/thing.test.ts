import Papa from 'papaparse';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

describe.skipIf(withoutBrowser)('a thing', { timeout: 60_000 }, () => {
  const { open } = explorer();

  test('was No. 57/2025 in force on 15 November 2025, and who says so: three clicks', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByRole('combobox').fill('No. 57/2025');
    await page
      .getByRole('option', { name: /five more rare earths/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /five more rare earths/ }).waitFor();
    await page.getByLabel('What was it on').fill('2025-11-15');
    const answer = page.getByText('On 15 Nov 2025');
    expect(await answer.innerText()).toMatch(/it was suspended, from 7 Nov 2025[\s\S]*by No\. 70\/2025/);
    await answer.getByRole('link', { name: 'Pillsbury' }).click();
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer
      .getByRole('link', { name: /pillsbury|suspen/i })
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('ev')).toMatch(/^Claim:/);
  });

  test('says of a country what it buys, and asks at most three operations', async () => {
    const page = await open('/sources');
    await page.getByRole('row').nth(3).waitFor();
    const asked = await operationsOf(page);
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByRole('combobox').fill('Japan');
    await page.getByRole('option', { name: 'Japan JPN' }).click();
    await page.getByText(/Japan bought more than 65/).waitFor();
    await page.getByRole('tabpanel').getByRole('row').nth(2).waitFor();
    expect(asked.filter((name) => name !== 'Search').sort()).toEqual([
      'CountryFigures',
      'CountryThing',
      'CountryTrade',
    ]);
  });

  test('keeps the open tab, its order and its page in the address', async () => {
    const page = await open('/country/JPN');
    await page.getByRole('tab', { name: /^Exports/ }).click();
    await page.waitForURL(/tab=exports/);
    await page.getByRole('button', { name: 'Smallest first' }).click();
    await page.waitForURL(/sort=smallest/);
    await page.getByRole('button', { name: 'Next 25' }).click();
    await page.waitForURL(/after=/);
    await page.reload();
    expect(await page.getByRole('tab', { name: /^Exports/ }).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('button', { name: 'From the first' }).waitFor();
  });

  test('shows both sides of a dispute with the reason, and never a mean of them', async () => {
    const page = await open('/control/cn-mofcom-2025-57');
    const dispute = page.getByRole('article').filter({ hasText: 'Disputed: announced on' });
    const text = await dispute.innerText();
    expect(text).toContain('9 Oct 2025');
    expect(text).toContain('9 Oct 2021');
    expect(text).toContain('the article');
  });

  test('stands at another day', async () => {
    const page = await open('/control/cn-mofcom-2025-57?asOf=2025-11-15');
    await page.getByText('is suspended and not in force').waitFor();
  });

  test.each([
    ['/mineral/dysprosium', 'China mined'],
    ['/product/permanent-magnets', 'what countries export of it'],
    ['/supplier/mp-materials', 'Shenghe Resources'],
    ['/facility/mountain-pass', 'Makes'],
    ['/coalition/g7', 'bought more than 65'],
    ['/agreement/us-australia-critical-minerals-2025', 'Money by state'],
    ['/agency/us-exim', 'Controls imposed'],
    ['/programme/us-project-vault', 'Money by state'],
    ['/person/scott-bessent', 'Serves'],
    ['/event/finance-ministerial-2026-01', 'Took part'],
    ['/source/cepii-baci-hs17-v202601', 'Copy attribution'],
  ])('has a page at %s', async (address, words) => {
    const page = await open(address);
    await page.getByText(words).first().waitFor();
    expect(await page.getByText('A part of this page has no answer').count()).toBe(0);
  });

  test('that does not exist is said not to, with the nearest', async () => {
    const page = await open('/mineral/dysprosum');
    await page.getByText('Nothing is called “dysprosum”').waitFor();
    await page.getByRole('link', { name: 'Dysprosium', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /Dysprosium/ }).waitFor();
  });

  test('that was not yet on record by the clocks leads back to now', async () => {
    const page = await open('/agreement/us-australia-critical-minerals-2025?asOf=2024-01-01');
    await page.getByText('was not yet on record').waitFor();
    await page.getByRole('button', { name: 'See it now' }).click();
    await page.getByRole('heading', { level: 1, name: /Australia/ }).waitFor();
  });

  test('gives its table as CSV with a reason where a figure is missing', async () => {
    const page = await open('/supplier/mp-materials');
    await page.getByRole('heading', { name: 'Without it' }).waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^CSV/ }).click(),
    ]);
    const { data } = Papa.parse<Record<string, string>>(
      (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, ''),
      { header: true },
    );
    const planned = data.find(({ plant }) => plant === '10X');
    expect(planned?.['output']).toBe('');
    expect(planned?.['output_missing']).toBe('NOT_AVAILABLE');
  });
});
