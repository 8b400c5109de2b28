import Papa from 'papaparse';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer, operationsOf } from './explorer.ts';

describe.skipIf(withoutBrowser)('who depends', { timeout: 60_000 }, () => {
  const { open } = explorer();

  test('answers in a sentence that its rows prove', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven bought more than half of their permanent magnets from China').waitFor();
    const japan = page.getByRole('row', { name: /^Japan/ });
    expect(await japan.innerText()).toMatch(/27\.6\s%[\s\S]*93\.2\s%[\s\S]*\$569m/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Which members of .* depend on\s+China/);
    expect(await page.title()).toContain('Ten of eleven');
  });

  test('asks at most three operations', async () => {
    const page = await open('/sources');
    const asked = await operationsOf(page);
    await page.getByRole('link', { name: 'Lodegraph' }).click();
    await page.getByText('Ten of eleven').waitFor();
    await page.getByText('The group together, 2002 to 2024').waitFor();
    await page.getByText('What lies behind Japan').first().scrollIntoViewIfNeeded();
    await expect.poll(() => asked.length, { timeout: 30_000 }).toBe(3);
    expect(asked.sort()).toEqual(['Behind', 'Question', 'Years']);
  });

  test('opens the evidence of a figure, which leads to its source', async () => {
    const page = await open('/');
    await page
      .getByRole('row', { name: /^Japan/ })
      .getByRole('link', { name: /27\.6/ })
      .click();
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer.getByText('$157m from China ÷ $569m from everybody = 27.6').waitFor();
    expect(new URL(page.url()).searchParams.get('ev')).toMatch(/^Dependence:JPN:CHN/);
    await page.reload();
    await drawer.getByText('If a source fell away').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('ev')).toBeNull();
    await page.goBack();
    await drawer.getByRole('link', { name: /BACI/ }).first().click();
    await page.waitForURL(/\/source\/cepii-baci/);
  });

  test('changes a word, keeps it in the address, and goes back', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: /^Measure: value/ }).click();
    await page.getByRole('option', { name: /^weight/ }).click();
    await page.waitForURL(/basis=mass/);
    await page.getByRole('button', { name: /^Measure: weight/ }).waitFor();
    await page.getByRole('button', { name: /^Group/ }).click();
    await page.keyboard.type('seven');
    await page.getByRole('option', { name: 'Group of Seven' }).click();
    await page.waitForURL(/among=g7/);
    await page.getByText(/(of|All) (six|seven) bought/).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByRole('button', { name: /^Measure: value/ }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('chooses the country by searching for it', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: /^Country: China/ }).click();
    await page.keyboard.type('Viet');
    await page.getByRole('option', { name: /^Vietnam/ }).click();
    await page.waitForURL(/on=VNM/);
    await page.getByText('from Vietnam').first().waitFor();
  });

  test('says which words of the address it cannot read, and shows the usual', async () => {
    const page = await open('/?year=abc&basis=stones');
    await page.getByText('Some words of the address cannot be read (year, basis)').waitFor();
    await page.getByText('Ten of eleven').waitFor();
  });

  test('names the nearest year where there is no trade', async () => {
    const page = await open('/?year=1995');
    await page.getByRole('button', { name: /^20\d\d$/ }).click();
    await page.getByRole('row', { name: /^Japan/ }).waitFor();
  });

  test('stands at another day with a band that leads back', async () => {
    const page = await open('/?asOf=2025-11-15');
    await page.getByText('You see the world of 15 Nov 2025').waitFor();
    await page.getByText('in force on 15 Nov 2025').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('heading', { name: /in force today/ }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('gives its table as CSV with sources and clocks', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^CSV/ }).click(),
    ]);
    const text = (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '');
    const { data } = Papa.parse<Record<string, string>>(text, { header: true });
    const japan = data.find(({ code }) => code === 'JPN');
    expect(Number(japan?.['direct_share'])).toBeCloseTo(0.2758, 4);
    expect(japan?.['sources']).toContain('CEPII');
    expect(japan?.['as_of']).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('gives its picture as SVG with its text, and as PNG', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    const saved = async (name: RegExp) => {
      await page.getByRole('button', { name: 'Take away' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ]);
      return readFile(await download.path());
    };
    const svg = (await saved(/^SVG/)).toString('utf8');
    expect(svg).toContain('Japan');
    expect(svg).toMatch(/Source: CEPII/);
    const png = await saved(/^PNG/);
    expect(png.subarray(1, 4).toString('ascii')).toBe('PNG');
    // Width and height in the header: twice those of the picture.
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
  });

  test('is used by keyboard alone', async () => {
    const page = await open('/');
    await page.getByText('Ten of eleven').waitFor();
    await page.keyboard.press('[');
    await page.waitForURL(/year=2023/);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('evidence of the figure').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.getByLabel('True in the world on').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.waitForURL(/\/sources/);
  });
});
