import { createHash } from 'node:crypto';
import { generateAtomFeed, generateJsonFeed } from 'feedsmith';

/** Formats of feeds with their media types. */
export const feedTypes = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
} as const;
export type FeedFormat = keyof typeof feedTypes;

/** One piece of news. */
export interface FeedEntry {
  /** What it is of and what happened, the same whoever asks and whenever. */
  key: string;
  title: string;
  /** One sentence or two. */
  text: string;
  /** Where it is shown. */
  link: string;
  /** When it happened, ISO 8601. */
  at: string;
}

/** News, the newest first. */
export interface News {
  title: string;
  /** Its own address, by which it is known. */
  address: string;
  /** The page it is about. */
  page: string;
  entries: readonly FeedEntry[];
}

/** An identifier that no time or place changes: a UUID made of the key (RFC 9562, version 8). */
function stableId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The news as a feed. Without any, it is as old as the epoch: an Atom feed must say when it was updated. */
export function feedOf({ title, address, page, entries }: News, format: FeedFormat): string {
  const updated = new Date(entries[0]?.at ?? 0);
  if (format === 'json')
    return JSON.stringify(
      generateJsonFeed(
        {
          title,
          home_page_url: page,
          feed_url: address,
          items: entries.map(({ key, title: name, text, link, at }) => ({
            id: stableId(key),
            url: link,
            title: name,
            content_text: text,
            date_published: new Date(at),
          })),
        },
        { strict: true },
      ),
      null,
      2,
    );
  return generateAtomFeed(
    {
      // The address without the host, which is not the same for every reader.
      id: stableId(`feed ${new URL(address).pathname}${new URL(address).search}`),
      title: { value: title },
      updated,
      authors: [{ name: 'Lodegraph' }],
      links: [
        { href: address, rel: 'self', type: 'application/atom+xml' },
        { href: page, rel: 'alternate' },
      ],
      entries: entries.map(({ key, title: name, text, link, at }) => ({
        id: stableId(key),
        title: { value: name },
        updated: new Date(at),
        published: new Date(at),
        links: [{ href: link, rel: 'alternate' }],
        content: { value: text, type: 'text' },
      })),
    },
    { strict: true },
  );
}
