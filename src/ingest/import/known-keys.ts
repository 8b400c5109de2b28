import type { z } from 'zod';
import type { NodeKind } from '../../graph/kinds.ts';

/** Keys that rows may name, by kind. */
export type Keys = ReadonlyMap<NodeKind, ReadonlySet<string>>;

export const isKnown = (known: Keys, kind: NodeKind, key: string) => known.get(kind)?.has(key) ?? false;
export const unknownKey = (kind: NodeKind, key: string) => `${kind} "${key}" is not known`;

export const unknownKeys = (known: Keys, kind: NodeKind, keys: readonly string[]): string[] =>
  keys.flatMap((key) => (isKnown(known, kind, key) ? [] : [unknownKey(kind, key)]));

/** What is wrong with a column, in words. */
export const issueText = ({ path, message }: z.core.$ZodIssue) => `${path.join('.') || 'row'}: ${message}`;
