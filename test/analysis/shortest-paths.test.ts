import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortestPaths, type Link, type PathQuestion } from '../../src/analysis/shortest-paths.ts';

const link = (from: string, to: string, cost = 1, carries: string | null = null): Link => ({ from, to, carries, cost });
const ask = (links: Link[], question: Partial<PathQuestion<Link>> = {}) =>
  shortestPaths({
    ...{ links, from: 'mine', to: 'car' },
    ...{ maxLength: 6, via: [], first: 10, follows: () => true },
    ...question,
  });
const nodes = (path: readonly Link[]) => [path[0]?.from, ...path.map(({ to }) => to)].join(' ');

// mine -> refinery -> magnets -> car, and a way round by an alloy maker.
const chain = [
  link('mine', 'refinery'),
  link('refinery', 'magnets', 1, 'oxide'),
  link('refinery', 'alloys'),
  link('alloys', 'magnets'),
  link('magnets', 'car'),
];

describe('shortestPaths', () => {
  test('gives the path of three steps before the one of four', () => {
    expect(ask(chain).paths.map(nodes)).toEqual(['mine refinery magnets car', 'mine refinery alloys magnets car']);
  });

  test('gives the cheaper of two equally short paths first', () => {
    const twice = [link('mine', 'dear', 2), link('mine', 'cheap', 1), link('dear', 'car'), link('cheap', 'car')];
    expect(ask(twice).paths.map(nodes)).toEqual(['mine cheap car', 'mine dear car']);
  });

  test('passes what it must: the alloy maker, or a step that carries oxide', () => {
    expect(ask(chain, { via: ['alloys'] }).paths.map(nodes)).toEqual(['mine refinery alloys magnets car']);
    expect(ask(chain, { via: ['oxide'] }).paths.map(nodes)).toEqual(['mine refinery magnets car']);
    expect(ask(chain, { via: ['oxide', 'alloys'] }).paths).toEqual([]);
  });

  test('does not arrive before it has passed what it must, even where a way leads on from the end', () => {
    const back = [link('mine', 'car'), link('car', 'alloys'), link('alloys', 'car')];
    expect(ask(back, { via: ['alloys'] }).paths).toEqual([]);
  });

  test('takes no step that may not follow the one before', () => {
    const follows = (before: Link, after: Link) => !(before.to === 'alloys' && after.to === 'magnets');
    expect(ask(chain, { follows }).paths).toHaveLength(1);
  });

  test('says when it ended before all was seen', () => {
    expect(ask(chain, { maxVisits: 1 })).toEqual({ paths: [], complete: false });
    expect(() => ask(chain, { maxLength: 0 })).toThrow(/maxLength/);
    expect(() => ask(chain, { via: ['a', 'b', 'c', 'd', 'e'] })).toThrow(/via/);
  });

  const names = ['mine', 'car', 'a', 'b', 'c', 'd'];
  const anyLinks = fc.uniqueArray(
    fc.record({
      from: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
      cost: fc.nat({ max: 3 }),
      carries: fc.constantFrom(null, 'x'),
    }),
    { maxLength: 20, selector: ({ from, to }) => `${from} ${to}` },
  );

  /** All simple paths, found without any cleverness. */
  function everyPath(links: readonly Link[], at: string, passed: readonly Link[], longest: number): Link[][] {
    if (at === 'car') return [[...passed]];
    if (passed.length === longest) return [];
    const been = new Set(['mine', ...passed.map(({ to }) => to)]);
    return links
      .filter(({ from, to }) => from === at && !been.has(to))
      .flatMap((step) => everyPath(links, step.to, [...passed, step], longest));
  }

  test('finds all simple paths that there are, shortest first, whatever the order of the steps', () => {
    fc.assert(
      fc.property(anyLinks, fc.integer({ min: 1, max: 6 }), fc.subarray(['a', 'x']), (links, maxLength, via) => {
        const found = ask(links, { maxLength, via, first: 1000 });
        const wanted = everyPath(links, 'mine', [], maxLength).filter((path) =>
          via.every((name) => path.some(({ to, carries }) => to === name || carries === name)),
        );
        expect(found.complete).toBe(true);
        expect(found.paths.map(nodes).sort()).toEqual(wanted.map(nodes).sort());
        const lengths = found.paths.map((path) => path.length);
        expect(lengths).toEqual([...lengths].sort((one, other) => one - other));
        const turned = ask([...links].reverse(), { maxLength, via, first: 1000 });
        expect(turned.paths.map(nodes).sort()).toEqual(found.paths.map(nodes).sort());
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same first paths when it is asked for fewer', () => {
    fc.assert(
      fc.property(anyLinks, fc.integer({ min: 1, max: 3 }), (links, first) => {
        expect(ask(links, { first }).paths).toEqual(ask(links, { first: 1000 }).paths.slice(0, first));
      }),
    );
  });
});
