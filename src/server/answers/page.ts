import type { GraphQLFormattedError } from 'graphql';
import { answerTables, shownCell, type AnswerTable, type Json } from '../../lib/answer-rows.ts';
import { sourcePhrase } from '../../lib/citation.ts';
import { forReading } from '../../lib/for-reading.ts';
import type { LeafTypes } from '../../lib/leaf-types.ts';
import type { Explained } from './changes.ts';
import type { Step } from './difference.ts';
import type { EvidenceSource } from './evidence.ts';
import { html, Html } from './html.ts';

/** A link with its words. */
export type Link = readonly [words: string, address: string];

const style = `:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--faint:#59636e;--line:#d5dae0;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e6e9ec;--faint:#9aa5b1;--line:#343b43;--link:#8ab8f0}}
*{box-sizing:border-box}body{margin:0 auto;max-width:70rem;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
a{color:var(--link)}h1{font-size:1.4rem;line-height:1.3}h2{font-size:1.1rem;margin-top:2rem}
p,li,dd{overflow-wrap:anywhere}small,.faint{color:var(--faint)}nav a{margin-right:1rem;white-space:nowrap}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{white-space:nowrap}td.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
pre{overflow-x:auto;padding:.7rem;border:1px solid var(--line);font-size:.8rem}
label{display:inline-block;margin:0 1rem .5rem 0}input{font:inherit;width:11rem;max-width:100%;display:block;padding:.2rem .4rem;color:inherit;background:var(--paper);border:1px solid var(--line)}
button{font:inherit;padding:.2rem .8rem}
@media print{:root{--paper:#fff;--ink:#000;--faint:#444;--line:#999;--link:#000}body{max-width:none;padding:0;font-size:10pt}nav,form,h2:has(+form){display:none}
.wide{overflow:visible}td,th{white-space:normal;overflow-wrap:anywhere}thead{display:table-header-group}tr,li{break-inside:avoid}h2{break-after:avoid}pre{white-space:pre-wrap}}`;

const pageOf = (title: string, body: Html, feeds: readonly Link[] = []): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Lodegraph</title>
        ${feeds.map(([words, address]) => html`<link rel="alternate" type="application/atom+xml" title="${words}" href="${address}" /> `)}
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;

const links = (all: readonly Link[]): Html =>
  html`<nav>${all.map(([words, address]) => html`<a href="${address}">${words}</a> `)}</nav>`;

const isNumber = (text: string): boolean => /^([<>] )?-?[\d,]+(\.\d+)?( %)?$/.test(text);

const cell = (text: string): Html => (isNumber(text) ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`);

const tableOf = ({ columns, rows }: Pick<AnswerTable, 'columns' | 'rows'>): Html =>
  html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((one) => cell(shownCell(one)))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;

const withFacts = (table: AnswerTable, isOneOfSeveral: boolean): Html =>
  html`${isOneOfSeveral && html`<h2>${table.name}</h2>`}
  ${table.facts.map(([fact, value]) => html`<p>${fact}: ${shownCell(value)}</p> `)}
  ${table.rows.length > 0 ? tableOf(table) : html`<p>No rows.</p>`}`;

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
    : html`<div class="wide">
        <table>
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
        </table>
      </div>`;

/** What the page of an answer shows. */
export interface AnswerPage {
  title: string;
  /** Which state it is of, in a sentence. */
  state: string;
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
            : html`<ul>
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
      <pre>${page.query}</pre>`,
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
