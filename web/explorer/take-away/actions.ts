import Papa from 'papaparse';
import type { ReactElement } from 'react';
import {
  bibTeX,
  citationSentence,
  cslJson,
  ris,
  sourcePhrase,
  type Cited,
  type CitedSource,
} from '../../../src/lib/citation.ts';
import { safeCell } from '../../../src/lib/spreadsheet.ts';
import { give } from '../../give.ts';
import { pictureOf, toPng } from './picture.ts';

/** A column of a table that is taken away: one unit each. */
export interface Column<Row> {
  /** With its unit, `value_usd`. */
  readonly name: string;
  readonly of: (row: Row) => string | number | boolean | null | undefined;
}

/** What can be taken away. */
export interface Taken {
  /** What it is: title of the file and of the picture. */
  readonly title: string;
  readonly subtitle?: string;
  /** The clocks, where they are not now. */
  readonly clocks: { readonly asOf?: string; readonly knownAt?: string };
  readonly sources: readonly CitedSource[];
  readonly table?: { readonly columns: readonly Column<never>[]; readonly rows: readonly unknown[] };
  /** The answer as the API gave it. */
  readonly json?: unknown;
  /** The operation behind it, with its variables. */
  readonly operation: { readonly query: string; readonly variables: unknown };
  /** The picture as an `svg` element with a width and a height, when there is one. */
  readonly svg?: () => ReactElement | Promise<ReactElement>;
  /** The graph as GraphML, when there is one. */
  readonly graphML?: () => Promise<string>;
}

interface Action {
  name: string;
  what: string;
  /** Does it, and says what was done. */
  run: () => Promise<string>;
}

const fileName = (title: string, extension: string) =>
  `lodegraph-${title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)}.${extension}`;

/** What everything that is taken away says of itself: when, by which clocks, from where, under which licences. */
export function provenance({ clocks, sources }: Pick<Taken, 'clocks' | 'sources'>, now = new Date()) {
  return {
    takenAt: now.toISOString(),
    asOf: clocks.asOf ?? now.toISOString().slice(0, 10),
    knownAt: clocks.knownAt ?? now.toISOString(),
    address: window.location.href,
    sources: sources.map(({ key, title, publisher, vintage, licence }) => ({
      key,
      title,
      publisher,
      vintage,
      licence,
    })),
  };
}

const cell = (value: string | number | boolean | null | undefined): string =>
  typeof value === 'string' ? safeCell(value) : String(value ?? '');

/** The rows as CSV, with where they are from in the columns at the end. */
function csvOf({ table, ...taken }: Taken, now = new Date()): string {
  const columns = (table?.columns ?? []) as readonly Column<unknown>[];
  const { takenAt, asOf, knownAt, sources } = provenance(taken, now);
  const named = sources.map(sourcePhrase);
  const licences = [...new Set(sources.flatMap(({ licence }) => licence ?? []))];
  const tail = [asOf, knownAt, takenAt, named.join('; '), licences.join('; ')];
  return Papa.unparse(
    [
      [...columns.map(({ name }) => name), 'as_of', 'known_at', 'taken_at', 'sources', 'licences'],
      ...(table?.rows ?? []).map((row) => [...columns.map(({ of }) => cell(of(row))), ...tail.map(cell)]),
    ],
    { newline: '\n' },
  );
}

/** The page, as it is cited. */
function cited(taken: Taken, now: Date): Cited {
  const { address, asOf, knownAt, sources } = provenance(taken, now);
  return { title: taken.title, address, accessed: now, asOf, knownAt, sources };
}

/** The page as it is cited in a text. */
export const citationOf = (taken: Taken, now = new Date()): string => citationSentence(cited(taken, now));

/** The same for LaTeX. */
export const bibTeXOf = (taken: Taken, now = new Date()): string => bibTeX(cited(taken, now));

/** The same for reference managers. */
const risOf = (taken: Taken, now = new Date()): string => ris(cited(taken, now));

/** The same as CSL-JSON. */
export const cslOf = (taken: Taken, now = new Date()): string => cslJson(cited(taken, now));

/** The operation in the playground. */
export function playgroundOf({ operation: { query, variables } }: Pick<Taken, 'operation'>): string {
  return `/playground/?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`;
}

const copied = async (text: string, what: string) => {
  await navigator.clipboard.writeText(text);
  return `${what} copied.`;
};
const given = (name: string, text: string | Blob, type: string) => {
  give(name, text, type);
  return Promise.resolve(`${name} saved.`);
};

/** What can be done with what is taken away. */
export function actionsOf(taken: Taken): Action[] {
  const { title, svg, graphML, json, table } = taken;
  const picture = svg === undefined ? null : async () => pictureOf(await svg(), taken);
  return [
    { name: 'Link', what: 'this page, as it stands', run: () => copied(window.location.href, 'Link') },
    { name: 'Citation', what: 'as a sentence', run: () => copied(citationOf(taken), 'Citation') },
    { name: 'BibTeX', what: 'for LaTeX', run: () => copied(bibTeXOf(taken), 'BibTeX') },
    { name: 'RIS', what: 'for reference managers', run: () => copied(risOf(taken), 'RIS') },
    { name: 'CSL-JSON', what: 'for Zotero and others', run: () => copied(cslOf(taken), 'CSL-JSON') },
    ...(table
      ? [
          {
            name: 'CSV',
            what: 'the table',
            run: () => given(fileName(title, 'csv'), `\uFEFF${csvOf(taken)}`, 'text/csv'),
          },
        ]
      : []),
    ...(json === undefined
      ? []
      : [
          {
            name: 'JSON',
            what: 'the answer as the API gave it',
            run: () =>
              given(
                fileName(title, 'json'),
                JSON.stringify({ ...provenance(taken), data: json }, null, 2),
                'application/json',
              ),
          },
        ]),
    ...(graphML
      ? [
          {
            name: 'GraphML',
            what: 'the graph',
            run: async () => given(fileName(title, 'graphml'), await graphML(), 'application/xml'),
          },
        ]
      : []),
    ...(picture
      ? [
          {
            name: 'SVG',
            what: 'the picture',
            run: async () => given(fileName(title, 'svg'), await picture(), 'image/svg+xml'),
          },
          {
            name: 'PNG',
            what: 'the picture, in points',
            run: async () => given(fileName(title, 'png'), await toPng(await picture()), 'image/png'),
          },
        ]
      : []),
    {
      name: 'GraphQL',
      what: 'the query, in the playground',
      run: () => {
        window.open(playgroundOf(taken), '_blank', 'noopener');
        return Promise.resolve('Opened in the playground.');
      },
    },
  ];
}
