import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimumProjects, type AlternativesInput, type Project } from '../../src/analysis/alternatives.ts';

const project = (key: string, tonnes: number, more: Partial<Project> = {}): Project => ({
  key,
  country: 'AUS',
  product: 'oxide',
  tonnes,
  year: 2028,
  ...more,
});

/** JPN uses 100 t of oxide, 80 from CHN and 20 from USA; oxide is where the chain begins. */
const oxide: AlternativesInput = {
  supply: [
    { country: 'JPN', product: 'oxide', from: 'CHN', tonnes: 80 },
    { country: 'JPN', product: 'oxide', from: 'USA', tonnes: 20 },
  ],
  inputs: [],
  origins: ['oxide'],
  users: ['JPN'],
  product: 'oxide',
  on: 'CHN',
  threshold: 0.5,
  year: 2030,
  projects: [project('a', 10), project('b', 15), project('c', 20)],
};

/** JPN uses 100 t of magnets from CHN; a magnet plant in the USA would run on oxide of which 100 t come from CHN. */
const chain: AlternativesInput = {
  ...oxide,
  supply: [
    { country: 'JPN', product: 'magnet', from: 'CHN', tonnes: 100 },
    { country: 'USA', product: 'oxide', from: 'CHN', tonnes: 100 },
  ],
  inputs: [{ product: 'magnet', input: 'oxide', weight: 1 }],
  product: 'magnet',
  projects: [project('plant', 60, { country: 'USA', product: 'magnet' }), project('mine', 100)],
};

describe('minimumProjects', () => {
  test('below 50 % of 80 takes 15 + 20 t: (80 - 35) / 100 = 0.45; no single one does it', () =>
    expect(minimumProjects(oxide)).toMatchObject({
      before: 0.8,
      projects: ['b', 'c'],
      reached: 0.45,
      exact: true,
      gap: 0,
    }));

  test('needs the oxide behind a magnet plant: the plant alone leaves 1, with the mine 0.4 of 100 t', () => {
    const result = minimumProjects(chain);
    expect(result.projects).toEqual(['mine', 'plant']);
    expect(result.reached).toBeCloseTo(0.4, 12);
    expect(minimumProjects({ ...chain, projects: chain.projects.filter(({ key }) => key === 'plant') })).toMatchObject({
      projects: null,
      withAll: 1,
      exact: true,
    });
  });

  test('leaves out what comes too late: without c, 10 + 15 t leave 0.55', () => {
    const projects = [project('a', 10), project('b', 15), project('c', 20, { year: 2031 })];
    const result = minimumProjects({ ...oxide, projects });
    expect(result).toMatchObject({ projects: null, tooLate: ['c'] });
    expect(result.withAll).toBeCloseTo(0.55, 12);
  });

  test('needs no project below the threshold', () =>
    expect(minimumProjects({ ...oxide, threshold: 0.9 })).toMatchObject({ projects: [], reached: 0.8, exact: true }));

  test('gives what is made to whom it is promised: 20 t to KOR bring JPN nothing', () => {
    const supply = [...oxide.supply, { country: 'KOR', product: 'oxide', from: 'CHN', tonnes: 80 }];
    expect(minimumProjects({ ...oxide, supply, projects: [project('c', 40, { to: ['KOR'] })] })).toMatchObject({
      projects: null,
      withAll: 0.8,
    });
  });

  test('searches greedily beyond its limit and states the gap', () => {
    const projects = Array.from({ length: 15 }, (_, index) => project(`p${10 + index}`, 4));
    const result = minimumProjects({ ...oxide, projects, maxEvaluations: 200 });
    // 8 times 4 t leave 48. All sets of one and two were tried: 15 + 105.
    expect(result).toMatchObject({ exact: false, gap: 8 - 3 });
    expect(result.projects).toHaveLength(8);
    expect(result.reached).toBeCloseTo(0.48, 12);
  });

  test('finds sets that reach what they say, and no smaller one, in any order of the projects', () => {
    const amounts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 79 }), (tonnes, percent) => {
        const projects = tonnes.map((amount, index) => project(`p${index}`, amount));
        const result = minimumProjects({ ...oxide, projects, threshold: percent / 100 });
        expect(minimumProjects({ ...oxide, projects: [...projects].reverse(), threshold: percent / 100 })).toEqual(
          result,
        );
        // Without stages between, the largest projects are the fewest.
        const sorted = [...tonnes].sort((a, b) => b - a);
        const left = (count: number) =>
          Math.max(0, 80 - sorted.slice(0, count).reduce((sum, amount) => sum + amount, 0)) / 100;
        const fewest = sorted.findIndex((_, index) => left(index + 1) < percent / 100 - 1e-9) + 1;
        if (result.projects) {
          expect(result.reached).toBeLessThan(percent / 100);
          expect(result.projects.length).toBeLessThanOrEqual(fewest || Infinity);
          expect(result.reached).toBeCloseTo(left(result.projects.length), 9);
        } else expect(fewest).toBe(0);
      }),
    );
  });

  test('refuses a negative amount, a threshold above 1 and a key that stands twice', () => {
    expect(() => minimumProjects({ ...oxide, projects: [project('a', -1)] })).toThrow(/^tonnes of project a must be/);
    expect(() => minimumProjects({ ...oxide, threshold: 65 })).toThrow(/^threshold must be between 0 and 1, but is 65/);
    expect(() => minimumProjects({ ...oxide, projects: [project('a', 1), project('a', 2)] })).toThrow(RangeError);
  });
});
