import * as z from 'zod/mini';
import { queryOf } from './search.ts';

/** What stands in the address of a page, by name: each with its schema and the value that is left out. */
export type Fields = Record<string, Field<unknown>>;

export interface Field<T> {
  /** Reads what the address has: a text, or all of them where the name stands several times. */
  read(texts: readonly string[]): T | undefined;
  write(value: T): string[];
  readonly fallback: T;
}

export type Values<F extends Fields> = { [Name in keyof F]: F[Name] extends Field<infer T> ? T : never };

const single = <T>(schema: z.ZodMiniType<T>, fallback: T, write: (value: T) => string = String): Field<T> => ({
  read: ([text]) => z.safeParse(schema, text).data,
  write: (value) => (value === fallback ? [] : [write(value)]),
  fallback,
});

const MAX_TEXT = 200;
const words = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT));

/** A name, slug or key. */
export const text = (fallback: string): Field<string> => single(words, fallback);
/** A name, slug or key, or none. */
export const optionalText: Field<string | null> = single<string | null>(words, null);
/** Several names. */
export const texts = (fallback: readonly string[] = []): Field<readonly string[]> => ({
  read: (all) => z.safeParse(z.array(words).check(z.maxLength(50)), all).data,
  write: (values) => (values.join('\n') === fallback.join('\n') ? [] : [...values]),
  fallback,
});
/** One of several words. */
export const oneOf = <const Words extends readonly string[]>(
  among: Words,
  fallback: Words[number],
): Field<Words[number]> => single(z.enum(among) as unknown as z.ZodMiniType<Words[number]>, fallback);
/** A calendar year, or none: the newest. */
export const year: Field<number | null> = single<number | null>(
  z.pipe(z.string().check(z.regex(/^\d{4}$/)), z.pipe(z.transform(Number), z.number().check(z.gte(1900), z.lte(2100)))),
  null,
);
/** A number between bounds. */
export const number = (fallback: number, least: number, most: number): Field<number> =>
  single(
    z.pipe(
      z.string().check(z.regex(/^-?\d+(\.\d+)?$/)),
      z.pipe(z.transform(Number), z.number().check(z.gte(least), z.lte(most))),
    ) as unknown as z.ZodMiniType<number>,
    fallback,
  );
/** A day, `2025-11-15`, or none: today. */
export const day: Field<string | null> = single<string | null>(z.iso.date(), null);
/** A moment, `2026-01-12T00:00:00Z`, or none: now. */
export const moment: Field<string | null> = single<string | null>(z.union([z.iso.datetime(), z.iso.date()]), null);

/** In the address of all pages. */
export const common = { asOf: day, knownAt: moment, ev: optionalText } satisfies Fields;

/** A bare day is its first moment. */
const momentOf = (text: string) => (text.length === 10 ? `${text}T00:00:00Z` : text);

/** The clocks of an address as variables of an operation: what is now is left out. */
export const clocksOf = ({ asOf, knownAt }: Pick<Values<typeof common>, 'asOf' | 'knownAt'>) => ({
  ...(asOf === null ? {} : { asOf }),
  ...(knownAt === null ? {} : { knownAt: momentOf(knownAt) }),
});

/** What an address says, and which of its values are not read: the fallback stands for those. */
export function readAddress<F extends Fields>(fields: F, search: string): { values: Values<F>; broken: string[] } {
  const parameters = new URLSearchParams(search);
  const broken: string[] = [];
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const given = parameters.getAll(name);
      if (given.length === 0) return [name, field.fallback];
      const value = field.read(given);
      if (value === undefined) broken.push(name);
      return [name, value === undefined ? field.fallback : value];
    }),
  ) as Values<F>;
  return { values, broken };
}

/** The address with some values changed; what equals its fallback is left out. */
export function writeAddress<F extends Fields>(fields: F, search: string, patch: Partial<Values<F>>): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    parameters.delete(name);
    if (value === undefined) continue;
    for (const written of fields[name]?.write(value) ?? []) parameters.append(name, written);
  }
  return queryOf(parameters);
}
