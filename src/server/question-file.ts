import { existsSync, readFileSync } from 'node:fs';

/** A question as it stands in its file: the sentence, the answer, the operation and its variables. */
export interface Question {
  sentence: string;
  answer: string;
  operation: string;
  variables: Record<string, unknown>;
}

/**
 * Reads a question: comment lines at the top (the first is the question, one that begins with `Answer:` its answer), then one
 * operation. Variables stand in `<name>.variables.json` beside it.
 */
export function readQuestion(file: string): Question {
  const operation = readFileSync(file, 'utf8');
  const comments = operation
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.replace(/^#\s*/, '').trim());
  const answerAt = comments.findIndex((line) => line.startsWith('Answer:'));
  const variablesFile = file.replace(/\.graphql$/, '.variables.json');
  return {
    sentence: comments[0] ?? '',
    answer:
      answerAt < 0
        ? ''
        : comments
            .slice(answerAt)
            .join(' ')
            .replace(/^Answer:\s*/, ''),
    operation,
    variables: existsSync(variablesFile)
      ? (JSON.parse(readFileSync(variablesFile, 'utf8')) as Record<string, unknown>)
      : {},
  };
}
