import { expect, test } from 'vitest';
import { growthPicture } from '../../bench/growth/picture.ts';
import type { Figures, Measured } from '../../bench/measure.ts';
import { goals } from '../../bench/report/goals.ts';
import { withSections } from '../../bench/report/page.ts';
import { ratioOf, type ShapeMeasured } from '../../bench/report/ratio.ts';
import { allShapes } from '../../bench/shapes.ts';

const figures = (p50: number): Figures => ({
  ...{ requestsPerSecond: 1000 / p50, p50, p99: 2 * p50, serverMs: 1, neo4jMs: 2, megabytes: 200 },
});
const measured = (name: string, all: number, rounds: readonly number[] = [all]): Measured => ({
  ...{ name, connections: 16, all: figures(all), rounds: rounds.map(figures) },
});

test('a ratio is of all rounds together, with the lowest and the highest of a round', () => {
  const ratio = ratioOf(measured('Lodegraph cold', 6, [4, 9]), measured('by hand', 3, [4, 3]));
  expect(ratio).toEqual({ all: 2, lowest: 1, highest: 3 });
});

test('what was not measured has no ratio', () => {
  expect(ratioOf(measured('Lodegraph cold', 6), undefined)).toBeNull();
});

const found = (cold: number): ShapeMeasured => {
  const shape = allShapes.find(({ name }) => name === '01-dependents');
  if (!shape) throw new Error('There is no shape 01-dependents.');
  return { shape, measured: [measured('by hand', 10), measured('Lodegraph cold', cold)] };
};

test('a goal is met up to its limit and missed beyond', () => {
  expect(goals([found(9)])[0]).toMatchObject({ limit: 'at most 0.9', met: true });
  expect(goals([found(9.1)])[0]).toMatchObject({ met: false });
});

test('a goal that nothing was measured for is neither met nor missed', () => {
  expect(goals([]).map(({ met }) => met)).toEqual(goals([]).map(() => null));
});

test('a page keeps the sections that were not measured anew, all in their order', () => {
  const before = withSections('', [
    { heading: 'Questions', text: 'old' },
    { heading: 'Loading', text: 'kept' },
  ]);
  const after = withSections(before, [{ heading: 'Questions', text: 'new' }]);
  expect(after).toMatch(/## Loading\n\nkept\n\n## Questions\n\nnew\n$/);
  expect(after).not.toContain('old');
});

test('the picture of growth has a panel for each question and marks in no name', () => {
  const picture = growthPicture([50_000, 1_000_000], [{ name: '<a> & b', p50: [1, 2], hits: [10, 10] }]);
  expect(picture).toContain('&#60;a&#62; &#38; b');
  expect(picture.match(/class="p50"/g)).toHaveLength(1);
  expect(picture).toContain('>10 hits<');
});

test('the picture of growth has lines, not areas, and says how many hits the smallest and the largest size take', () => {
  const picture = growthPicture([1, 2, 3], [{ name: 'a', p50: [1, 2, 3], hits: [343, 349, 409] }]);
  const lines = [...picture.matchAll(/<path class="(\w+)"/g)].map((match) => match[1]);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(picture).toMatch(new RegExp(`\\.${line}\\{[^}]*fill:none`));
  expect(picture).toContain('>343 → 409 hits<');
});

test('a question that grows to no size but one is drawn without a number that is none', () => {
  expect(growthPicture([50_000], [{ name: 'a', p50: [1], hits: [1] }])).not.toContain('NaN');
});
