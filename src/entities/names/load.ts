import { z } from 'zod';
import { cell, evidence, csvTable, type Placed, type Problem, type CsvRow } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import {
  upsertNodes,
  nodeRow,
  upsertRelationships,
  relationshipRetraction,
  relationshipRow,
  type Step,
} from '../../loading/upsert.ts';
import { fold } from '../../lib/fold.ts';
import { allKinds, nodeKinds, spellingNode, type NodeKind } from '../../graph/kinds.ts';
import { keyOf } from '../../loading/stored.ts';

/** Other names and the spellings that publishers use. */
export const spellingTable = csvTable(
  'spellings.csv',
  {
    kind: z.enum(allKinds, 'is not a kind that has spellings'),
    key: cell.text,
    spelling: cell.text,
    publisher: cell.optional,
    ...evidence,
  },
  {
    // Of several spellings that are one name when folded, the first is shown as it is written: it stands before the others here too.
    stored: cypher`MATCH (claim:Claim)-[:ABOUT]->(thing)
WHERE claim.property = 'spelling' AND claim.scope = claim.value AND claim.origin = 'seed' AND claim.retractedAt IS NULL
OPTIONAL MATCH (name:Spelling)-[:NAMES]->(thing) WHERE name.written = claim.value
RETURN claim {.*, kind: labels(thing)[0], key: ${keyOf(cypher`thing`)}, spelling: claim.value, publisher: name.publisher}
ORDER BY labels(thing)[0], name IS NULL, ${keyOf(cypher`thing`)}, claim.value`,
    key: (row) => [row.kind, row.key, row.spelling, row.publisher].join(' '),
    references: (row) => [[row.kind, row.key]],
    claims: (row) => [{ subject: [row.kind, row.key], property: 'spelling', scope: row.spelling, value: row.spelling }],
  },
);

export const loadSpellings = upsertNodes('spelling', cypher`Spelling`, cypher`id`);

/** One statement for each kind of thing that has names. */
export const loadNames = byKind((kind) =>
  upsertRelationships(`spelling.names.${kind}`, spellingNode, cypher`NAMES`, nodeKinds[kind]),
);
const retractNames = byKind((kind) =>
  relationshipRetraction(`spelling.names.${kind}`, spellingNode, cypher`NAMES`, nodeKinds[kind]),
);

function byKind<Value>(make: (kind: NodeKind) => Value): Record<NodeKind, Value> {
  return Object.fromEntries(allKinds.map((kind) => [kind, make(kind)])) as Record<NodeKind, Value>;
}

// Codes and names that answers are computed from must mean one thing; two agencies may both be called "Treasury".
const unambiguous: ReadonlySet<NodeKind> = new Set(['Country', 'Coalition', 'Mineral', 'Product']);

/** A text and what it names. */
export interface Name {
  kind: NodeKind;
  key: string;
  text: string;
  /** As written and by whom, where it comes from the table of spellings. */
  written: string | null;
  publisher: string | null;
  file: string;
  line: number;
}

/** A name as it stands in a row of `file`. */
export const nameOf = (kind: NodeKind, key: string, written: string, file: string, line: number): Name => ({
  kind,
  key,
  text: fold(written),
  written: null,
  publisher: null,
  file,
  line,
});

/** The names of the table of spellings. */
export const spelledNames = (spellings: readonly Placed<CsvRow<typeof spellingTable>>[]): Name[] =>
  spellings.map(({ line, row: { kind, key, spelling, publisher } }) => ({
    ...nameOf(kind, key, spelling, spellingTable.file, line),
    written: spelling,
    publisher,
  }));

/** Names that would mean two things of one kind, where an answer would then depend on which was read first. */
export function ambiguousNames(names: readonly Name[]): Problem[] {
  const meaning = new Map<string, string>();
  return names.flatMap(({ kind, key, text, written, file, line }) => {
    const known = meaning.get(`${kind}:${text}`);
    if (known === undefined) meaning.set(`${kind}:${text}`, key);
    if (known === undefined || known === key || !unambiguous.has(kind)) return [];
    return [{ file, line, reason: `"${written ?? text}" would mean both ${known} and ${key}` }];
  });
}

/** The steps that write all names. */
export function spellingSteps(names: readonly Name[]): Step[] {
  const id = ({ kind, text }: Name) => `${kind}:${text}`;
  const written = new Map<string, Name>();
  for (const name of names) {
    const known = written.get(id(name));
    if (name.text && (!known || known.written === null)) written.set(id(name), name);
  }
  return [
    {
      name: 'names',
      statement: loadSpellings,
      rows: [...written.values()].map((name) =>
        nodeRow('id', {
          id: id(name),
          kind: name.kind,
          text: name.text,
          written: name.written,
          publisher: name.publisher,
        }),
      ),
    },
    ...allKinds.map((kind): Step => {
      const own = names.filter((name) => name.kind === kind && name.text);
      const rows = new Map(own.map((name) => relationshipRow(id(name), name.key)).map((row) => [row.key, row]));
      return {
        name: `what names of ${kind} mean`,
        statement: loadNames[kind],
        rows: [...rows.values()],
        retraction: retractNames[kind],
      };
    }),
  ];
}
