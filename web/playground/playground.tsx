import './monaco-workers.ts';
import 'graphiql/style.css';
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { AnswerInTab } from './answer-in-tab.tsx';
import { LinkButton } from './link-button.tsx';
import { linkedOperation } from './link.ts';
import { NameCompletion } from './names/completion.tsx';
import { QUESTIONS_PLUGIN } from './question-list.tsx';
import { questions } from './questions.ts';
import { createRequests } from './requests.ts';
import { Result } from './result.tsx';

const requests = createRequests();
const linked = linkedOperation(window.location.search);
// Told once: a reload shows the visitor's own tabs, the one of the link among them.
if (linked) window.history.replaceState(null, '', window.location.pathname);
const plugins = [QUESTIONS_PLUGIN, HISTORY_PLUGIN];

/** Where GraphiQL keeps the tabs. */
const TABS_KEY = 'graphiql:tabState';
// GraphiQL keeps a visitor's own tabs and reads the first tab's variables only from here: give them on the first visit alone.
const isFirstVisit = localStorage.getItem(TABS_KEY) === null;
const first = linked ?? (isFirstVisit ? questions[0] : undefined);
const initial = {
  // The tab of a link, beside those that are kept or in front of the questions.
  ...(linked ? { initialQuery: linked.query } : {}),
  ...(first?.variables || linked ? { initialVariables: first?.variables ?? '' } : {}),
};
const defaultTabs = [...(linked ? [linked] : []), ...questions].map(({ query, variables }) => ({ query, variables }));

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

/** Tells the requests which tab is in front when the page opens; changes are told by GraphiQL. */
function FirstTab() {
  const tabs = useGraphiQL((state) => state.tabs);
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => requests.follow({ tabs, activeTabIndex }), [tabs, activeTabIndex]);
  return null;
}

/**
 * Keeps the tabs when the page is left: GraphiQL writes them half a second after a change, and a link's tab that is
 * not written would be lost with a reload. In GraphiQL's own form, and not over what another window wrote later.
 */
function TabsKeptOnLeaving() {
  const { tabs, activeTabIndex, shouldPersistHeaders } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'shouldPersistHeaders'),
  );
  const isNewest = useRef(true);
  useEffect(() => {
    isNewest.current = true;
    const onStorage = ({ key }: StorageEvent) => {
      if (key === TABS_KEY) isNewest.current = false;
    };
    const onPageHide = () => {
      if (!isNewest.current) return;
      const kept = tabs.map(({ headers = null, ...tab }) => ({
        ...tab,
        ...{ hash: null, response: null, headers: shouldPersistHeaders ? headers : null },
      }));
      localStorage.setItem(TABS_KEY, JSON.stringify({ tabs: kept, activeTabIndex }));
    };
    window.addEventListener('storage', onStorage);
    window.addEventListener('pagehide', onPageHide);
    return () => {
      window.removeEventListener('storage', onStorage);
      window.removeEventListener('pagehide', onPageHide);
    };
  }, [tabs, activeTabIndex, shouldPersistHeaders]);
  return null;
}

/** Chooses the operation that a link names, where its document has several. */
function LinkedOperationName() {
  const operations = useGraphiQL((state) => state.operations);
  const actions = useGraphiQLActions();
  const isDone = useRef(false);
  useEffect(() => {
    const name = linked?.operationName;
    if (isDone.current || !name || !operations?.some((operation) => operation.name?.value === name)) return;
    isDone.current = true;
    actions.setOperationName(name);
  }, [operations, actions]);
  return null;
}

createRoot(document.getElementById('root') ?? document.body).render(
  <GraphiQL
    fetcher={requests.fetcher}
    plugins={plugins}
    defaultTabs={defaultTabs}
    onTabChange={requests.follow}
    {...initial}
    {...(linked?.variables || questions.some(({ variables }) => variables !== null)
      ? { defaultEditorToolsVisibility: true }
      : {})}
    schemaDescription
  >
    <GraphiQL.Logo>
      <a className="graphiql-logo-link" href="/">
        Lodegraph
      </a>
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, merge, copy }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <LinkButton />
        </>
      )}
    </GraphiQL.Toolbar>
    <GraphiQL.Footer>
      <Result requests={requests} />
    </GraphiQL.Footer>
    <FirstTab />
    <TabsKeptOnLeaving />
    <AnswerInTab requests={requests} />
    <LinkedOperationName />
    <NameCompletion />
    <RunShortcut />
    <WordWrap />
    <ActiveTabInView />
  </GraphiQL>,
);
