import { useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { nameInOperation, nameInVariables } from './at-cursor.ts';
import { foundIn, queryFor, type Found } from './find.ts';

async function find(query: string): Promise<Found[]> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data?: Parameters<typeof foundIn>[0] };
  return data ? foundIn(data) : [];
}

/** What was asked before is not asked again while the page is open. */
function remembering(ask: typeof find): typeof find {
  const asked = new Map<string, Promise<Found[]>>();
  return (query) => {
    const known = asked.get(query);
    if (known) return known;
    const found = ask(query).catch(() => {
      asked.delete(query);
      return [];
    });
    asked.set(query, found);
    return found;
  };
}
const ask = remembering(find);

/** Offers names of countries, products, minerals and whatever else a text takes, in the operation and in its variables. */
export function NameCompletion() {
  const monaco = useMonaco((state) => state.monaco);
  const schema = useGraphiQL((state) => state.schema);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);

  useEffect(() => {
    // Editors offer nothing inside of texts by themselves.
    for (const editor of [queryEditor, variableEditor])
      editor?.updateOptions({ quickSuggestions: { strings: true, other: true, comments: false } });
  }, [queryEditor, variableEditor]);

  useEffect(() => {
    if (!monaco || !schema || !queryEditor || !variableEditor) return;
    const registered = monaco.languages.registerCompletionItemProvider(['graphql', 'json'], {
      triggerCharacters: ['"'],
      async provideCompletionItems(model, position) {
        const [text, offset] = [model.getValue(), model.getOffsetAt(position)];
        const at =
          model === queryEditor.getModel()
            ? nameInOperation(text, offset, schema)
            : model === variableEditor.getModel()
              ? nameInVariables(text, offset, queryEditor.getValue(), schema)
              : null;
        const query = at && queryFor(at.names, at.typed, schema);
        if (!at || !query) return { suggestions: [] };
        const range = monaco.Range.fromPositions(model.getPositionAt(at.start), model.getPositionAt(at.end));
        const suggestions = (await ask(query)).map(({ key, name, type }, index) => ({
          label: { label: name, description: key },
          detail: type,
          kind: monaco.languages.CompletionItemKind.Value,
          insertText: JSON.stringify(key).slice(1, -1),
          range,
          // What was found by another name or spelling is kept, in the order in which it was found.
          filterText: at.typed || `${name} ${key}`,
          sortText: String(index).padStart(3, '0'),
        }));
        return { suggestions, incomplete: true };
      },
    });
    return () => registered.dispose();
  }, [monaco, schema, queryEditor, variableEditor]);
  return null;
}
