import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchByLevel } from '../../src/analysis/level-search.ts';

interface Step {
  from: string;
  to: string;
}

const step = (text: string): Step => ({ from: text.charAt(0), to: text.charAt(1) });

/** Searches `all` from a to z; `asked` are the levels whose neighbours were asked for, `lengths` those that paths were looked for in. */
async function search(all: readonly Step[], options: { maxLength?: number; maxRead?: number; enough?: number } = {}) {
  const { maxLength = 8, maxRead = 1000, enough = Infinity } = options;
  const asked: string[][] = [];
  const lengths: number[] = [];
  const result = await searchByLevel({
    ...{ from: 'a', to: 'z', maxLength, maxRead, known: [] as Step[] },
    neighbours: (ids, limit) => {
      asked.push([...ids].sort());
      const links = all.filter(({ from }) => ids.includes(from)).slice(0, limit);
      return Promise.resolve({ links, read: links.length });
    },
    find: (links, length) => {
      lengths.push(length);
      return { arriving: links.filter(({ to }) => to === 'z').length, complete: true };
    },
    isEnough: ({ arriving }) => arriving >= enough,
  });
  return { ...result, asked, lengths };
}

describe('a search by level', () => {
  test('reads the things one step away, then those two steps away, each once and never the end', async () => {
    const { asked } = await search(['ab', 'ac', 'bd', 'cd', 'da', 'dz', 'zb'].map(step), { maxLength: 4 });
    expect(asked).toEqual([['a'], ['b', 'c'], ['d'], []]);
  });

  test('ends where enough is found', async () => {
    const { lengths, complete } = await search(['ab', 'bz', 'bc', 'cz'].map(step), { enough: 1 });
    expect(lengths).toEqual([1, 2]);
    expect(complete).toBe(true);
  });

  test('ends, and says so, where no more may be read', async () => {
    const { links, complete } = await search(['ab', 'ac', 'bz', 'cz'].map(step), { maxRead: 3 });
    expect(links).toHaveLength(3);
    expect(complete).toBe(false);
  });

  test('goes on through links that are known before', async () => {
    const asked: string[] = [];
    await searchByLevel({
      ...{ from: 'a', to: 'z', maxLength: 2, maxRead: 10, known: [step('ab')] },
      neighbours: (ids) => {
        asked.push(...ids);
        return Promise.resolve({ links: [], read: 0 });
      },
      find: () => ({ complete: true }),
      isEnough: () => false,
    });
    expect(asked).toEqual(['a', 'b']);
  });

  const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'z');
  test('reads every link that a path of up to its length can have', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ from: letter, to: letter }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        async (all, maxLength) => {
          const { links, asked } = await search(all, { maxLength });
          const steps = new Map([['a', 0]]);
          for (let round = 0; round < maxLength; round++)
            for (const { from, to } of all) {
              const before = from === 'z' ? Infinity : (steps.get(from) ?? Infinity);
              steps.set(to, Math.min(steps.get(to) ?? Infinity, before + 1));
            }
          const near = all.filter(({ from }) => from !== 'z' && (steps.get(from) ?? Infinity) < maxLength);
          const written = (list: readonly Step[]) => list.map(({ from, to }) => from + to).sort();
          expect(written(links)).toEqual(written(near));
          expect(new Set(asked.flat()).size).toBe(asked.flat().length);
        },
      ),
    ));
});
