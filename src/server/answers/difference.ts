import type { Json } from '../../lib/answer-rows.ts';

type Data = { [field: string]: Json };

/** A step to a place in an answer: the name of a field, or a row by its key. */
export type Step = string | { readonly row: string };

/** One thing in which two answers differ. */
export type Difference = { readonly place: readonly Step[] } & (
  | { readonly kind: 'CHANGED'; readonly before: Json; readonly after: Json }
  | { readonly kind: 'ADDED'; readonly at: number; readonly after: Json }
  | { readonly kind: 'REMOVED'; readonly at: number; readonly before: Json }
  /** The rows that stand in both answers have another order: their keys. */
  | { readonly kind: 'REORDERED'; readonly before: readonly string[]; readonly after: readonly string[] }
);

const isObject = (value: Json | undefined): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields that say which row it is, where it has no identifier. */
const identifying: ReadonlySet<string> = new Set([
  ...[
    'slug',
    'iso3',
    'key',
    'code',
    'name',
    'kind',
    'property',
    'scope',
    'year',
    'stage',
    'form',
    'role',
    'unit',
    'publisher',
    'basis',
  ],
]);

/** What a row is called: by its identifier, or by what it names. Rows without either are told apart by their place. */
function keyOf(row: Json): string {
  if (!isObject(row)) return '';
  const { id } = row;
  if (typeof id === 'string') return id;
  const parts = Object.entries(row).flatMap(([name, value]): string[] => {
    if (isObject(value)) {
      const inner = keyOf(value);
      return inner === '' ? [] : [inner];
    }
    return identifying.has(name) && value !== null && typeof value !== 'object' ? [`${name}=${String(value)}`] : [];
  });
  return parts.join(' ');
}

/** The keys of rows: of those called alike, each after the first has its number. */
export function keysOf(rows: readonly Json[]): string[] {
  const seen = new Set<string>();
  const times = new Map<string, number>();
  return rows.map((row) => {
    const key = keyOf(row);
    let named = key;
    for (let count = times.get(key) ?? 0; named === '' || seen.has(named);) {
      count += 1;
      times.set(key, count);
      named = `${key}#${count}`;
    }
    seen.add(named);
    return named;
  });
}

const isRows = (value: Json): value is Json[] => Array.isArray(value);

const equal = (a: Json, b: Json): boolean => {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
  return (
    isObject(a) &&
    isObject(b) &&
    sameFields(a, b) &&
    Object.keys(a).every((name) => equal(a[name] ?? null, b[name] ?? null))
  );
};

const sameFields = (a: Data, b: Data): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name));
};

/** What makes the second answer of the first. Rows are matched by their identifiers or by what they name, figures by their fields. */
export function differenceOf(before: Json, after: Json, place: readonly Step[] = []): Difference[] {
  if (equal(before, after)) return [];
  if (isRows(before) && isRows(after) && [...before, ...after].some(isObject)) return ofRows(before, after, place);
  if (isObject(before) && isObject(after) && sameFields(before, after))
    return Object.keys(before).flatMap((name) =>
      differenceOf(before[name] ?? null, after[name] ?? null, [...place, name]),
    );
  return [{ kind: 'CHANGED', place, before, after }];
}

function ofRows(before: readonly Json[], after: readonly Json[], place: readonly Step[]): Difference[] {
  const [earlier, later] = [keysOf(before), keysOf(after)];
  const [inEarlier, inLater] = [new Set(earlier), new Set(later)];
  const removed = before.flatMap((row, at): Difference[] => {
    const key = earlier[at] ?? '';
    return inLater.has(key) ? [] : [{ kind: 'REMOVED', place: [...place, { row: key }], at, before: row }];
  });
  const added = after.flatMap((row, at): Difference[] => {
    const key = later[at] ?? '';
    return inEarlier.has(key) ? [] : [{ kind: 'ADDED', place: [...place, { row: key }], at, after: row }];
  });
  const [stayed, now] = [earlier.filter((key) => inLater.has(key)), later.filter((key) => inEarlier.has(key))];
  const reordered: Difference[] = stayed.every((key, index) => key === now[index])
    ? []
    : [{ kind: 'REORDERED', place, before: stayed, after: now }];
  const inside = now.flatMap((key) =>
    differenceOf(before[earlier.indexOf(key)] ?? null, after[later.indexOf(key)] ?? null, [...place, { row: key }]),
  );
  return [...removed, ...reordered, ...added, ...inside];
}

/** The second answer, made of the first and what makes it of that. */
export function applied(before: Json, differences: readonly Difference[]): Json {
  const [whole] = differences.filter(({ place, kind }) => place.length === 0 && kind === 'CHANGED');
  if (whole?.kind === 'CHANGED') return whole.after;
  if (differences.length === 0) return before;
  if (isRows(before)) return appliedToRows(before, differences);
  if (!isObject(before)) return before;
  return Object.fromEntries(
    Object.entries(before).map(([name, value]) => [
      name,
      applied(
        value,
        differences.flatMap(({ place: [first, ...rest], ...one }) => (first === name ? [{ ...one, place: rest }] : [])),
      ),
    ]),
  );
}

/** Whether it is about the rows of a list themselves, not about what is in one of them. */
const isOfRows = ({ kind, place }: Difference) =>
  place.length === 0 || (place.length === 1 && (kind === 'ADDED' || kind === 'REMOVED'));

function appliedToRows(before: readonly Json[], differences: readonly Difference[]): Json[] {
  const keys = keysOf(before);
  const ofRows = differences.filter(isOfRows);
  const inside = differences.filter((one) => !isOfRows(one));
  const removed = new Set(ofRows.flatMap((one) => (one.kind === 'REMOVED' ? [one.at] : [])));
  const order = ofRows.find((one) => one.kind === 'REORDERED')?.after ?? keys.filter((_, at) => !removed.has(at));
  const rows = order.map((key) =>
    applied(
      before[keys.indexOf(key)] ?? null,
      inside.flatMap(({ place: [first, ...rest], ...one }) =>
        typeof first === 'object' && first.row === key ? [{ ...one, place: rest }] : [],
      ),
    ),
  );
  for (const one of ofRows) if (one.kind === 'ADDED') rows.splice(one.at, 0, one.after);
  return rows;
}
