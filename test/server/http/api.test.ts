import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../src/lib/config.ts';
import { openBrowser, withoutBrowser } from '../../browser.ts';
import { openTestGraph, serve } from '../../serve.ts';

const ELSEWHERE = 'https://elsewhere.example';

describe('the setting CORS_ORIGINS', () => {
  test('is closed by default, and takes a list of origins or all of them', () => {
    expect(readConfig({}).CORS_ORIGINS).toEqual([]);
    expect(readConfig({ CORS_ORIGINS: '*' }).CORS_ORIGINS).toEqual(['*']);
    expect(readConfig({ CORS_ORIGINS: 'http://localhost:5173, https://example.org' }).CORS_ORIGINS).toEqual([
      'http://localhost:5173',
      'https://example.org',
    ]);
  });

  test.each(['example.org', 'https://example.org/', 'https://example.org/app', 'null', 'https://*.example.org'])(
    'refuses %s, which no browser would send',
    (origin) => {
      expect(() => readConfig({ CORS_ORIGINS: origin })).toThrow(/CORS_ORIGINS.*origins/);
    },
  );
});

describe.skipIf(withoutBrowser)('a page of another origin', { timeout: 30_000 }, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  /** A page that another server serves, and its origin. */
  async function pageElsewhere(): Promise<{ page: Page; origin: string }> {
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>elsewhere'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = await browser.newPage();
    onTestFinished(async () => {
      await page.close();
      server.close();
    });
    await page.goto(origin);
    return { page, origin };
  }

  /** Asks from within the page, as a client does by GET and by POST; an answer that the browser keeps from it is `refused`. */
  const ask = (page: Page, url: string) =>
    page.evaluate(async (api) => {
      const query = '{ country(code: "JPN") { name } }';
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const sent = [
        fetch(`${api}?query=${encodeURIComponent(query)}`),
        fetch(api, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-request-id': 'from-a-page', traceparent },
          body: JSON.stringify({ query }),
        }),
      ];
      return Promise.all(
        sent.map((answer) =>
          answer.then(
            async (response) => ({
              answer: (await response.json()) as unknown,
              seen: ['etag', 'x-request-id', 'traceparent'].filter((name) => response.headers.has(name)),
            }),
            () => 'refused' as const,
          ),
        ),
      );
    }, `${url}/graphql`);

  const japan = { data: { country: { name: 'Japan' } } };

  test('cannot read an answer unless its origin is allowed', async () => {
    const { page } = await pageElsewhere();
    const graph = openTestGraph();
    expect(await ask(page, await serve(graph))).toEqual(['refused', 'refused']);
    expect(await ask(page, await serve(graph, { CORS_ORIGINS: ELSEWHERE }))).toEqual(['refused', 'refused']);
  });

  test('reads answers and the headers that a client needs where it is allowed, by name or like all', async () => {
    const { page, origin } = await pageElsewhere();
    const graph = openTestGraph();
    for (const allowed of [`${ELSEWHERE},${origin}`, '*']) {
      expect(await ask(page, await serve(graph, { CORS_ORIGINS: allowed }))).toEqual([
        { answer: japan, seen: ['etag', 'x-request-id'] },
        { answer: japan, seen: ['x-request-id', 'traceparent'] },
      ]);
    }
  });

  test('reads the schema too, and refusals', async () => {
    const { page } = await pageElsewhere();
    const url = await serve(openTestGraph(), { CORS_ORIGINS: '*' });
    const read = await page.evaluate(async (server) => {
      const schema = await fetch(`${server}/schema.graphql`);
      const refusal = await fetch(`${server}/graphql`, { method: 'POST', body: '[]' });
      return [(await schema.text()).includes('type Query'), refusal.status];
    }, url);
    expect(read).toEqual([true, 415]);
  });
});
