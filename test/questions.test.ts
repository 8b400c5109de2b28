import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { answerTables } from '../src/lib/answer-rows.ts';
import { readQuestion } from '../src/server/question-file.ts';
import { answer } from './support.ts';

const folder = new URL('../questions/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

describe('the analyst questions', () => {
  test('are at least fifteen', () => {
    expect(files.length).toBeGreaterThanOrEqual(15);
  });

  test('mostly take variables, and each variable has a default', () => {
    const variables = files.map((file) => {
      const [operation] = parse(readFileSync(new URL(file, folder), 'utf8')).definitions;
      return operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
    });
    expect(variables.filter((own) => own.length > 0).length).toBeGreaterThan(files.length / 2);
    for (const { variable, defaultValue } of variables.flat()) expect(defaultValue, variable.name.value).toBeDefined();
  });

  test.each(files)('%s is a question with an answer in a sentence, and gives rows', async (file) => {
    const { sentence, answer: inWords, operation, variables } = readQuestion(fileURLToPath(new URL(file, folder)));
    expect(sentence).toMatch(/\?$/);
    expect(inWords).toMatch(/\.$/);
    const tables = answerTables(await answer(operation, variables));
    expect(tables.some(({ rows }) => rows.length > 0)).toBe(true);
  });
});
