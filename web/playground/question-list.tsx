import { Button, useGraphiQL, useGraphiQLActions, type GraphiQLPlugin, type TabsState } from '@graphiql/react';
import { questions, type Question } from './questions.ts';

type TabState = TabsState['tabs'][number];

/** A pane beside the documentation that lists the questions and brings any of them back, without touching other tabs. */
export const QUESTIONS_PLUGIN: GraphiQLPlugin = { title: 'Questions', icon: QuestionIcon, content: QuestionList };

function QuestionList() {
  const tabs = useGraphiQL((state) => state.tabs);
  const actions = useGraphiQLActions();

  /** Makes sure that each of these has a tab as it was published, and shows the first of them. */
  function open(wanted: readonly Question[]): void {
    const missing = wanted.filter((question) => !tabs.some((tab) => isUntouched(tab, question)));
    const all = [...tabs, ...missing.map(toTab)];
    if (missing.length > 0) actions.moveTab(all);
    const first = all.findIndex((tab) => wanted[0] !== undefined && isUntouched(tab, wanted[0]));
    if (first >= 0) actions.changeTab(first);
    // On a narrow screen the pane lies over the tabs, see playground.css.
    if (window.matchMedia('(max-width: 700px)').matches) actions.setVisiblePlugin(null);
  }

  return (
    <section aria-label="Questions" className="questions">
      <h2>Questions</h2>
      <p>Choose one to open it in a tab. Tabs that you have changed stay as they are.</p>
      <ol>
        {questions.map((question) => (
          <li key={question.query}>
            <button type="button" className="graphiql-un-styled" onClick={() => open([question])}>
              {question.sentence}
            </button>
          </li>
        ))}
      </ol>
      <Button type="button" onClick={() => open(questions)}>
        Restore the questions
      </Button>
    </section>
  );
}

function isUntouched(tab: TabState, question: Question): boolean {
  return tab.query === question.query && (tab.variables ?? '') === (question.variables ?? '');
}

function toTab({ query, variables, operationName }: Question): TabState {
  const id = crypto.randomUUID();
  return { id, hash: '', title: operationName, query, variables, headers: null, operationName, response: null };
}

function QuestionIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2 3h20v15h-10l-5 4v-4H2z" strokeLinejoin="round" />
      <path d="M9.5 8.5c0-3.4 5-3.4 5 0c0 1.8-2.5 1.8-2.5 4M12 15v.1" />
    </svg>
  );
}
