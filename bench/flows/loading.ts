import { join } from 'node:path';
import { machine } from '../machine.ts';
import { startNeo4j } from '../neo4j.ts';
import type { Section } from '../report/page.ts';
import { tableOf, tenths, whole } from '../report/table.ts';
import { loadMeasured, type LoadMeasured } from './load-measured.ts';
import { makeRelease, wholeRelease, yearsOf } from './release.ts';

interface LoadingOptions {
  folder: string;
  /** Folder of a Neo4j with the seed in it, which does not run. */
  home: string;
  say: (line: string) => void;
  opened: (() => unknown)[];
}

const methods = [
  'createOne',
  'writeFlows',
  'createThree',
  'merge',
  'csv',
  'csvConcurrent',
  'indexesAfter',
  'relationships',
];
/** Four years for each method, each of a release of its own: none finds the flows of another. */
const parts = methods.map((method, index) => ({
  method,
  releases: yearsOf('HS17', 2021, `V20000${index + 1}`),
}));
/** Loaded before the first method is measured, so that it is not measured with code that Java has not compiled yet. */
const warmUp = { method: 'writeFlows', releases: yearsOf('HS17', 2009, 'V200009') };

/** Loads a million flows of a made-up release, and a part of it by several methods. */
export async function measureLoading({ folder, home, say, opened }: LoadingOptions): Promise<Section> {
  const neo4j = await startNeo4j(home, say);
  opened.push(neo4j.stop);
  const measuredParts: LoadMeasured[] = [];
  for (const [index, { method, releases }] of [warmUp, ...parts].entries()) {
    const { files } = await makeRelease(join(folder, `part-${index}`), releases);
    const measured = await loadMeasured(method, files, neo4j.environment);
    if (index > 0) measuredParts.push(measured);
    say(told(measured));
  }
  say('making up a release');
  const { files } = await makeRelease(join(folder, 'whole'), wholeRelease('V202001'));
  const all = await loadMeasured('import', files, neo4j.environment);
  say(told(all));
  return { heading: 'Loading', text: text(measuredParts, all, await machine(neo4j.graph)) };
}

const told = ({ method, kept, seconds, peakMegabytes }: LoadMeasured) =>
  `${method}: ${whole(kept)} flows in ${tenths(seconds)} s, ${whole(peakMegabytes)} MB`;

const row = (what: string, { method, rows, kept, seconds, peakMegabytes }: LoadMeasured) => [
  ...[what, method, whole(rows), whole(kept), tenths(seconds), whole(kept / seconds), whole(rows / seconds)],
  `${whole(peakMegabytes)} MB`,
];

const header = [
  ...['Loaded', 'by', 'rows read', 'flows kept', 'seconds', 'kept flows/s', 'rows/s'],
  'peak memory of the importer',
];

const text = (methods: readonly LoadMeasured[], all: LoadMeasured, machine: string) =>
  `A release of BACI is made up: yearly files with the country codes, products and pairs of countries of the real one, four rows of
other products for each row that is kept. It is read by the importer in a process of its own; what loads it is compared on a
part of it, one method after the other on the same Neo4j.

${tableOf(header, 2, [...methods.map((one) => row('a part', one)), row('**the whole**', all)])}

Measured on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}. Importer and Neo4j shared it.`;
