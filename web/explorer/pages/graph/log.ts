import type { NeighbourRelationship } from '../../api/generated.ts';
import { AT_A_TIME, FIRST_FEW, FIRST_LOOK, isRelationship } from './relations.ts';

/** One relationship of a thing that has been opened, with how many of its neighbours are shown. */
export interface Opened {
  /** Key of the thing: `Supplier:mp-materials`. */
  readonly of: string;
  readonly relationship: NeighbourRelationship;
  readonly count: number;
}

/** What is done to the canvas, in order: a relationship is opened, or the ways between two things are put on it. */
export type Step = Opened | 'ways';

/** In the address: all that is shown of a thing at first. */
const FIRST = 'first';
const WAYS = 'ways';

/**
 * The steps that `open` of the address says, in order: `Supplier:mp-materials~owners,plants:50`. Ways that are asked for stand at the
 * begin where it does not say when.
 */
export function readSteps(entries: readonly string[], focus: string): Step[] {
  const all = entries.length === 0 ? [`${focus}~${FIRST}`] : entries;
  const steps = all.flatMap((entry): Step[] => {
    if (entry === WAYS) return [WAYS];
    const at = entry.lastIndexOf('~');
    if (at < 1) return [];
    const of = entry.slice(0, at);
    return entry
      .slice(at + 1)
      .split(',')
      .flatMap((one): Opened[] => {
        const [name = '', count] = one.split(':');
        if (name === FIRST) return FIRST_LOOK.map((relationship) => ({ of, relationship, count: FIRST_FEW }));
        const relationship = name.toUpperCase();
        const shown = Number(count ?? AT_A_TIME);
        return isRelationship(relationship) && Number.isInteger(shown) && shown > 0
          ? [{ of, relationship, count: Math.min(shown, 2500) }]
          : [];
      });
  });
  return steps.includes(WAYS) ? steps : [WAYS, ...steps];
}

/** The entries with one more step at the end: what stands before it stays. */
export function withStep(entries: readonly string[], focus: string, step: Opened | 'first', of = ''): string[] {
  const before = entries.length === 0 ? [`${focus}~${FIRST}`] : [...entries];
  const thing = step === 'first' ? of : step.of;
  const name =
    step === 'first' ? FIRST : `${step.relationship.toLowerCase()}${step.count === AT_A_TIME ? '' : `:${step.count}`}`;
  const last = before.at(-1);
  if (last?.startsWith(`${thing}~`)) return [...before.slice(0, -1), `${last},${name}`];
  return [...before, `${thing}~${name}`];
}

/** The entries with the ways put at the end, where they are not on the canvas yet. */
export const withWays = (entries: readonly string[]): string[] =>
  entries.length === 0 || entries.includes(WAYS) ? [...entries] : [...entries, WAYS];

/** How many of each relationship of a thing are shown. */
export function openedOf(steps: readonly Step[], of: string): Map<NeighbourRelationship, number> {
  const counts = new Map<NeighbourRelationship, number>();
  for (const step of steps)
    if (step !== WAYS && step.of === of)
      counts.set(step.relationship, Math.max(step.count, counts.get(step.relationship) ?? 0));
  return counts;
}

/** Things whose neighbours must be asked for: what of them, and how many at most. */
export interface Wanted {
  readonly of: string;
  readonly relationships: readonly NeighbourRelationship[];
  readonly first: number;
}

/** What must be asked to show the steps: one thing a question, the few of the first look apart from what has been opened further. */
export function wantedOf(steps: readonly Step[]): Wanted[] {
  const wanted = new Map<string, { of: string; first: number; relationships: Set<NeighbourRelationship> }>();
  for (const step of steps) {
    if (step === WAYS) continue;
    const key = `${step.of} ${step.count}`;
    const one = wanted.get(key) ?? { of: step.of, first: step.count, relationships: new Set() };
    one.relationships.add(step.relationship);
    wanted.set(key, one);
  }
  return [...wanted.values()].map(({ of, first, relationships }) => ({ of, first, relationships: [...relationships] }));
}

/** A place on the canvas that a thing was dragged to. */
export interface Pin {
  readonly x: number;
  readonly y: number;
}

/** Pins of the address: `Supplier:apple:120,-40`. */
export const readPins = (entries: readonly string[]): Map<string, Pin> =>
  new Map(
    entries.flatMap((entry) => {
      const [, key, x, y] = /^(.+):(-?\d{1,5}),(-?\d{1,5})$/.exec(entry) ?? [];
      return key === undefined ? [] : [[key, { x: Number(x), y: Number(y) }] as const];
    }),
  );

export const writePins = (pins: ReadonlyMap<string, Pin>): string[] =>
  [...pins].map(([key, { x, y }]) => `${key}:${Math.round(x)},${Math.round(y)}`);
