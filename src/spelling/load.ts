import { z } from 'zod';
import { cell, evidence, table, type Placed, type Problem, type Row } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import {
  coalitionEnd,
  countryEnd,
  mineralEnd,
  nodeLoad,
  nodeRow,
  productEnd,
  relationshipLoad,
  relationshipRetraction,
  relationshipRow,
  spellingEnd,
  type Step,
} from '../graph/load.ts';
import { fold } from './fold.ts';
import type { NamedKind } from './queries.ts';

/** Other names and the spellings that publishers use. */
export const spellingTable = table(
  'spellings.csv',
  {
    kind: z.enum(['Country', 'Coalition', 'Mineral', 'Product'], 'is not a kind that has spellings'),
    key: cell.text,
    spelling: cell.text,
    publisher: cell.optional,
    ...evidence,
  },
  (row) => [row.kind, row.key, row.spelling, row.publisher].join(' '),
);
export type SpellingRow = Row<typeof spellingTable>;

export const loadSpellings = nodeLoad('spelling', cypher`Spelling`, cypher`id`);

const ends = { Country: countryEnd, Coalition: coalitionEnd, Mineral: mineralEnd, Product: productEnd };
const kinds = Object.keys(ends) as NamedKind[];

/** One statement for each kind of thing that has names. */
export const loadNames = kinds.map((kind) =>
  relationshipLoad(`spelling.names.${kind}`, spellingEnd, cypher`NAMES`, ends[kind]),
);
export const retractNames = kinds.map((kind) =>
  relationshipRetraction(`spelling.names.${kind}`, spellingEnd, cypher`NAMES`, ends[kind]),
);

/** What a name leads to. */
interface Name {
  kind: NamedKind;
  key: string;
  text: string;
  /** As written and by whom, where it comes from the table of spellings. */
  written: string | null;
  publisher: string | null;
}

/**
 * All names by which things are found: each thing's own, then the table of spellings. A text that would lead to two things of
 * one kind is a problem: an answer must not depend on which was read first.
 */
export function collectNames(
  own: readonly { kind: NamedKind; key: string; names: readonly string[] }[],
  spellings: readonly Placed<SpellingRow>[],
): { names: Name[]; problems: Problem[] } {
  const names = new Map<string, Name>();
  const problems: Problem[] = [];
  const add = (name: Name, file: string, line: number) => {
    if (!name.text) return;
    const id = `${name.kind}:${name.text}`;
    const known = names.get(id);
    if (known && known.key !== name.key)
      problems.push({
        file,
        line,
        reason: `"${name.written ?? name.text}" would mean both ${known.key} and ${name.key}`,
      });
    else
      names.set(
        id,
        known
          ? { ...known, written: known.written ?? name.written, publisher: known.publisher ?? name.publisher }
          : name,
      );
  };
  for (const { kind, key, names: texts } of own)
    for (const text of texts) add({ kind, key, text: fold(text), written: null, publisher: null }, `${kind} ${key}`, 0);
  for (const { line, row } of spellings)
    add(
      { kind: row.kind, key: row.key, text: fold(row.spelling), written: row.spelling, publisher: row.publisher },
      spellingTable.file,
      line,
    );
  return { names: [...names.values()], problems };
}

export function spellingSteps(names: readonly Name[]): Step[] {
  const id = ({ kind, text }: Name) => `${kind}:${text}`;
  return [
    {
      name: 'names',
      statement: loadSpellings,
      rows: names.map(({ key: _, ...name }) => nodeRow('id', { id: id(name as Name), ...name })),
    },
    ...kinds.map((kind, index): Step => {
      const [statement, retraction] = [loadNames[index], retractNames[index]];
      if (!statement || !retraction) throw new Error(`No statement for the names of ${kind}.`);
      const rows = names.filter((name) => name.kind === kind).map((name) => relationshipRow(id(name), name.key));
      return { name: `what names of ${kind} mean`, statement, rows, retraction };
    }),
  ];
}
