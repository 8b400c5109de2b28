import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openBrowser, withoutBrowser } from '../../browser.ts';

describe.skipIf(withoutBrowser)('the playground', { timeout: 30_000 }, () => {
  const serverUrl = inject('serverUrl');
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    return () => browser.close();
  });

  beforeEach(async () => {
    complaints = [];
    // Tall enough for the editor to draw the whole answer: it draws only the lines that are in view.
    const context = await browser.newContext({ viewport: { width: 1280, height: 2400 }, colorScheme: 'dark' });
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== serverUrl && protocol !== 'data:' && protocol !== 'blob:')
        complaints.push(`asks ${request.url()}`);
    });
    context.on('weberror', (webError) => complaints.push(`throws ${webError.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`logs ${message.text()}`);
    });
    page = await context.newPage();
    const response = await page.goto(`${serverUrl}/playground`);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    return () => context.close();
  });

  test('has a tab for each question, in the order of the files, with the first one in front', async () => {
    const titles = await page.getByRole('tab').locator('button[title]').allTextContents();
    expect(titles).toEqual(questionNames());
    expect(await page.getByRole('tab', { selected: true }).textContent()).toContain(questionNames()[0]);
    expect(await page.title()).toBe('Lodegraph playground');
    expect(complaints).toEqual([]);
  });

  test('answers the first question, asking nobody but its own server', async () => {
    const answered = page.waitForResponse((response) => response.url() === `${serverUrl}/graphql`);
    await page.getByRole('button', { name: /execute query/i }).click();
    expect((await answered).headers()).toMatchObject({ 'content-encoding': 'br', 'x-request-id': expect.any(String) });
    const answer = page.locator('.graphiql-response');
    await answer.getByText('KOR').first().waitFor();
    expect(await answer.innerText()).toContain('0.87436');
    expect(complaints).toEqual([]);
  });

  test('runs on Ctrl-Enter without a click into the editor', async () => {
    await page.keyboard.press('Control+Enter');
    await page.locator('.graphiql-response').getByText('KOR').first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('completes fields from the schema of the server', async () => {
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.type('{ depend');
    await page.locator('.suggest-widget').getByText('dependents').first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('shows what is said of an operation that cannot be answered', async () => {
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.type('mutation { x');
    await page.keyboard.press('Control+Enter');
    await page.locator('.graphiql-response').getByText('only queries here').first().waitFor();
    // The browser notes each answer of this status by itself.
    expect(complaints).toEqual([expect.stringContaining('status of 400')]);
  });

  test('shows the five ways to begin in the documentation', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Five ways to begin').waitFor();
    expect(await page.locator('.graphiql-doc-explorer pre').count()).toBe(5);
    expect(complaints).toEqual([]);
  });

  test('follows the theme of the system until another is chosen', async () => {
    expect(await isDark()).toBe(true);
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await isDark()).toBe(false);
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await isDark()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('gives a closed question back from the list of questions, by keyboard', async () => {
    const [first = '', ...others] = questionNames();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.getByRole('tab').first().hover();
    await page.getByRole('tab').first().getByRole('button', { name: 'Close Tab' }).click();
    await page.getByRole('tab').filter({ hasText: first }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show Questions' }).press('Enter');
    await page.getByRole('button', { name: 'Restore the questions' }).press('Enter');
    await page.getByRole('tab', { selected: true }).filter({ hasText: first }).waitFor();
    expect(await page.getByRole('tab').count()).toBe(others.length + 2);
    expect(complaints).toEqual([]);
  });

  /** Whether the page is drawn light on dark, by the colours that the browser computed. */
  function isDark(): Promise<boolean> {
    return page.locator('.graphiql-container').evaluate((container) => {
      const lightness = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, n) => sum + +n, 0);
      const { backgroundColor, color } = getComputedStyle(container);
      return lightness(backgroundColor) < lightness(color);
    });
  }
});

/** The operation name of each question file, in the order of the file names. */
function questionNames(): string[] {
  const folder = new URL('../../../questions/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => {
    const operation = parse(readFileSync(new URL(file, folder), 'utf8')).definitions[0];
    if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name) {
      throw new Error(`questions/${file} must hold one named operation: its name is the title of its tab.`);
    }
    return operation.name.value;
  });
}
