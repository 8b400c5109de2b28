import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as generated from '../src/api/generated.ts';

const source = new URL('../src/', import.meta.url);
const enums = new Map(
  Object.entries(generated).map(([name, values]) => [Object.values(values).sort().join(' '), name] as const),
);

/** The enums of the schema whose values a text writes out once more, as a list or a union. An index into a list of Cypher is none. */
function writtenOut(text: string): string[] {
  const lists = text.matchAll(/'[A-Z][A-Z_]+'(?:\s*[,|]\s*'[A-Z_]+'){2,}(?!\]\[)/g);
  return [...lists].flatMap(([list]) => enums.get([...list.matchAll(/[A-Z_]+/g)].flat().sort().join(' ')) ?? []);
}

test('an enum of the schema is taken from what codegen makes of it, not written out again', () => {
  // The mathematics of analysis/ knows nothing of the schema.
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('analysis/') && !file.endsWith('generated.ts'),
  );
  expect(files.length).toBeGreaterThan(200);
  const found = files.flatMap((file) =>
    writtenOut(readFileSync(new URL(file, source), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ["z.enum(['HIGH', 'LOW', 'MEDIUM'], 'is not one')", ['Confidence']],
  ["type S = 'REFINING' | 'METAL' | 'EXTRACTION' | 'COMPONENT' | 'RECYCLING';", ['Stage']],
  ["const some = ['REFINING', 'METAL', 'EXTRACTION'];", []],
  ["['NEAR', 'PREFIX', 'EXACT'][best]", []],
])('%s writes out %j', (text, names) => {
  expect(writtenOut(text)).toEqual(names);
});
