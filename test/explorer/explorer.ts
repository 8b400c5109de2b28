import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, inject, onTestFinished } from 'vitest';
import { openBrowser, untilAnswered } from '../browser.ts';

/** How long a page may take to answer on a busy machine. */
const PATIENCE_MS = 30_000;

/** Opens addresses of the explorer in a browser of this file. */
export interface Explorer {
  /**
   * Opens an address in a window of its own, which is closed when the test is over. The test fails on an error in the console, one
   * that nothing catches, and a request to another origin.
   * @param expected `allows`: what the console may say, as where the server is away
   */
  open(address: string, options?: BrowserContextOptions, expected?: { allows: RegExp }): Promise<Page>;
}

/** The browser of a file of tests. */
export function explorer(): Explorer {
  const serverUrl = inject('serverUrl');
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
    return () => browser.close();
  });
  return {
    async open(address, options = {}, expected) {
      const complaints: string[] = [];
      const context = await browser.newContext({
        viewport: { width: 1440, height: 1000 },
        locale: 'en-GB',
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== serverUrl && protocol !== 'data:' && protocol !== 'blob:')
          complaints.push(`asks ${request.url()}`);
      });
      context.on('weberror', (webError) => complaints.push(`throws ${webError.error().message}`));
      context.on('console', (message) => {
        if (message.type() === 'error' && !expected?.allows.test(message.text())) complaints.push(`logs ${message.text()}`);
      });
      onTestFinished(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      const page = await context.newPage();
      await page.goto(`${serverUrl}${address}`);
      return page;
    },
  };
}

/** What axe finds on a page that WCAG 2.2 A and AA forbid: the rule and the places. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    return inPage.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** GraphQL operations that a page asks, by name, once those of its first address are answered. */
export async function operationsOf(page: Page): Promise<string[]> {
  await untilAnswered(page);
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => {
    const body = new URL(request.url()).pathname === '/graphql' ? request.postData() : null;
    const name = body === null ? null : /query (\w+)/.exec((JSON.parse(body) as { query: string }).query)?.[1];
    if (name) asked.push(name);
  });
  return asked;
}
