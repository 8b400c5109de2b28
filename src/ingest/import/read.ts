import { basename } from 'node:path';
import type { NodeKind } from '../../graph/kinds.ts';
import type { Curated } from '../curated/curated.ts';
import type { Format, ImportOptions, InputFile, Opened } from '../reading/importer.ts';
import { check } from './check.ts';
import type { ParsedFlow } from './check-flows.ts';
import type { ReadyFile } from './load.ts';

/** What a publisher's rows are read with. */
export type Known = Pick<Curated, 'places' | 'known' | 'sources' | 'setAside'>;

/**
 * Reads a file to its end and checks it; nothing is written.
 *
 * @param today day since which figures are known that neither say so themselves nor by their source
 * @throws ImportError when the file cannot be used
 */
export async function readFile(
  file: InputFile,
  format: Format,
  curated: Known,
  options: ImportOptions,
  today: string,
): Promise<ReadyFile> {
  const open = () => format.open(file, curated.places, options);
  const first = await open();
  const { dataSet, sources, complete = true } = first;
  const own = new Map(sources.map((source) => [source.id, source]));
  const known = new Map<NodeKind, ReadonlySet<string>>(curated.known);
  known.set('Source', new Set([...curated.sources.keys(), ...own.keys()]));

  let unread: Opened | null = first;
  const rows = async () => {
    const { rows } = unread ?? (await open());
    unread = null;
    return rows;
  };
  const checked = await check(rows, known);
  const used = new Set([...checked.figures, ...checked.facilities].map(({ source }) => source));
  return {
    name: basename(file.path),
    edition: {
      dataSet,
      // What the curated table says of a source goes before what the file says.
      sources: new Map([...own, ...curated.sources].filter(([id]) => used.has(id) || own.has(id))),
      knownSince: options.asOf ?? today,
    },
    sources: sources.filter(({ id }) => !curated.sources.has(id)),
    checked,
    flows: () => checked.flows.kept ?? flowsOf(rows),
    setAside: curated.setAside,
    complete,
  };
}

async function* flowsOf(open: () => Promise<Opened['rows']>): AsyncGenerator<ParsedFlow> {
  for await (const parsed of await open()) if ('flow' in parsed) yield parsed.flow;
}
