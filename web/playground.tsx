import './monaco-workers.ts';
import 'graphiql/style.css';
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { QUESTIONS_PLUGIN } from './question-list.tsx';
import { questions } from './questions.ts';

const fetcher = createGraphiQLFetcher({ url: '/graphql', enableIncrementalDelivery: false });
const plugins = [QUESTIONS_PLUGIN, HISTORY_PLUGIN];

// GraphiQL keeps a visitor's own tabs and reads the first tab's variables only from here: give them on the first visit alone.
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const firstVariables = isFirstVisit ? questions[0]?.variables : undefined;

/** Runs the operation on Ctrl-Enter (or Cmd-Enter) wherever the focus is; inside an editor, the editor does it. */
function RunShortcut() {
  const actions = useGraphiQLActions();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isInEditor = event.target instanceof Element && event.target.closest('.monaco-editor') !== null;
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isInEditor) return;
      event.preventDefault();
      actions.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [actions]);
  return null;
}

/** Wraps long lines of the operation: the comments on top are sentences to read. */
function WordWrap() {
  const editor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => editor?.updateOptions({ wordWrap: 'on' }), [editor]);
  return null;
}

/** Scrolls the row of tabs to the chosen one, which the list of questions may open far to the right. */
function ActiveTabInView() {
  const { activeTabIndex, tabs } = useGraphiQL(pick('activeTabIndex', 'tabs'));
  const id = tabs[activeTabIndex]?.id;
  useEffect(() => {
    document
      .querySelector('[role="tab"][aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id]);
  return null;
}

createRoot(document.getElementById('root') ?? document.body).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={questions.map(({ query, variables }) => ({ query, variables }))}
    {...(firstVariables ? { initialVariables: firstVariables } : {})}
    {...(questions.some(({ variables }) => variables !== null) ? { defaultEditorToolsVisibility: true } : {})}
    schemaDescription
  >
    <GraphiQL.Logo>
      <a className="graphiql-logo-link" href="/">
        Lodegraph
      </a>
    </GraphiQL.Logo>
    <RunShortcut />
    <WordWrap />
    <ActiveTabInView />
  </GraphiQL>,
);
