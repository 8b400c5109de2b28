import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const source = new URL('../src/', import.meta.url);
const tests = new URL('./', import.meta.url);

/** The folder of a file, as far as the rule goes: its layer and, where the layer has folders, one of them. */
const folderOf = (file: string) => file.split('/').slice(0, -1).slice(0, 2).join('/');

/** Which folder imports which, types included. What codegen makes names all records, and counts for nothing. */
function arrows(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('generated.ts')) continue;
    for (const [, path = ''] of readFileSync(new URL(file, source), 'utf8').matchAll(/ from '(\.[^']+)'/g)) {
      const [from, to] = [folderOf(file), folderOf(posix.join(posix.dirname(file), path))];
      if (from !== to && !path.endsWith('generated.ts')) found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
}

/** The ways that lead from a folder back to itself. */
function circles(from: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(from.get(start) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      if (!seen.has(next)) {
        seen.add(next);
        open.push(...(from.get(next) ?? []));
      }
    return seen;
  };
  return [...from].flatMap(([a, all]) => [...all].filter((b) => reached(b).has(a)).map((b) => `${a} -> ${b}`));
}

test('no folder of the source imports another that leads back to it', () => {
  const all = arrows();
  expect(all.size).toBeGreaterThan(30);
  expect(circles(all)).toEqual([]);
});

test('such a way is found, however long', () => {
  const round = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['a', 'd'])],
  ]);
  expect(circles(round)).toEqual(['a -> b', 'b -> c', 'c -> a']);
});

/** Whether a test stands as its subject does, or in a folder of that name, in src/ or, for the bench, in bench/; those of the whole API stand at the top, ask as clients do or look at its pages. */
function hasPlace(test: string): boolean {
  const subject = test.replace(/\.test\.ts$/, '');
  const folder = posix.dirname(subject);
  const there = (path: string) => existsSync(new URL(path, source));
  return (
    ['.', 'clients', 'examples', 'explorer'].includes(folder) ||
    ['ts', 'mjs'].some((ending) => there(`${subject}.${ending}`)) ||
    there(subject) ||
    there(`${folder}.ts`) ||
    (folder === 'bench' && there(`../${subject}`))
  );
}

test('every test has the name and the place of what it tests', () => {
  const all = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter((file) => !hasPlace(file))).toEqual([]);
});

test('a test of something that is not there is found', () => {
  expect(['lib/round.test.ts', 'figures/nothing.test.ts', 'nowhere/round.test.ts'].filter(hasPlace)).toEqual([
    'lib/round.test.ts',
  ]);
});
