import { describe, expect, inject, test } from 'vitest';
import { namedQuestions } from '../../../src/server/questions.ts';
import { openTestGraph, serve } from '../../serve.ts';

const get = (path: string, url = inject('serverUrl')) => fetch(`${url}${path}`);
const linksIn = (text: string) => [...text.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path = '']) => path);

describe('/llms.txt', () => {
  test('is a title, a sentence, what to know, and sections of links that lead somewhere', async () => {
    const response = await get('/llms.txt');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await response.text();
    expect(text).toMatch(/^# \S.*\n\n> \S.*\n\n/);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, name]) => name)).toEqual([
      ...['Ask', 'Schema', 'Questions', 'Optional'],
    ]);
    const paths = linksIn(text);
    expect(paths).toContain('/mcp');
    expect(paths).toContain('/q');
    for (const { name } of namedQuestions()) expect(text).toContain(`\`/q/${name}\``);
    for (const path of paths.filter((one) => !one.includes('?') && one !== '/mcp'))
      expect([path, (await get(path)).status]).toEqual([path, path === '/graphql' ? 400 : 200]);
  });

  test('has each question as an address that GraphQL answers', async () => {
    const paths = linksIn(await (await get('/llms.txt')).text()).filter((one) => one.startsWith('/graphql?'));
    expect(paths).toHaveLength(namedQuestions().length);
    const answered = await get(`${paths[0] ?? ''}&variables=${encodeURIComponent('{"minShare": 0.8}')}`);
    const { data } = (await answered.json()) as { data: { dependents: { totalCount: number } } };
    expect(data.dependents.totalCount).toBeGreaterThan(0);
    for (const path of paths) expect([path, path.length < 8_000]).toEqual([path, true]);
  });
});

describe('/.well-known/api-catalog', () => {
  test('names the interfaces with their descriptions, each where it is', async () => {
    const response = await get('/.well-known/api-catalog');
    expect(response.headers.get('content-type')).toMatch(/^application\/linkset\+json; profile="https:.*rfc9727"/);
    expect(response.headers.get('link')).toContain('rel="api-catalog"');
    const { linkset } = (await response.json()) as {
      linkset: Record<string, { href: string; type?: string }[] | string>[];
    };
    const url = inject('serverUrl');
    expect(linkset[0]).toEqual({
      anchor: `${url}/.well-known/api-catalog`,
      item: [{ href: `${url}/graphql` }, { href: `${url}/mcp` }],
    });
    const links = linkset.slice(1).flatMap((one) =>
      Object.values(one)
        .filter((value) => typeof value !== 'string')
        .flat(),
    );
    expect(links.length).toBeGreaterThan(3);
    for (const { href, type = '' } of links) {
      const found = await fetch(href);
      expect([href, found.status, found.headers.get('content-type')]).toEqual([
        href,
        200,
        expect.stringContaining(type),
      ]);
    }
    expect((await fetch(`${url}/.well-known/api-catalog`, { method: 'HEAD' })).status).toBe(200);
  });

  test('and llms.txt leave out what is off', async () => {
    const url = await serve(openTestGraph(), { MCP: 'off' });
    expect(await (await get('/.well-known/api-catalog', url)).text()).not.toContain('/mcp');
    expect(await (await get('/llms.txt', url)).text()).not.toContain('/mcp');
  });
});
