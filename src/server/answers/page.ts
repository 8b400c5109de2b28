import type { GraphQLFormattedError } from 'graphql';
import { answerTables, innerTable, shownCell, type AnswerTable, type Cell, type Json } from '../../lib/answer-rows.ts';
import { sourcePhrase } from '../../lib/citation.ts';
import { forReading } from '../../lib/for-reading.ts';
import type { LeafTypes } from '../../lib/leaf-types.ts';
import type { Explained } from './changes.ts';
import type { Step } from './difference.ts';
import type { EvidenceSource } from './evidence.ts';
import { html, Html } from './html.ts';
import { leastWidth, softly } from './table-width.ts';

/** A link with its words. */
export type Link = readonly [words: string, address: string];

const style = `:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--faint:#59636e;--line:#d5dae0;--edge:#7d8793;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e6e9ec;--faint:#9aa5b1;--line:#343b43;--edge:#76818d;--link:#8ab8f0}}
*{box-sizing:border-box}body{margin:0 auto;max-width:70rem;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
a{color:var(--link)}:focus-visible{outline:2px solid var(--link);outline-offset:2px}h1{font-size:1.4rem;line-height:1.3}h2{font-size:1.1rem;margin:2rem 0 .6rem;overflow-wrap:anywhere}
p,li,dd{max-width:52rem;overflow-wrap:anywhere}small,.faint{color:var(--faint)}nav{margin-bottom:1.2rem}nav a{display:inline-block;margin-right:1rem;padding:.1rem 0;white-space:nowrap}
dl{margin:.6rem 0}dl div{display:flex;flex-wrap:wrap;gap:0 .6rem}dt{color:var(--faint)}dd{margin:0}dd ul{margin:0;padding-left:1.2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{white-space:nowrap}.short{white-space:nowrap}.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
tr:has(+.below)>td{border-bottom:0}.below>td{padding:0 0 .6rem 1.5rem}.below ul{margin:.2rem 0 .6rem 1rem}summary{padding:.25rem 0;cursor:pointer}td table{margin:.2rem 0 .6rem 1rem;font-size:inherit}td th{color:var(--faint);font-weight:normal}td>ul{margin:0;padding:0;list-style:none}td li{min-width:8rem;overflow-wrap:break-word}th.long{min-width:22rem}
pre{overflow-x:auto;padding:.7rem;border:1px solid var(--line);font-size:.8rem}
form{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(16rem,100%),1fr));gap:.7rem 1rem;align-items:end}input{font:inherit;width:100%;display:block;padding:.2rem .4rem;color:inherit;background:var(--paper);border:1px solid var(--edge)}
button{justify-self:start;font:inherit;padding:.2rem 1rem;color:inherit;background:var(--paper);border:1px solid var(--edge);cursor:pointer}.printed{display:none}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--faint:#444;--line:#999;--link:#000}body{max-width:none;padding:0;font-size:10pt}nav,form,h2:has(+form){display:none}.printed{display:block}
.wide{overflow:visible}table{font-size:8pt}td,th{padding:.15rem .3rem}th,td.text,td.long{white-space:normal}th.long{min-width:10rem}thead{display:table-header-group}td thead{display:table-row-group}tr,li{break-inside:avoid}tr.below{break-inside:auto}details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none}td li{min-width:0}
.stacked>thead{display:none}.stacked,.stacked>tbody,.stacked>tbody>tr,.stacked>tbody>.below>td{display:block}.stacked>tbody>tr:not(.below){padding:.2rem 0;border-bottom:1px solid var(--line)}.stacked>tbody>tr:has(+.below){border-bottom:0}.stacked>tbody>tr:not(.below)>td{display:inline;border:0;padding:0;white-space:normal;overflow-wrap:anywhere}.stacked>tbody>tr>td[data-of]::before{content:attr(data-of) ": ";color:var(--faint)}.stacked>tbody>tr>td[data-of]:not(:last-child)::after{content:" · "}.stacked>tbody>tr:not(.below)>td>ul,.stacked>tbody>tr:not(.below)>td>ul>li{display:inline}.stacked>tbody>tr:not(.below)>td>ul>li+li::before{content:"; "}
h2{break-after:avoid}pre{white-space:pre-wrap}
.sources a::after{content:" <" attr(href) ">";font-size:8pt}}`;

const pageOf = (title: string, body: Html, feeds: readonly Link[] = []): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Lodegraph</title>
        <link rel="icon" href="data:," />
        ${feeds.map(([words, address]) => html`<link rel="alternate" type="application/atom+xml" title="${words}" href="${address}" /> `)}
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.text;

const links = (all: readonly Link[]): Html =>
  html`<nav aria-label="Of this page">${all.map(([words, address]) => html`<a href="${address}">${words}</a> `)}</nav>`;

const isNumber = (text: string): boolean => /^([<>] )?-?[\d,]+(\.\d+)?( %)?$/.test(text);

/** Lists of so many things stand open below their row; longer ones are opened, and printed. */
const OPEN_ROWS = 5;
/** Letters of a list that stands in its cell, and of a text whose column needs no room of its own. */
const MOST_IN_CELL = 60;
/** Letters of a text that stands on one line, such as a day. */
const MOST_ON_LINE = 11;

const isList = (cell: Cell): cell is readonly Json[] => typeof cell === 'object' && cell !== null;

const contentOf = (cell: Cell): Html =>
  isList(cell)
    ? html`<ul>
        ${cell.map((item) => html`<li>${softly(shownCell([item]))}</li> `)}
      </ul>`
    : softly(shownCell(cell));

/** A list inside a row, below it. */
function below(name: string, items: readonly Json[], room: number): Html {
  const table = innerTable(name, items);
  return html`<details ${items.length <= OPEN_ROWS && html`open`}>
    <summary>${name} <small>${items.length}</small></summary>
    ${table.columns.length > 1 ? tableOf(table, room - INDENT) : contentOf(items)}
  </details>`;
}

/** Of a printed page of A4 with usual margins, and by how much what stands below a row is indented, in CSS pixels. */
const PAGE_WIDTH = 715;
const INDENT = 50;
/** Of a column of long texts in print. */
const LONG_WIDTH = 171;

/**
 * A table. Columns of numbers stand to the right; lists of things with several values, and long ones, stand below their row. One
 * that is wider than the paper has its rows printed as names with values.
 */
function tableOf({ columns, rows }: Pick<AnswerTable, 'columns' | 'rows'>, room = PAGE_WIDTH): Html {
  const places = columns.map((_, place) => place);
  const cellsOf = (place: number) => rows.map((row) => row[place] ?? null);
  const isBelow = (cell: Cell) =>
    isList(cell) && (innerTable('', cell).columns.length > 1 || shownCell(cell).length > MOST_IN_CELL);
  const lists = places.filter((place) => cellsOf(place).some(isBelow));
  const besides = places.filter((place) => !lists.includes(place));
  const sides = places.map((place) => {
    const texts = cellsOf(place)
      .map(shownCell)
      .filter((text) => text !== '–');
    if (texts.length > 0 && texts.every(isNumber)) return 'number';
    if (texts.some((text) => text.length > MOST_IN_CELL)) return 'long';
    return texts.every((text) => text.length <= MOST_ON_LINE) ? 'short' : 'text';
  });
  const widths = besides.map((place) => {
    const texts = cellsOf(place).flatMap((cell) =>
      isList(cell) ? cell.map((item) => shownCell([item])) : shownCell(cell),
    );
    const isWhole = sides[place] === 'number' || sides[place] === 'short';
    const least = leastWidth([columns[place] ?? '', ...texts], isWhole);
    return sides[place] === 'long' ? Math.max(LONG_WIDTH, least) : least;
  });
  const isStacked = widths.reduce((sum, width) => sum + width, 0) > room;
  return html`<table ${isStacked && html`class="stacked"`}>
    <thead>
      <tr>
        ${besides.map((place) => html`<th scope="col" class="${sides[place]}">${softly(columns[place] ?? '')}</th> `)}
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => {
        const parts = lists.flatMap((place) => {
          const cell = row[place] ?? null;
          return isList(cell) && cell.length > 0 ? [below(columns[place] ?? '', cell, room)] : [];
        });
        return html`<tr>
            ${besides.map(
              (place) =>
                html`<td class="${sides[place]}" ${isStacked && html`data-of="${columns[place]}"`}>
                  ${contentOf(row[place] ?? null)}
                </td> `,
            )}
          </tr>
          ${
            parts.length > 0 &&
            html`<tr class="below">
              <td colspan="${Math.max(1, besides.length)}">${parts}</td>
            </tr> `
          }`;
      })}
    </tbody>
  </table>`;
}

/** What may be wider than the page: it scrolls within itself, by keys too. */
const wide = (name: string, table: Html): Html =>
  html`<div class="wide" role="group" aria-label="${name}" tabindex="0">${table}</div>`;

const withFacts = (table: AnswerTable, isOneOfSeveral: boolean): Html =>
  html`${isOneOfSeveral && html`<h2>${table.name}</h2>`}
  ${
    table.facts.length > 0 &&
    html`<dl>
      ${table.facts.map(
        ([fact, value]) =>
          html`<div>
            <dt>${fact}</dt>
            <dd>${contentOf(value)}</dd>
          </div> `,
      )}
    </dl>`
  }
  ${table.rows.length > 0 ? wide(table.name, tableOf(table)) : html`<p>No rows.</p>`}`;

const failures = (errors: readonly GraphQLFormattedError[]): Html | false =>
  errors.length > 0 &&
  html`<h2>What could not be answered</h2>
    <ul>
      ${errors.map(
        ({ message, extensions }) =>
          html`<li>${message} <small>${extensions?.['code'] as string | undefined}</small></li> `,
      )}
    </ul>`;

/** Names of the rows and figures of a place, for reading. */
const placeText = (place: readonly Step[]): string =>
  place
    .filter((step) => typeof step === 'object' || !['nodes', 'edges', 'node'].includes(step))
    .map((step) => (typeof step === 'object' ? step.row : step))
    .join(' › ');

const short = (value: Json): string => {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : shownCell(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

const reasonText = (one: Explained['because'][number]): string => {
  if (!('property' in one))
    return one.kind === 'NEW_SOURCE' ? `new source ${one.source}` : `no longer from ${one.source}`;
  const values =
    one.kind === 'REVISED' ? ` from ${one.before ?? '–'} to ${one.after ?? '–'}` : ` ${one.after ?? one.before ?? ''}`;
  return `${one.kind.toLowerCase()}: ${one.property}${values}${one.sources.length > 0 ? ` (${one.sources.join(', ')})` : ''}`;
};

/** Differences as a table. */
const differencesTable = (differences: readonly Explained[]): Html =>
  differences.length === 0
    ? html`<p>Nothing differs.</p>`
    : wide(
        'Differences',
        html`<table>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">where</th>
              <th scope="col">before</th>
              <th scope="col">after</th>
              <th scope="col">because</th>
            </tr>
          </thead>
          <tbody>
            ${differences.map(
              (one) =>
                html`<tr>
                  <td>${one.kind.toLowerCase()}</td>
                  <td>${placeText(one.place)}</td>
                  <td>${'before' in one ? short(one.before as Json) : ''}</td>
                  <td>${'after' in one ? short(one.after as Json) : ''}</td>
                  <td>${one.because.map((reason) => html`${reasonText(reason)}<br />`)}</td>
                </tr> `,
            )}
          </tbody>
        </table>`,
      );

/** What the page of an answer shows. */
export interface AnswerPage {
  title: string;
  /** Which state it is of, in a sentence. */
  state: string;
  /** The address under which it stays what it is, for print. */
  pinned: string;
  data: { [field: string]: Json };
  types: LeafTypes;
  errors: readonly GraphQLFormattedError[];
  /** Names, types and values of its variables. */
  variables: readonly { name: string; type: string; value: string }[];
  /** Null where they could not be asked besides. */
  sources: readonly EvidenceSource[] | null;
  /** What differs since a moment, where that was asked. */
  changed: { from: string; differences: readonly Explained[] } | null;
  query: string;
  links: readonly Link[];
  feeds: readonly Link[];
}

/** An answer to read: sentence, tables, sources and the operation behind it. It needs no script. */
export function answerPage(page: AnswerPage): string {
  const tables = answerTables(forReading(page.data, page.types));
  return pageOf(
    page.title,
    html`<h1>${page.title}</h1>
      <p class="faint">${page.state}</p>
      <p class="printed">This very answer: ${page.pinned}</p>
      ${links(page.links)} ${failures(page.errors)} ${tables.map((table) => withFacts(table, tables.length > 1))}
      ${
        page.changed &&
        html`<h2>What changed since ${page.changed.from}</h2>
          ${differencesTable(page.changed.differences)}`
      }
      <h2>Ask otherwise</h2>
      <form method="get">
        ${page.variables.map(
          ({ name, type, value }) =>
            html`<label>${name} <small>${type}</small><input name="${name}" value="${value}" /></label> `,
        )}<button>Ask</button>
      </form>
      <h2>Sources</h2>
      ${
        page.sources === null
          ? html`<p>The operation is too large for its sources to be asked with it.</p>`
          : page.sources.length === 0
            ? html`<p>None is told of what is asked here.</p>`
            : html`<ul class="sources">
                ${page.sources.map(
                  (source) =>
                    html`<li>
                      ${source.url ? html`<a href="${source.url}">${sourcePhrase(source)}</a>` : sourcePhrase(source)}
                      <small>${source.licence}</small
                      >${source.attribution && html`<br /><small>${source.attribution}</small>`}
                    </li> `,
                )}
              </ul>`
      }
      <h2>The GraphQL behind it</h2>
      <pre tabindex="0">${page.query}</pre>`,
    page.feeds,
  );
}

/** What differs between two moments, to read. */
export const changesPage = (
  title: string,
  state: string,
  differences: readonly Explained[],
  all: readonly Link[],
): string =>
  pageOf(
    title,
    html`<h1>${title}</h1>
      <p class="faint">${state}</p>
      ${links(all)} ${differencesTable(differences)}`,
  );

/** The questions with what they take. */
export const questionsPage = (
  questions: readonly {
    address: string;
    sentence: string;
    variables: readonly { name: string; type: string; default: Json }[];
  }[],
): string =>
  pageOf(
    'Questions',
    html`<h1>Questions</h1>
      <p>
        Each answers at its address as a page, as JSON (<code>.json</code>) and as CSV (<code>.csv</code>), with the
        variables named below, <code>asOf</code> and <code>knownAt</code>.
      </p>
      <ol>
        ${questions.map(
          ({ address, sentence, variables }) =>
            html`<li>
              <a href="${address}">${sentence}</a><br /><small
                >${variables.map((one) => `${one.name}: ${one.type} = ${JSON.stringify(one.default)} `)}</small
              >
            </li> `,
        )}
      </ol>`,
  );

/** What was refused, to read. */
export const failurePage = (title: string, errors: readonly GraphQLFormattedError[]): string =>
  pageOf(
    title,
    html`<h1>${title}</h1>
      ${failures(errors)}
      ${links([
        ['All questions', '/q'],
        ['Explorer', '/'],
      ])}`,
  );
