import { DOMParser } from '@xmldom/xmldom';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { describe, expect, inject, test } from 'vitest';

describe('the feed of all changes', () => {
  const get = async (path: string) => fetch(`${inject('serverUrl')}${path}`);

  test('is Atom: well-formed, the newest first, at most fifty entries', async () => {
    const response = await get('/changes.atom');
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const text = await response.text();
    const root = new DOMParser().parseFromString(text, 'text/xml').documentElement;
    expect([root.localName, root.namespaceURI]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
    const { entries = [], id, updated } = parseAtomFeed(text);
    expect(id).toMatch(/^urn:uuid:/);
    expect(entries).toHaveLength(50);
    const dates = entries.map((entry) => entry.updated ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    expect(updated).toBe(dates[0]);
    for (const entry of entries)
      expect(entry.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('is JSON Feed 1.1 with the same entries', async () => {
    const response = await get('/changes.json');
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const text = await response.text();
    expect(JSON.parse(text).version).toBe('https://jsonfeed.org/version/1.1');
    const { entries = [] } = parseAtomFeed(await (await get('/changes.atom')).text());
    expect(parseJsonFeed(text).items?.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  });

  test('is not sent again to a reader that has it', async () => {
    const etag = (await get('/changes.atom')).headers.get('etag') ?? '';
    const again = await fetch(`${inject('serverUrl')}/changes.atom`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  test('of a question is about what its answer rests on', async () => {
    const response = await get('/q/06-agreements-and-active-controls/changes.json');
    const { items = [], title } = parseJsonFeed(await response.text());
    expect(title).toMatch(/^Lodegraph: .*agreements/i);
    expect(items.length).toBeGreaterThan(0);
  });
});
