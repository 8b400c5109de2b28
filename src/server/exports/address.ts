import type { ExportedList } from './lists.ts';

/** What an address gives, by the name of the parameter; one that is repeated has several values. */
export type Parameters = Readonly<Record<string, string | string[]>>;

/** Something in the address of an export cannot be used. */
export class BadAddress extends Error {
  readonly argument: string;
  readonly hint: string;
  constructor(argument: string, message: string, hint: string) {
    super(message);
    this.argument = argument;
    this.hint = hint;
  }
}

/** Parameters that every export takes besides the arguments of what is exported. */
export const common = ['asOf', 'knownAt', 'restricted'] as const;

/** @throws BadAddress that names the first parameter that there is not. */
export function refuseUnknown(parameters: Parameters, known: readonly string[]): void {
  for (const name of Object.keys(parameters))
    if (!known.includes(name))
      throw new BadAddress(name, `There is no parameter "${name.slice(0, 80)}".`, `There are ${known.join(', ')}.`);
}

/** The one value of a parameter; null when it is not given. @throws BadAddress when it is repeated. */
export function one(parameters: Parameters, name: string): string | null {
  const value = parameters[name];
  if (Array.isArray(value)) throw new BadAddress(name, `"${name}" is given ${value.length} times.`, 'Give it once.');
  return value ?? null;
}

/** All values of a parameter that may be repeated. */
export const several = (parameters: Parameters, name: string): string[] => [parameters[name] ?? []].flat();

/** The values of a list's own arguments: objects and lists as JSON, single values as they are. */
export function valuesOf(list: ExportedList, parameters: Parameters): Record<string, unknown> {
  refuseUnknown(parameters, [...list.arguments.keys(), ...common]);
  return Object.fromEntries(
    [...list.arguments].flatMap(([name, type]) => {
      const text = one(parameters, name);
      return text === null ? [] : [[name, valueOf(name, text, type)]];
    }),
  );
}

const textual = /^(String|ID|Date|DateTime)!?$/;

function valueOf(name: string, text: string, type: string): unknown {
  if (textual.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The value of an enum needs no quotes.
    if (/^[A-Z][A-Z_]*$/.test(text)) return text;
    const hint = 'Objects and lists are written as JSON, such as where={"year":{"eq":2024}}, encoded for an address.';
    throw new BadAddress(name, `"${name}" is not a value of ${type}.`, hint);
  }
}
