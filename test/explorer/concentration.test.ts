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

  test('opens what a share rests on, down to the flow or the published figure', async () => {
    const page = await open('/concentration');
    const evidence = page.getByRole('complementary', { name: 'Evidence' });
    await page
      .getByRole('row', { name: /^Japan/ })
      .getByRole('link', { name: /%/ })
      .click();
    await evidence.getByText('sold abroad in').waitFor();
    await evidence.getByText('428,329,896 US$ that Japan sold').waitFor();
    await evidence.getByRole('listitem').filter({ hasText: 'to Philippines' }).getByRole('link').click();
    await evidence.getByText('Permanent magnets, Japan to Philippines, 2024').waitFor();
    const mined = await open('/concentration?mineral=cobalt&stage=REFINING');
    const figure = mined.getByRole('complementary', { name: 'Evidence' });
    await mined
      .getByText(/^The three largest have/)
      .getByRole('link')
      .last()
      .waitFor();
    await mined
      .getByRole('row', { name: /^China/ })
      .first()
      .getByRole('link', { name: /%/ })
      .click();
    await figure.getByRole('heading', { name: 'The published figure' }).waitFor();
    await figure.getByText('Who says otherwise').waitFor();
    await figure.getByRole('link', { name: /thousand metric tons/ }).click();
    await figure.getByText(/^Production of cobalt, China, 2024/).waitFor();
  });
});
