import { readdirSync, readFileSync } from 'node:fs';
import axe from 'axe-core';
import { Kind, parse } from 'graphql';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openBrowser, untilAnswered, withoutBrowser } from './browser.ts';

describe.skipIf(withoutBrowser)('the playground', { timeout: 60_000 }, () => {
  const serverUrl = inject('serverUrl');
  // One for all tests: it has read the scripts of the page once. What a page keeps is cleared after each of them.
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    const browser = await openBrowser();
    // Tall enough for the editor to draw the whole answer: it draws only the lines that are in view.
    context = await browser.newContext({ viewport: { width: 1280, height: 2400 }, colorScheme: 'dark' });
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

  beforeEach(async () => {
    complaints = [];
    page = await newPage();
    const response = await page.goto(`${serverUrl}/playground`);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await untilAnswered(page);
    return async () => {
      await page.close();
      await context.clearPermissions();
    };
  });

  /** A page of somebody who was never there. */
  async function newPage(): Promise<Page> {
    const opened = await context.newPage();
    const session = await context.newCDPSession(opened);
    await session.send('Storage.clearDataForOrigin', { origin: serverUrl, storageTypes: 'local_storage' });
    return opened;
  }

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
    await page.getByRole('button', { name: 'JSON' }).click();
    await answer.getByText('"KOR"').first().waitFor();
    expect(await answer.innerText()).toContain('0.87436');
    expect(complaints).toEqual([]);
  });

  test('runs on Ctrl-Enter without a click into the editor', async () => {
    await page.keyboard.press('Control+Enter');
    await page.locator('.graphiql-response').getByText('KOR').first().waitFor();
    expect(complaints).toEqual([]);
  });

  /** Asks for suggestions until one is there: there are none before the page has read the schema. */
  async function untilOffered(suggestion: string): Promise<void> {
    const widget = page.locator('.suggest-widget').filter({ visible: true });
    await expect
      .poll(
        async () => {
          const offered = (await widget.allInnerTexts()).join('\n');
          if (offered.includes(suggestion)) return offered;
          // Closes what says that there are none: where that stands, the editor does not ask again.
          await page.keyboard.press('Escape');
          await page.keyboard.press('Control+Space');
          return offered;
        },
        { interval: 500, timeout: 30_000 },
      )
      .toContain(suggestion);
  }

  test('completes fields from the schema of the server', async () => {
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.type('{ depend');
    await untilOffered('dependents');
    expect(complaints).toEqual([]);
  });

  test('shows an answer as a table with shares in per cent and amounts grouped', async () => {
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.getByRole('cell', { name: 'South Korea' }).waitFor();
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      ...['country.iso3', 'country.name', 'share', 'imports.valueUsd', 'imports.tonnes'],
    ]);
    expect(await rowTexts(0)).toEqual(['KOR', 'South Korea', '87.4 %', '307,481,113', '7,076.442']);
    expect(await page.getByRole('region', { name: 'Answer' }).innerText()).toContain('10 rows');
    expect(complaints).toEqual([]);
  });

  test('scrolls a long answer by itself, each item of a list inside a row on a line of its own', async () => {
    await page.setViewportSize({ width: 1280, height: 700 });
    await page.getByRole('tab').locator('button[title="BehindJapansMagnets"]').click();
    await page.keyboard.press('Control+Enter');
    const steps = page.getByRole('row').filter({ hasText: 'Vietnam' }).locator('td div');
    await steps.first().waitFor();
    expect(await steps.first().innerText()).toMatch(/^China Rare-earth metals Vietnam [\d.]+ %/);
    for (const inside of [
      page.getByRole('region', { name: 'Answer' }),
      page.getByRole('button', { name: 'Variables' }),
    ]) {
      const box = await inside.boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(700);
    }
    expect(complaints).toEqual([]);
  });

  test('tells errors with what to do, once', async () => {
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.insertText('{ dependence(of: "JPN", on: "Chinaa", product: "permanent-magnets") { share } }');
    await page.keyboard.press('Control+Enter');
    const errors = page.getByRole('list', { name: 'Errors' }).getByRole('listitem');
    await errors.first().waitFor();
    const told = await errors.allTextContents();
    expect(told.map((text) => text.split('Did you mean').length)).toEqual([2]);
    expect(complaints).toEqual([]);
  });

  test('keeps the view that was chosen', async () => {
    await page.getByRole('button', { name: 'JSON' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'JSON', pressed: true }).waitFor();
    expect(await page.locator('.result-window').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Table' }).click();
    await page.locator('.result-window').waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  test('gives a table as CSV with full precision, as the terminal does', async () => {
    await page.getByRole('button', { name: /execute query/i }).click();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download dependents as CSV' }).click();
    const download = await downloaded;
    expect(download.suggestedFilename()).toBe('CoalitionMagnetDependence.csv');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.split('\n').slice(0, 2)).toEqual([
      '\uFEFFtotalCount,country.iso3,country.name,share,imports.valueUsd,imports.tonnes',
      '10,KOR,South Korea,0.8743644849496821,307481113,7076.442',
    ]);
    expect(complaints).toEqual([]);
  });

  describe('an answer lands in the tab that asked', () => {
    /** What the server is held back to answer, by the name of the operation, until it is let go. */
    let held: Map<string, () => void>;

    beforeEach(async () => {
      held = new Map();
      await page.route('**/graphql', async (route) => {
        const { operationName } = route.request().postDataJSON() as { operationName: string };
        await new Promise<void>((resolve) => held.set(operationName, resolve));
        await route.continue().catch(() => undefined);
      });
    });

    const tab = (name: string) => page.getByRole('tab').filter({ hasText: name });
    /** Brings a tab to the front. The row moves while a tab is added to it: a click that met nothing is made again, as by hand. */
    async function open(name: string): Promise<void> {
      const click = async () => {
        await tab(name).locator('button[title]').click();
        return tab(name).getAttribute('aria-selected');
      };
      await expect.poll(click, { interval: 200, timeout: 30_000 }).toBe('true');
    }
    const execute = () => page.getByRole('button', { name: /execute query/i }).click();
    /** Lets the answer to an operation come, and waits until the page has it. */
    async function letGo(name: string): Promise<void> {
      await expect.poll(() => held.has(name)).toBe(true);
      const answered = page.waitForResponse(
        (response) => response.request().postData()?.includes(`query ${name}`) ?? false,
      );
      held.get(name)?.();
      await (await answered).finished();
    }
    const shown = () => page.getByRole('region', { name: 'Answer' }).innerText();

    test('also when another is in front by then', async () => {
      await execute();
      await open('ConcentrationOfExports');
      await letGo('CoalitionMagnetDependence');
      await page.getByText('No answer yet').waitFor();
      await open('CoalitionMagnetDependence');
      await page.getByRole('cell', { name: 'South Korea' }).waitFor();
      expect(complaints).toEqual([]);
    });

    test('and the tab in front too, when both have asked and the first is answered last', async () => {
      await execute();
      await open('ConcentrationOfExports');
      await execute();
      await letGo('ConcentrationOfExports');
      await page.getByRole('heading', { name: 'lithium.shares' }).waitFor();
      await letGo('CoalitionMagnetDependence');
      await open('CoalitionMagnetDependence');
      await page.getByRole('cell', { name: 'South Korea' }).waitFor();
      await open('ConcentrationOfExports');
      await page.getByRole('heading', { name: 'lithium.shares' }).waitFor();
      expect(await shown()).not.toContain('country.iso3');
      expect(complaints).toEqual([]);
    });

    test('and not in a new one, which can ask by itself', async () => {
      await execute();
      await page.getByRole('button', { name: 'New tab' }).click();
      await page.getByRole('button', { name: /execute query/i }).waitFor();
      await letGo('CoalitionMagnetDependence');
      await page.getByText('No answer yet').waitFor();
      await open('CoalitionMagnetDependence');
      await page.getByRole('cell', { name: 'South Korea' }).waitFor();
      expect(complaints).toEqual([]);
    });

    test('which says that it waits when it is in front again, and can be stopped', async () => {
      await execute();
      await open('ConcentrationOfExports');
      await open('CoalitionMagnetDependence');
      await page.getByText('The answer is on its way').waitFor();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByText('The answer is on its way').waitFor({ state: 'detached' });
      held.get('CoalitionMagnetDependence')?.();
      await page.getByText('No answer yet').waitFor();
      expect(complaints).toEqual([]);
    });

    test('and nowhere when that was closed', async () => {
      await execute();
      await expect.poll(() => held.size).toBe(1);
      const ended = page.waitForEvent('requestfailed');
      await tab('CoalitionMagnetDependence').getByRole('button', { name: 'Close Tab' }).click();
      await ended;
      held.get('CoalitionMagnetDependence')?.();
      await page.getByText('No answer yet').waitFor();
      expect(complaints).toEqual([]);
    });

    test('asks for the operation of its own, however soon after another was in front', async () => {
      await open('ConcentrationOfExports');
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => [...held.keys()]).toEqual(['ConcentrationOfExports']);
      await letGo('ConcentrationOfExports');
      await page.getByRole('heading', { name: 'lithium.shares' }).waitFor();
      expect(complaints).toEqual([]);
    });

    test('stops with the button that began it', async () => {
      await execute();
      await expect.poll(() => held.size).toBe(1);
      const ended = page.waitForEvent('requestfailed');
      await page.getByRole('button', { name: /stop query/i }).click();
      await ended;
      await page.getByRole('button', { name: /execute query/i }).waitFor();
      expect(await shown()).toContain('No answer yet');
      expect(complaints).toEqual([]);
    });
  });

  test('completes names in texts, by name and by code', async () => {
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.type('{ dependents(on: "Burm');
    await untilOffered('Myanmar');
    await page.keyboard.press('Enter');
    await page.locator('.graphiql-query-editor').getByText('"MMR"').waitFor();
    expect(complaints).toEqual([]);
  });

  test('completes names in variables', async () => {
    await page.getByRole('button', { name: 'Show editor tools' }).click();
    await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
    await page.keyboard.type('{ "product": "lithium carb');
    await untilOffered('Lithium carbonate');
    await page.keyboard.press('Enter');
    await page.locator('.graphiql-editor-tool').getByText('lithium-carbonate').waitFor();
    expect(complaints).toEqual([]);
  });

  test('says why no names are offered, leaves the text as it is, and asks again', async () => {
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.type('{ dependents(on: "Bur');
    await untilOffered('The server cannot be reached.');
    await page.keyboard.press('Enter');
    await untilOffered('The server cannot be reached.');
    await page.keyboard.press('m');
    await page.keyboard.press('Enter');
    await page.locator('.graphiql-query-editor').getByText('"Burm').waitFor();
    await page.unrouteAll();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('{ dependents(on: "Burm');
    await untilOffered('Myanmar');
    expect(complaints.filter((complaint) => !complaint.includes('net::ERR_FAILED'))).toEqual([]);
  });

  describe('a link', () => {
    const query =
      'query A { mineral(slug: "gallium") { name } }\nquery B($slug: String!) { mineral(slug: $slug) { symbol } }';
    async function follow(visitor: Page, operation: Record<string, string>): Promise<void> {
      await visitor.goto(`${serverUrl}/playground?${new URLSearchParams(operation).toString()}`);
      await visitor.locator('.graphiql-query-editor').getByText('gallium').waitFor();
    }

    /** GraphiQL writes a change half a second after it: never, for this visitor. */
    const withoutWritesOfGraphiQL = () =>
      page.addInitScript(() => {
        const setTimeout = window.setTimeout;
        window.setTimeout = ((run: () => void, ms?: number) => setTimeout(run, ms === 500 ? 2 ** 31 - 1 : ms)) as never;
      });

    test('opens a tab with its operation and variables, in front of those that are there', async () => {
      await follow(page, { query, variables: '{"slug":"tin"}', operationName: 'B' });
      await page.getByRole('tab', { selected: true }).filter({ hasText: /^B/ }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('cell', { name: 'Sn' }).waitFor();
      expect(await page.getByRole('tab').count()).toBe(questionNames().length + 1);
      expect(page.url()).toBe(`${serverUrl}/playground/`);
      await page.reload();
      await page.getByRole('tab', { selected: true }).filter({ hasText: /^B/ }).waitFor();
      expect(await page.getByRole('tab').count()).toBe(questionNames().length + 1);
      expect(complaints).toEqual([]);
    });

    test('is not lost by a reload before GraphiQL has written its tabs', async () => {
      await withoutWritesOfGraphiQL();
      await follow(page, { query, variables: '{"slug":"tin"}', operationName: 'B' });
      await page.getByRole('tab', { selected: true }).filter({ hasText: /^B/ }).waitFor();
      await page.reload();
      await page.getByRole('tab', { selected: true }).filter({ hasText: /^B/ }).waitFor();
      expect(await page.getByRole('tab').count()).toBe(questionNames().length + 1);
      expect(complaints).toEqual([]);
    });

    test('is not kept on leaving over what another window wrote later', async () => {
      await withoutWritesOfGraphiQL();
      await follow(page, { query, variables: '{"slug":"tin"}', operationName: 'B' });
      await page.getByRole('tab', { selected: true }).filter({ hasText: /^B/ }).waitFor();
      await page.evaluate(() => addEventListener('storage', () => document.body.classList.add('told')));
      const other = await page.context().newPage();
      await other.goto(`${serverUrl}/schema.graphql`);
      await other.evaluate(() => localStorage.setItem('graphiql:tabState', '"of another window"'));
      await page.locator('body.told').waitFor();
      await page.goto(`${serverUrl}/schema.graphql`);
      expect(await other.evaluate(() => localStorage.getItem('graphiql:tabState'))).toBe('"of another window"');
      await other.close();
    });

    test('opens beside the questions on a first visit', async () => {
      await page.close();
      const visitor = await newPage();
      await follow(visitor, { query: '{ mineral(slug: "gallium") { name } }' });
      await visitor.getByRole('tab', { selected: true }).filter({ hasText: 'untitled' }).waitFor();
      expect(await visitor.getByRole('tab').count()).toBe(questionNames().length + 1);
      await visitor.close();
    });

    test('to what a tab holds is copied by a button, and opens the same', async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await follow(page, { query, variables: '{"slug":"tin"}', operationName: 'B' });
      await page.getByRole('tab', { selected: true }).filter({ hasText: /^B/ }).waitFor();
      await page.getByRole('button', { name: 'Copy link to this operation' }).press('Enter');
      await page.getByRole('status').filter({ hasText: 'Link copied' }).waitFor();
      const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
      expect(Object.fromEntries(link.searchParams)).toEqual({ query, variables: '{"slug":"tin"}', operationName: 'B' });
      expect(link.pathname).toBe('/playground/');
      expect(complaints).toEqual([]);
    });
  });

  test('can be read and worked by everyone, wide and narrow, light and dark', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('cell', { name: 'South Korea' }).waitFor();
    await page.evaluate(axe.source);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect.poll(isDark).toBe(colorScheme === 'dark');
        expect(await faults()).toEqual([]);
      }
      // Nothing stands beyond the edge of the page, and the table scrolls by itself.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const answer = page.getByRole('region', { name: 'Answer' });
      const { x, width: drawn } = (await answer.boundingBox()) ?? { x: 0, width: Infinity };
      expect(x + drawn).toBeLessThanOrEqual(width);
    }
  });

  /** What axe finds wrong with the parts of the page that are of this project. */
  async function faults(): Promise<string[]> {
    return page.evaluate(async () => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const { violations } = await inPage.run({ include: [['.result'], ['.graphiql-toolbar']] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    });
  }

  const rowTexts = (index: number) => page.locator('tbody tr').nth(index).getByRole('cell').allTextContents();

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
  const folder = new URL('../questions/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => {
    const operation = parse(readFileSync(new URL(file, folder), 'utf8')).definitions[0];
    if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name) {
      throw new Error(`questions/${file} must hold one named operation: its name is the title of its tab.`);
    }
    return operation.name.value;
  });
}
