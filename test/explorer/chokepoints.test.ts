import { describe, test } from 'vitest';
import { withoutBrowser } from '../browser.ts';
import { explorer } from './explorer.ts';

describe.skipIf(withoutBrowser)('without whom', { timeout: 90_000 }, () => {
  const { open } = explorer();

  test('ranks whom a group cannot do without, and names what cannot be weighed', async () => {
    const page = await open('/chokepoints');
    await page.getByText(/^Without China, the group loses at least/).waitFor();
    await page.getByRole('heading', { name: /^Cannot be weighed/ }).waitFor();
    await page.getByRole('button', { name: /^The next ones/ }).click();
    await page.waitForURL(/after=/);
    await page.goBack();
    await page.getByRole('button', { name: /^Kind/ }).click();
    await page.getByRole('option', { name: 'plant', exact: true }).click();
    await page.waitForURL(/kinds=FACILITY/);
    await page.getByText(/^Without Mountain Pass/).waitFor();
    await page
      .getByRole('row', { name: /^Mountain Pass/ })
      .getByRole('link', { name: /%/ })
      .last()
      .click();
    await page.getByRole('complementary', { name: 'Evidence' }).getByText('Claims').waitFor();
  });
});
