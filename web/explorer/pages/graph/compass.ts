import type { Sector } from './relations.ts';

/** A place on the canvas; the focus stands at 0, 0. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly ring: number;
  readonly sector: Sector | 'centre';
}

/** What a place must hold: a sign with its name below it. */
const CELL = { width: 132, height: 76 } as const;
/** Of the first ring, and from each ring to the next. */
const FIRST = { x: 312, y: 176 } as const;
const NEXT = { x: 165, y: 105 } as const;
/** Between two tries on a ring, in degrees. */
const TURN = 1.5;

const middle: Record<Sector, number> = { right: 0, below: 90, left: 180, above: 270 };
const sectors: readonly Sector[] = ['right', 'below', 'left', 'above'];

/** How far two directions are apart, in degrees. */
const apart = (one: number, other: number) => Math.abs(((one - other + 540) % 360) - 180);

const sectorAt = (angle: number): Sector =>
  sectors.reduce((best, sector) => (apart(angle, middle[sector]) < apart(angle, middle[best]) ? sector : best));

interface Slot extends Place {
  readonly angle: number;
  readonly sector: Sector;
}

const CENTRE: Place = { x: 0, y: 0, ring: 0, sector: 'centre' };

/** All places of the rings built so far, none of which lies on another. */
const rings: Slot[][] = [];
const cells = new Map<string, Place[]>();
const cellOf = (at: number, size: number) => Math.floor(at / size);
const keep = (place: Place) => {
  const key = `${cellOf(place.x, CELL.width)} ${cellOf(place.y, CELL.height)}`;
  cells.set(key, [...(cells.get(key) ?? []), place]);
};
keep(CENTRE);

/** Whether what stands at two places would lie on one another. */
export const overlap = (one: { x: number; y: number }, other: { x: number; y: number }): boolean =>
  Math.abs(one.x - other.x) < CELL.width && Math.abs(one.y - other.y) < CELL.height;

function isFree(place: { x: number; y: number }): boolean {
  const [column, row] = [cellOf(place.x, CELL.width), cellOf(place.y, CELL.height)];
  for (let x = column - 1; x <= column + 1; x += 1)
    for (let y = row - 1; y <= row + 1; y += 1)
      if (cells.get(`${x} ${y}`)?.some((other) => overlap(place, other))) return false;
  return true;
}

/** The places of a ring, those of each sector from its middle outwards. */
function ringAt(ring: number): readonly Slot[] {
  while (rings.length < ring) {
    const next = rings.length + 1;
    const slots: Slot[] = [];
    // From the middle of each sector to both sides, so that few stand evenly; every second ring is turned, so that lines pass between.
    const begin = next % 2 === 0 ? 8 : 0;
    for (let turn = begin; turn <= 45; turn += TURN)
      for (const side of turn === 0 ? [1] : [1, -1])
        for (const sector of sectors) {
          const angle = (middle[sector] + side * turn + 360) % 360;
          const radians = (angle * Math.PI) / 180;
          const place = {
            x: Math.round((FIRST.x + (next - 1) * NEXT.x) * Math.cos(radians)),
            y: Math.round((FIRST.y + (next - 1) * NEXT.y) * Math.sin(radians)),
          };
          if (!isFree(place)) continue;
          const slot = { ...place, ring: next, sector: sectorAt(angle), angle };
          slots.push(slot);
          keep(slot);
        }
    rings.push(slots);
  }
  return rings[ring - 1] ?? [];
}

/** Something that comes to stand on the canvas. */
export interface Arrival {
  readonly key: string;
  /** The thing that it came with; none for the focus. */
  readonly from: string | null;
  /** Its sector, seen from the focus. */
  readonly sector: Sector;
  /** Direction that it is to stand in, in degrees from the right, down. */
  readonly towards?: number;
}

/** What is further than so many degrees from the thing it came with goes a ring out instead. */
const NEAR = 40;
/** But no more rings than so many. */
const FURTHER = 4;

/**
 * Places for what arrives, in its order: the focus in the middle, what it is joined to in the sector of the relationship, what those
 * are joined to a ring further out. Each takes the next place that is free, so that what stands never moves.
 * @param standing places that are taken already, and stay
 */
export function place(
  arrivals: readonly Arrival[],
  standing: ReadonlyMap<string, Place> = new Map(),
): Map<string, Place> {
  const places = new Map<string, Place>();
  const taken = new Set<string>();
  const take = (key: string, at: Place) => {
    places.set(key, at);
    taken.add(`${at.x} ${at.y}`);
  };
  for (const { key } of arrivals) {
    const at = standing.get(key);
    if (at && !taken.has(`${at.x} ${at.y}`)) take(key, at);
  }
  /** First ring of each sector that may have a free place. */
  const first: Record<Sector, number> = { above: 1, left: 1, right: 1, below: 1 };
  const isOpen = (slot: Slot) => !taken.has(`${slot.x} ${slot.y}`);
  for (const { key, from, sector, towards: wished } of arrivals) {
    if (places.has(key)) continue;
    if (from === null && !taken.has('0 0')) {
      take(key, CENTRE);
      continue;
    }
    const parent = from === null ? undefined : places.get(from);
    const own = parent && parent.sector !== 'centre' ? parent.sector : sector;
    const towards = parent && parent.sector !== 'centre' ? angleOf(parent) : (wished ?? null);
    const begin = Math.max(first[own], (parent?.ring ?? 0) + 1);
    for (let ring = begin; ; ring += 1) {
      const open = ringAt(ring).filter((slot) => slot.sector === own && isOpen(slot));
      if (open.length === 0 && ring === first[own]) first[own] = ring + 1;
      const slot = towards === null ? open[0] : nearest(open, towards);
      if (!slot || (towards !== null && ring < begin + FURTHER && apart(slot.angle, towards) > NEAR)) continue;
      take(key, slot);
      break;
    }
  }
  return places;
}

const angleOf = ({ x, y }: Place) => ((Math.atan2(y / FIRST.y, x / FIRST.x) * 180) / Math.PI + 360) % 360;

const nearest = (slots: readonly Slot[], angle: number): Slot | undefined =>
  slots.reduce<Slot | undefined>(
    (best, slot) => (best === undefined || apart(slot.angle, angle) < apart(best.angle, angle) ? slot : best),
    undefined,
  );

/** The thing that is next in a direction, from where one stands: what lies straight on before what lies aside. */
export function nextTowards(
  places: ReadonlyMap<string, { x: number; y: number }>,
  from: string,
  direction: 'up' | 'down' | 'left' | 'right',
): string | null {
  const here = places.get(from);
  if (!here) return null;
  const [ahead, aside]: [(x: number, y: number) => number, (x: number, y: number) => number] = {
    up: [(_: number, y: number) => -y, (x: number) => x],
    down: [(_: number, y: number) => y, (x: number) => x],
    left: [(x: number) => -x, (_: number, y: number) => y],
    right: [(x: number) => x, (_: number, y: number) => y],
  }[direction] as [(x: number, y: number) => number, (x: number, y: number) => number];
  let best: { key: string; far: number } | null = null;
  for (const [key, { x, y }] of places) {
    const [on, off] = [ahead(x - here.x, y - here.y), Math.abs(aside(x - here.x, y - here.y))];
    if (key === from || on <= 0 || off > 2 * on) continue;
    const far = on + 2 * off;
    if (best === null || far < best.far) best = { key, far };
  }
  return best?.key ?? null;
}
