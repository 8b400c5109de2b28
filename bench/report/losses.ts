import { readFileSync } from 'node:fs';
import { find, ratioOf, type ShapeMeasured } from './ratio.ts';
import { hundredths, tenths } from './table.ts';

const AT_ONCE = 16;

/** What is kept by hand: what was tried and found, which no measurement says by itself. */
const byHand = () => readFileSync(new URL('../why.md', import.meta.url), 'utf8').trim();

/** Where Lodegraph without kept answers takes longer than a hand-written statement, and in which process the difference is. */
export function losses(results: readonly ShapeMeasured[]): string {
  const compared = results.flatMap((one) => {
    const ratio = ratioOf(find(one, 'Lodegraph cold', AT_ONCE), find(one, 'by hand', AT_ONCE));
    return ratio ? [{ one, ratio: ratio.all }] : [];
  });
  const lines = compared
    .filter(({ ratio }) => ratio > 1)
    .sort((a, b) => b.ratio - a.ratio)
    .map(({ one, ratio }) => `- ${one.shape.title}: ${hundredths(ratio)} times.${processors(one)}`);
  const text = lines.length > 0 ? `p50 of Lodegraph cold against by hand:\n\n${lines.join('\n')}` : 'In no shape.';
  return [compared.length > 0 ? text : 'Not measured.', byHand()].join('\n\n');
}

function processors(one: ShapeMeasured): string {
  const [cold, other] = [find(one, 'Lodegraph cold', AT_ONCE)?.all, find(one, 'by hand', AT_ONCE)?.all];
  if (cold?.serverMs == null || cold.neo4jMs === null || other?.serverMs == null || other.neo4jMs === null) return '';
  const [server, neo4j] = [cold.serverMs - other.serverMs, cold.neo4jMs - other.neo4jMs];
  const where = server > neo4j ? 'more of it in Node' : 'more of it in Neo4j';
  return ` A request takes ${tenths(cold.serverMs)} ms of processor in Node and ${tenths(cold.neo4jMs)} in Neo4j; by hand ${tenths(other.serverMs)} and ${tenths(other.neo4jMs)}: ${where}.`;
}
