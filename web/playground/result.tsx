import { Button, Spinner, useGraphiQL } from '@graphiql/react';
import { useId, useMemo, useState, useSyncExternalStore } from 'react';
import { answerTables, csvRows, shownCell, type AnswerTable, type Json } from '../../src/lib/answer-rows.ts';
import { downloadCsv } from './download.ts';
import { forReading } from '../../src/lib/for-reading.ts';
import { leafTypes } from '../../src/lib/leaf-types.ts';
import type { Requests } from './requests.ts';

interface Answer {
  data?: { [field: string]: Json } | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { hint?: string } }[];
}

type View = 'table' | 'json';
const STORED = 'lodegraph:view';

/** The answer of the tab in front as tables, beside GraphiQL's own view of it as JSON. */
export function Result({ requests }: { requests: Requests }) {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  const isFetching = useGraphiQL((state) => state.isFetching);
  const fetchError = useGraphiQL((state) => state.fetchError);
  useSyncExternalStore(requests.subscribe, requests.version);
  const [view, setView] = useState<View>(() => (localStorage.getItem(STORED) === 'json' ? 'json' : 'table'));
  const id = tab?.id ?? '';

  function choose(chosen: View): void {
    localStorage.setItem(STORED, chosen);
    setView(chosen);
  }

  return (
    <div className="result" data-view={view}>
      <div className="result-bar" role="group" aria-label="Show the answer as">
        {(['table', 'json'] as const).map((one) => (
          <Button key={one} type="button" aria-pressed={view === one} onClick={() => choose(one)}>
            {one === 'table' ? 'Table' : 'JSON'}
          </Button>
        ))}
      </div>
      {requests.isRunning(id) && !isFetching && (
        <div className="result-waiting" role="status">
          <Spinner />
          <p>
            The answer is on its way.{' '}
            <Button type="button" onClick={() => requests.stop(id)}>
              Stop
            </Button>
          </p>
        </div>
      )}
      {view === 'table' && <Tables text={tab?.response || fetchError || ''} answered={requests.answerOf(id)} />}
    </div>
  );
}

function Tables({ text, answered }: { text: string; answered: ReturnType<Requests['answerOf']> }) {
  const schema = useGraphiQL((state) => state.schema);
  const asked = answered?.text === text ? answered : null;
  const { tables, rows, errors } = useMemo(() => {
    const { data, errors: told } = readAnswer(text);
    if (!data) return { tables: [], rows: [], errors: told ?? [] };
    const types = asked && schema ? leafTypes(asked.query, asked.operationName, schema) : new Map<string, string>();
    return { tables: answerTables(forReading(data, types)), rows: answerTables(data), errors: told ?? [] };
  }, [text, asked, schema]);

  return (
    <div className="result-tables" role="region" aria-label="Answer" aria-live="polite" tabIndex={0}>
      {text === '' && <p className="result-hint">No answer yet: run the operation with Ctrl-Enter.</p>}
      {errors.length > 0 && (
        <ul className="result-errors" aria-label="Errors">
          {errors.map(({ message, path, extensions }, index) => (
            <li key={index}>
              {path && <code>{path.join('.')}</code>} {message}{' '}
              {extensions?.hint && !message.includes(extensions.hint) && extensions.hint}
            </li>
          ))}
        </ul>
      )}
      {tables.map((table, index) => (
        <TableOf
          key={index}
          table={table}
          onDownload={() => {
            const one = rows[index];
            const name = [asked?.operationName ?? 'answer', ...(tables.length > 1 ? [table.name] : [])].join('-');
            if (one) downloadCsv(`${name}.csv`, csvRows(one));
          }}
        />
      ))}
    </div>
  );
}

function TableOf({ table, onDownload }: { table: AnswerTable; onDownload: () => void }) {
  const { name, facts, columns, rows } = table;
  const title = useId();
  return (
    <section className="result-table" aria-labelledby={title}>
      <header>
        <h2 id={title}>{name}</h2>
        <span>
          {rows.length} {rows.length === 1 ? 'row' : 'rows'}
        </span>
        <Button type="button" onClick={onDownload} aria-label={`Download ${name} as CSV`}>
          CSV
        </Button>
      </header>
      {facts.length > 0 && (
        <dl>
          {facts.map(([fact, value]) => (
            <div key={fact}>
              <dt>{fact}</dt>
              <dd>{shownCell(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={at} className={isFigure(shownCell(cell)) ? 'figure' : undefined}>
                    {Array.isArray(cell)
                      ? cell.map((item, place) => <div key={place}>{shownCell([item])}</div>)
                      : shownCell(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const isFigure = (text: string) => /^[<>]?\s?-?[\d,]+(\.\d+)?( %)?$/.test(text);

/** The answer in a text, which is GraphiQL's own words where the request was not sent. */
function readAnswer(text: string): Answer {
  if (text === '') return {};
  try {
    const answer = JSON.parse(text) as Answer;
    return { ...answer, errors: [answer.errors ?? []].flat() };
  } catch {
    return { errors: [{ message: text }] };
  }
}
