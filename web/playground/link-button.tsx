import { ToolbarButton, useGraphiQL, VisuallyHidden } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { linkTo } from './link.ts';

/** Copies the address that opens the operation and variables of this tab. */
export function LinkButton() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const operations = useGraphiQL((state) => state.operations);
  const operationName = useGraphiQL((state) => state.operationName);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(''), 4000);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy(): Promise<void> {
    const link = linkTo(window.location.href, {
      query: queryEditor?.getValue() ?? '',
      variables: variableEditor?.getValue() ?? '',
      operationName: operations && operations.length > 1 ? (operationName ?? null) : null,
    });
    if (link === null) {
      setSaid('Too long for a link');
      return;
    }
    try {
      await navigator.clipboard.writeText(link);
      setSaid('Link copied');
    } catch {
      // Browsers keep the clipboard from pages without TLS.
      window.prompt('The link to this operation:', link);
    }
  }

  return (
    <>
      <ToolbarButton label={said || 'Copy link to this operation'} onClick={() => void copy()}>
        <LinkIcon isDone={said === 'Link copied'} />
      </ToolbarButton>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

function LinkIcon({ isDone }: { isDone: boolean }) {
  return (
    <svg
      className="graphiql-toolbar-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {isDone ? (
        <path d="M4 13l5 5L20 6" />
      ) : (
        <path d="M10 14a4 4 0 0 0 6 .5l4-4a4 4 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-4 4a4 4 0 0 0 6 6l1.5-1.5" />
      )}
    </svg>
  );
}
