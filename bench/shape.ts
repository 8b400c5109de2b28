import { readdirSync } from 'node:fs';
import type { Cypher } from '../src/graph/cypher.ts';
import type { Columns } from '../src/graph/statement.ts';

/** One thing to measure: a question as a client asks it, and the same written by hand. Each is a file in shapes/. */
export interface Shape {
  /** What is asked, in a few words. */
  title: string;
  /** As GraphQL, which Lodegraph gets. */
  operation: string;
  variables: Record<string, unknown>;
  /** As the one Cypher statement that someone who needs only this would write. */
  cypher: Cypher;
  /** What the hand-written server gets and puts into the statement, whole numbers as such. */
  parameters: Record<string, unknown>;
  /** The answer's `data` from the rows of the statement. */
  answer(rows: readonly Columns[]): unknown;
  /** The lowest p50 ratio that the project aims at. */
  aim: number;
}

/** A shape with the name of its file. */
export type NamedShape = Shape & { name: string };

const folder = new URL('./shapes/', import.meta.url);

/** All shapes, in the order of their files' names. */
export async function readShapes(): Promise<NamedShape[]> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const { shape } = (await import(new URL(file, folder).href)) as { shape: Shape };
      return { ...shape, name: file.slice(0, -'.ts'.length) };
    }),
  );
}
