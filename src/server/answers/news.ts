import type { Execute } from '../execute.ts';
import { plainIdOf } from './evidence.ts';
import type { FeedEntry } from './feed.ts';
import { Refused, statusOf } from './refused.ts';

/** How many changes are told at most. */
export const MAX_NEWS = 50;

/** A change as the feeds tell it. */
export interface Change {
  at: string;
  change: string;
  id: string;
  property: string;
  scope: string | null;
  value: string | null;
  display: string | null;
  locator: string | null;
  subject: { id: string; name?: string } | null;
  source: { key: string; title: string; publisher: string } | null;
}

export interface Load {
  dataSet: string;
  file: string | null;
  finishedAt: string;
  created: number;
  changed: number;
}

const NEWS = `query News($since: DateTime!, $until: DateTime!, $about: [ID!], $isAbout: Boolean!, $first: Int, $last: Int) {
  changes(since: $since, until: $until, about: $about, first: $first, last: $last) @include(if: $isAbout) {
    edges { at change node { id property scope value display locator subject { id ... on Named { name } } source { key title publisher } } }
  }
  graph { loads(first: 20) { dataSet file finishedAt created changed } }
}`;

const WORDS: Readonly<Record<string, string>> = { RECORDED: 'recorded', REVISED: 'revised', RETRACTED: 'retracted' };

/** A change as an entry of a feed. */
export function changeEntry(
  base: string,
  { id, at, change, subject, property, scope, display, value, source, locator }: Change,
): FeedEntry {
  const of = subject?.name ?? (subject ? plainIdOf(subject.id) : 'A figure');
  const said = display ?? value;
  return {
    key: `${change === 'RETRACTED' ? 'retracted' : 'recorded'} ${id} ${at}`,
    title:
      `${of}: ${property}${scope ? ` (${scope})` : ''} ${WORDS[change] ?? change.toLowerCase()}${said ? `: ${said}` : ''}`.slice(
        0,
        300,
      ),
    text: source ? `${source.publisher}: ${source.title}${locator ? `, ${locator}` : ''}.` : 'No source is told.',
    link: `${base}/changed?ev=${encodeURIComponent(id)}`,
    at,
  };
}

/** A load as an entry of a feed. */
export const loadEntry = (base: string, { dataSet, file, finishedAt, created, changed }: Load): FeedEntry => ({
  key: `load ${dataSet} ${finishedAt}`,
  title: `Loaded: ${dataSet}${file ? ` (${file})` : ''}`,
  text: `${created} things and relationships added, ${changed} changed.`,
  link: `${base}/sources`,
  at: finishedAt,
});

/** What became known between two moments, of some things or of all, and the last loads. */
export async function readNews(
  execute: Execute,
  {
    since,
    until,
    about,
    isLatest,
  }: { since: string; until: string; about: readonly string[] | null; isLatest: boolean },
): Promise<{ changes: Change[]; loads: Load[] }> {
  const isAbout = about === null || about.length > 0;
  const { data, errors, status } = await execute(NEWS, null, {
    ...{ since, until, about, isAbout, first: isLatest ? null : MAX_NEWS, last: isLatest ? MAX_NEWS : null },
  });
  if (errors.length > 0 || data === null) throw new Refused(statusOf({ status, errors }), errors);
  const { changes, graph: held } = data as unknown as {
    changes?: { edges: { at: string; change: string; node: Omit<Change, 'at' | 'change'> }[] };
    graph: { loads: Load[] };
  };
  return {
    changes: (changes?.edges ?? []).map(({ at, change, node }) => ({ at, change, ...node, id: plainIdOf(node.id) })),
    loads: held.loads,
  };
}
