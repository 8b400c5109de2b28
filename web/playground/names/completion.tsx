import { useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { send } from '../requests.ts';
import { nameInOperation, nameInVariables } from './at-cursor.ts';
import { foundIn, queryFor, type Found } from './find.ts';

interface Answer {
  readonly data?: Parameters<typeof foundIn>[0] | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** @throws Error with the message of the server when it did not answer, or not in full. */
async function find(query: string): Promise<Found[]> {
  const { data, errors } = (await send({ query })) as Answer;
  if (!data || errors) throw new Error(errors?.[0]?.message ?? 'The server gave no answer.');
  return foundIn(data);
}

/** What was answered is not asked again while the page is open. */
function remembering(ask: typeof find): typeof find {
  const asked = new Map<string, Promise<Found[]>>();
  return (query) => {
    const known = asked.get(query);
    if (known) return known;
    const found = ask(query);
    asked.set(query, found);
    found.catch(() => asked.delete(query));
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
        const editor = [queryEditor, variableEditor].find((one) => one.getModel() === model);
        const nameAt = (at: typeof position) => {
          const [text, offset] = [model.getValue(), model.getOffsetAt(at)];
          return editor === queryEditor
            ? nameInOperation(text, offset, schema)
            : nameInVariables(text, offset, queryEditor.getValue(), schema);
        };
        const asked = editor ? nameAt(position) : null;
        if (!editor || !asked) return { suggestions: [] };
        const range = monaco.Range.fromPositions(model.getPositionAt(asked.start), model.getPositionAt(asked.end));
        let found: Found[] | Error = [];
        let typed = asked.typed;
        for (let at: typeof asked | null = asked; at;) {
          typed = at.typed;
          const query = queryFor(at.names, typed, schema);
          found = query === null ? [] : await ask(query).catch((error: unknown) => error as Error);
          // What was typed meanwhile is what is asked for.
          const now = nameAt(editor.getPosition() ?? position);
          at = now && now.typed !== typed ? now : null;
        }
        if (found instanceof Error) {
          const said = { label: `No names: ${found.message}`, documentation: found.message };
          const kind = monaco.languages.CompletionItemKind.Issue;
          const asTyped = { insertText: typed, range: range.setEndPosition(position.lineNumber, position.column) };
          const suggestions = [{ ...said, kind, ...asTyped, filterText: typed || '\u0000' }];
          // It is gone with the next letter, since to accept it then would take that away; what is typed is asked for anew.
          const typing = editor.onDidChangeModelContent(() => {
            typing.dispose();
            // Not while the editor still takes in what was typed or accepted.
            queueMicrotask(() => editor.trigger('names', 'hideSuggestWidget', null));
          });
          return { suggestions, incomplete: false, dispose: () => typing.dispose() };
        }
        const suggestions = found.map(({ key, name, type }, index) => ({
          label: { label: name, description: key },
          detail: type,
          kind: monaco.languages.CompletionItemKind.Value,
          insertText: JSON.stringify(key).slice(1, -1),
          range,
          // What was found by another name or spelling is kept, in the order in which it was found.
          filterText: typed || `${name} ${key}`,
          sortText: String(index).padStart(3, '0'),
        }));
        return { suggestions, incomplete: true };
      },
    });
    return () => registered.dispose();
  }, [monaco, schema, queryEditor, variableEditor]);
  return null;
}
