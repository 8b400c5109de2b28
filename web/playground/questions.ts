/** One of the analyst's questions, as it appears in a tab and in the list. */
export interface Question {
  /** The question as a sentence: the first comment line of the file. */
  readonly sentence: string;
  /** The operation's name, which is also the title of its tab. */
  readonly operationName: string;
  /** The whole file, comments included. */
  readonly query: string;
  /** The text of the variables file beside it; null when there is none. */
  readonly variables: string | null;
}

const queries = import.meta.glob<string>('../../questions/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variables = import.meta.glob<string>('../../questions/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The questions of the repository, in the order of their file names. */
export const questions: readonly Question[] = Object.keys(queries)
  .sort()
  .map((path) => readQuestion(queries[path] ?? '', variables[path.replace(/\.graphql$/, '.variables.json')] ?? null));

function readQuestion(query: string, variables: string | null): Question {
  const operationName = /^\s*(?:query|mutation)\s+(\w+)/m.exec(query)?.[1] ?? 'Query';
  const sentence = /^#\s*(.+)/m.exec(query)?.[1] ?? operationName;
  return { sentence, operationName, query, variables };
}
