import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useSyncExternalStore } from 'react';
import type { Requests } from './requests.ts';

/** Writes an answer into its tab once the tab is in front, and frees GraphiQL for what the next tab asks. */
export function AnswerInTab({ requests }: { requests: Requests }) {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id ?? '');
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const actions = useGraphiQLActions();
  const version = useSyncExternalStore(requests.subscribe, requests.version);

  useEffect(() => {
    if (requests.isAwaitedElsewhere()) actions.stop();
  }, [tab, requests, actions]);

  useEffect(() => {
    const answered = responseEditor ? requests.take(tab) : null;
    if (!answered) return;
    responseEditor?.setValue(answered.text);
    actions.updateActiveTabValues({ response: answered.text });
  }, [tab, version, responseEditor, requests, actions]);
  return null;
}
