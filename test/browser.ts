import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const BROWSERS = [
  // Chromium without windows, in Debian a package of its own: it takes a third of the processor time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const NO_BROWSER = `No Chromium at ${BROWSERS.join(', ')}: install the package "chromium" to run the tests that use a browser.`;

const executablePath = BROWSERS.find((path) => existsSync(path));

/** Whether tests that use a browser are left out: where there is none, except in CI, which must have one. */
export const withoutBrowser = executablePath === undefined && process.env['CI'] === undefined;
if (withoutBrowser) console.warn(`Skipped: ${NO_BROWSER}`);

let opened: Promise<Browser> | undefined;

/** The browser of this process, for all of its files: it ends with the process. */
export function openBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(NO_BROWSER);
  opened ??= chromium.launch({ executablePath, args: FLAGS.split(' ') });
  return opened;
}

/** Waits until the API has answered something that the page asked. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance
      .getEntriesByType('resource')
      .some((entry) => entry.name.endsWith('/graphql') && (entry as PerformanceResourceTiming).responseEnd > 0),
  );
}
