import type { Graph, Write } from '../../graph/graph.ts';
import type { NodeRow } from '../../loading/upsert.ts';
import {
  deriveMainForms,
  figureId,
  figuresOfOrigin,
  knownFigures,
  loadObservations,
  observationNode,
  retractFigures,
  subjectOfAnySource,
  type ObservationRow,
} from '../../entities/observation/load.ts';
import { noChanges, type Changes, type Edition } from './edition.ts';
import { digestOf } from '../../lib/digest.ts';
import { writeRows } from '../../loading/write-rows.ts';

/** What a load of figures is going to do. */
export interface FigurePlan {
  rows: readonly NodeRow[];
  /** Identifiers of those that the file no longer has. */
  gone: readonly string[];
  minerals: readonly string[];
  changes: Changes;
}

/**
 * Compares a file's figures with those of the graph. What another load wrote (the seed above all) is that load's and stays as
 * it is. A figure is revised when its publisher gave another value for the same before, in this data set or an earlier edition.
 */
export async function planFigures(
  graph: Graph,
  edition: Edition,
  figures: readonly ObservationRow[],
): Promise<FigurePlan> {
  const own = await graph.read(figuresOfOrigin, { origin: edition.dataSet });
  if (figures.length === 0) return { rows: [], gone: [], minerals: [], changes: noChanges };
  const inFile = new Set(figures.map(figureId));
  const gone = own.filter(({ id }) => !inFile.has(id)).map(({ id }) => id);
  const minerals = [...new Set([...own, ...figures].map(({ mineral }) => mineral))];

  const known = await graph.read(knownFigures, { minerals });
  const byId = new Map(known.map((figure) => [figure.id, figure]));
  const before = new Map<string, typeof known>();
  for (const figure of known) {
    const key = `${figure.publisher ?? ''} ${figure.subject}`;
    before.set(key, [...(before.get(key) ?? []), figure]);
  }

  const rows: NodeRow[] = [];
  const changes = { ...noChanges };
  const replaced = new Set<string>();
  for (const figure of figures) {
    const source = edition.sources.get(figure.source);
    const row = figureNode(figure, edition);
    const held = byId.get(row.key);
    if (held && (held.origin !== edition.dataSet || held.digest === row.digest)) {
      changes.unchanged += 1;
      continue;
    }
    rows.push(row);
    const earlier = (before.get(`${source?.publisher ?? ''} ${subjectOfAnySource(figure)}`) ?? []).filter(
      ({ id, value, source: of, publishedOn }) =>
        !inFile.has(id) &&
        value !== figure.value &&
        (of === figure.source || (publishedOn ?? '') < (source?.publishedOn ?? '')),
    );
    earlier.forEach(({ id }) => replaced.add(id));
    if (held || earlier.length > 0) changes.revised += 1;
    else changes.added += 1;
  }
  changes.gone = gone.filter((id) => !replaced.has(id)).length;
  return { rows, gone, minerals, changes };
}

/** A figure as an import writes it. When it became known is no part of its digest: it is the day of its first load where nothing else says it. */
function figureNode(figure: ObservationRow, { dataSet, sources, knownSince }: Edition): NodeRow {
  const { key, properties } = observationNode(figure, sources.get(figure.source), dataSet);
  const recordedAt = figure.recordedAt ?? sources.get(figure.source)?.publishedOn ?? knownSince;
  return { key, digest: digestOf({ ...properties, recordedAt: null }), properties: { ...properties, recordedAt } };
}

/** Writes what was planned. */
export async function writeFigures(write: Write, { rows, gone, minerals }: FigurePlan, now: string): Promise<void> {
  await writeRows(write, loadObservations, rows);
  if (gone.length > 0) await write(retractFigures, { ids: gone, now });
  if (rows.length + gone.length > 0) await deriveMainForms(write, minerals);
}
