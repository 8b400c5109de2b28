import type { Statement } from '../src/graph/statement.ts';

type AnyStatement = Statement<object, unknown>;

const rooms = import.meta.glob<Record<string, unknown>>(
  '../src/**/{queries,load,prepare,list,upsert,upsert-by-kind,lock-queries,load-log}.ts',
  { eager: true },
);

const isStatement = (value: unknown): value is AnyStatement =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as AnyStatement).text === 'string' &&
  typeof (value as AnyStatement).row === 'function';

function collect(value: unknown, into: Map<string, AnyStatement>): void {
  if (isStatement(value)) into.set(value.name, value);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((one) => collect(one, into));
}

/** Every statement that the project can send, found in the rooms' own files. */
export function allStatements(): AnyStatement[] {
  const found = new Map<string, AnyStatement>();
  Object.values(rooms).forEach((room) => collect(room, found));
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
