import { describe, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

describe.skipIf(withoutBrowser)('how concentrated', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('says who has most of a product, and along which stage it rises', async () => {
    const page = await open('/concentration');
    await page.getByText('One country, China, has').waitFor();
    await page.getByText('rises most here').waitFor();
    await page.getByText('EU: at most 65 % from one country').waitFor();
  });

  test('is asked of a mineral at a stage, and of an importer', async () => {
    const page = await open('/concentration?mineral=cobalt');
    await page.getByRole('row', { name: /Congo/ }).first().waitFor();
    await page.getByRole('button', { name: /^Stage: mining/ }).click();
    await page.getByRole('option', { name: 'refining' }).click();
    await page.waitForURL(/stage=REFINING/);
    await page
      .getByText(/China.* has .* of the world’s/)
      .first()
      .waitFor();
    const tested = await open('/concentration?importer=JPN');
    await tested.getByRole('button', { name: /^Importer: Japan/ }).waitFor();
  });
});
