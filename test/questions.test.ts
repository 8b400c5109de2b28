import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answerTables } from '../src/commands/answer-rows.ts';
import { readQuestion } from '../src/server/question-file.ts';
import { answer } from './support.ts';

const folder = new URL('../questions/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

describe('the analyst questions', () => {
  test('are at least fifteen', () => {
    expect(files.length).toBeGreaterThanOrEqual(15);
  });

  test.each(files)('%s is a question with an answer in a sentence, and gives rows', async (file) => {
    const { sentence, answer: inWords, operation, variables } = readQuestion(fileURLToPath(new URL(file, folder)));
    expect(sentence).toMatch(/\?$/);
    expect(inWords).toMatch(/\.$/);
    const tables = answerTables(await answer(operation, variables));
    expect(tables.some(({ rows }) => rows.length > 0)).toBe(true);
  });
});
