import axe, { type RunOptions } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, inject, onTestFinished } from 'vitest';
import { openBrowser, untilAnswered } from '../browser.ts';

/** How long a page may take to answer on a busy machine. */
const PATIENCE_MS = 60_000;

/** How a page is shown. */
interface Shown extends NonNullable<Parameters<Page['emulateMedia']>[0]> {
  viewport?: { width: number; height: number };
  /** What the console may say, as where the server is away. */
  allows?: RegExp;
}

/** Opens addresses of the explorer in a browser of this file. */
export interface Explorer {
  /**
   * Opens an address in a page of its own, which is closed when the test is over. The test fails on an error in the console, one
   * that nothing catches, and a request to another origin.
   */
  open(address: string, shown?: Shown): Promise<Page>;
}

/** The browser of a file of tests. Its pages share what they have read of the server, and nothing that they keep. */
export function explorer(): Explorer {
  const serverUrl = inject('serverUrl');
  let context: BrowserContext;
  const complaints: string[] = [];
  beforeAll(async () => {
    const browser = await openBrowser();
    context = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== serverUrl && protocol !== 'data:' && protocol !== 'blob:')
        complaints.push(`asks ${request.url()}`);
    });
    context.on('weberror', (webError) => complaints.push(`throws ${webError.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`logs ${message.text()}`);
    });
    return () => context.close();
  });
  return {
    async open(address, { viewport = { width: 1440, height: 1000 }, allows, ...media } = {}) {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin: serverUrl, storageTypes: 'local_storage' });
      onTestFinished(async () => {
        await page.close();
        expect(complaints.splice(0).filter((complaint) => allows?.test(complaint) !== true)).toEqual([]);
      });
      await page.setViewportSize(viewport);
      await page.emulateMedia(media);
      await page.goto(`${serverUrl}${address}`);
      // Said again: a page that another process takes over is shown as usual.
      await page.emulateMedia(media);
      return page;
    },
  };
}

const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on a page that WCAG 2.2 A and AA forbid: the rule and the places. */
export async function axeFindings(page: Page, only: RunOptions = { runOnly: WCAG_AA }): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    // What is right is neither listed nor given a selector: that takes longer than the rules do.
    const { violations } = await inPage.run(document, { ...options, resultTypes: ['violations'], selectors: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }, only);
}

/**
 * The same wide and on a phone, in light and in dark, where nothing but colours differs and so contrast alone is looked at; and by
 * how much the page is wider than the screen.
 */
export async function findingsEverywhere(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const viewport of [
    { width: 1440, height: 1000 },
    { width: 390, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion colours change at once.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // The explorer sets its theme by a script, a page of an answer by its style alone.
      await page.locator(`html[data-theme="${colorScheme}"], html:not([data-theme])`).waitFor({ state: 'attached' });
      const findings = await axeFindings(page, { runOnly: colorScheme === 'light' ? WCAG_AA : ['color-contrast'] });
      found.push(...findings.map((finding) => `${viewport.width} ${colorScheme} ${finding}`));
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`${viewport.width}: ${wide} pixels too wide`);
  }
  return found;
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
