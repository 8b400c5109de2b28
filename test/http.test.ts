import { describe, expect, inject, test } from 'vitest';

const url = (path: string) => `${inject('serverUrl')}${path}`;

describe('the server', () => {
  test('says that it lives and that the graph answers', async () => {
    expect(await (await fetch(url('/health'))).json()).toEqual({ status: 'up' });
    expect(await (await fetch(url('/ready'))).json()).toEqual({ status: 'ready' });
  });

  test('leads a browser from the API and from the root to the playground', async () => {
    for (const path of ['/graphql', '/', '/playground']) {
      const response = await fetch(url(path), { headers: { accept: 'text/html' }, redirect: 'manual' });
      expect([path, response.status, response.headers.get('location')]).toEqual([path, 302, '/playground/']);
    }
  });

  test('lets a page load nothing from elsewhere', async () => {
    const policy = (await fetch(url('/playground/'))).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('http');
  });

  test('gives the time of each statement in /metrics', async () => {
    await fetch(url('/graphql'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{country(code:\\"JPN\\"){name}}"}',
    });
    expect(await (await fetch(url('/metrics'))).text()).toMatch(
      /lodegraph_statement_seconds_count\{statement="country.byText"\} [1-9]/,
    );
  });

  test('refuses a request from a form of another site', async () => {
    const response = await fetch(url('/graphql'), {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{__typename}"}',
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});
