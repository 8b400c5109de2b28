import type { CandidateName } from '../candidates.ts';
import { find, ratioOf, written, type Ratio, type ShapeMeasured } from './ratio.ts';
import { tableOf, whole } from './table.ts';

/** Requests in flight at once for which the goals hold. */
const AT_ONCE = 16;

export interface Goal {
  title: string;
  limit: string;
  met: boolean | null;
  found: string;
}

const goal = (title: string, limit: string, ratio: Ratio | null, met: (value: number) => boolean, of = ''): Goal => ({
  ...{ title, limit, met: ratio === null ? null : met(ratio.all) },
  found: ratio === null ? 'not measured' : `${written(ratio)}${of}`,
});

/** The one of several shapes that is furthest from a goal of at least so much. */
function least(results: readonly ShapeMeasured[], ratio: (one: ShapeMeasured) => Ratio | null) {
  const all = results.flatMap((one) => {
    const found = ratio(one);
    return found ? [{ found, name: one.shape.name }] : [];
  });
  const worst = all.sort((a, b) => a.found.all - b.found.all)[0];
  return { ratio: worst?.found ?? null, of: worst ? ` in ${worst.name}, the lowest of ${all.length}` : '' };
}

const nested = ['02-members-imports', '09-plants', '10-totals'];

/** What the project aims at, and what was found. */
export function goals(results: readonly ShapeMeasured[]): Goal[] {
  const shape = (name: string) => results.find((one) => one.shape.name === name);
  const at = (one: ShapeMeasured | undefined, name: CandidateName) => one && find(one, name, AT_ONCE);
  const byHand = (name: string, limit: number) => {
    const one = shape(name);
    const title = `cold against by hand, p50: ${one?.shape.title ?? name}`;
    const ratio = ratioOf(at(one, 'Lodegraph cold'), at(one, 'by hand'));
    return goal(title, `at most ${limit}`, ratio, (value) => value <= limit);
  };
  const faster = (name: CandidateName) =>
    least(results, (one) => ratioOf(at(one, name), at(one, 'by hand'), 'requestsPerSecond'));
  const [warm, unchanged] = [faster('Lodegraph warm'), faster('Lodegraph 304')];
  const generated = least(
    results.filter((one) => nested.includes(one.shape.name)),
    (one) => ratioOf(at(one, '@neo4j/graphql'), at(one, 'Lodegraph cold')),
  );
  const memory = results
    .flatMap(({ measured }) => measured)
    .flatMap(({ name, all }) => (name.startsWith('Lodegraph') && all.megabytes !== null ? [all.megabytes] : []));
  const most = memory.length === 0 ? null : Math.max(...memory);
  const search = ratioOf(at(shape('05-search'), 'Lodegraph cold'), at(shape('06-look-up'), 'Lodegraph cold'));
  return [
    byHand('01-dependents', 0.9),
    byHand('03-flows-page', 1.1),
    byHand('02-members-imports', 1.5),
    byHand('04-nested', 1.5),
    goal('a search against a look-up by key, both cold, p50', 'at most 2.5', search, (value) => value <= 2.5),
    goal('warm against by hand, requests/s', 'at least 5', warm.ratio, (value) => value >= 5, warm.of),
    goal('304 against by hand, requests/s', 'at least 10', unchanged.ratio, (value) => value >= 10, unchanged.of),
    goal(
      '@neo4j/graphql against cold, p50, nested shapes',
      'at least 15',
      generated.ratio,
      (value) => value >= 15,
      generated.of,
    ),
    {
      title: "most memory of Lodegraph's process under load",
      limit: 'at most 300 MB',
      met: most === null ? null : most <= 300,
      found: most === null ? 'not measured' : `${whole(most)} MB`,
    },
  ];
}

/** The goals as a table. */
export const goalsTable = (results: readonly ShapeMeasured[]) =>
  tableOf(
    ['Goal, 16 connections', 'aim', 'found', ''],
    4,
    goals(results).map(({ title, limit, found, met }) => [
      title,
      limit,
      found,
      met === null ? '' : met ? 'met' : 'missed',
    ]),
  );
