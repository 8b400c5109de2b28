import {
  coerceInputValue,
  GraphQLError,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { slipsBetween } from '../../lib/edit-distance.ts';
import { typeOf } from './operation.ts';

/** Of some names those that are nearest to what was typed. */
function nearestOf(typed: string, names: readonly string[], most = 3): string[] {
  const far = Math.max(2, Math.ceil(typed.length / 2));
  return names
    .map((name) => ({ name, slips: slipsBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= far || (typed.length > 2 && name.toLowerCase().includes(typed.toLowerCase())))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Asks whether one of the nearest names was meant; null where none is near. */
export function didYouMean(typed: string, names: readonly string[]): string | null {
  const near = nearestOf(typed, names);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : null;
}

const refused = (argument: string, message: string, hint: string, type?: string) =>
  new GraphQLError(`${message} ${hint}`, {
    extensions: { code: 'BAD_USER_INPUT', argument, ...(type ? { type } : {}), hint },
  });

const NUMBERS: ReadonlySet<string> = new Set(['Int', 'Float', 'Share', 'Tonnes']);
const INPUTS: ReadonlySet<string> = new Set(['String', 'ID', 'Boolean']);

/** What a text means to a type: a number, a yes or no, a list of items between commas, JSON for an object. As it stands where it means nothing. */
function read(text: string, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return read(text, type.ofType);
  if (isListType(type)) {
    if (text.trimStart().startsWith('[')) return json(text);
    const items = text === '' ? [] : text.split(',');
    return items.map((item) => read(item.trim(), type.ofType));
  }
  if (isScalarType(type)) {
    if (text === '' && !INPUTS.has(type.name)) return null;
    if (NUMBERS.has(type.name)) return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
    if (type.name === 'Boolean') return text === '' ? null : text === 'true' ? true : text === 'false' ? false : text;
    return text;
  }
  if (isEnumType(type)) return text === '' ? null : text;
  return json(text);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  Int: 'Give a whole number, such as 2024.',
  Float: 'Give a number, such as 0.5.',
  Share: 'Give a number between 0 and 1, such as 0.5 for 50 %.',
  Date: 'Give a day as YYYY-MM-DD.',
  DateTime: 'Give a moment as YYYY-MM-DDThh:mm:ssZ.',
  Boolean: 'Give true or false.',
};

/** What is wrong with a value of a variable; null when nothing is. */
function wrong(value: unknown, type: GraphQLInputType): string | null {
  let reason: string | null = null;
  try {
    coerceInputValue(value, type, (_path, _value, error) => (reason ??= error.message));
  } catch (error) {
    reason ??= error instanceof Error ? error.message : '';
  }
  return reason;
}

/**
 * The variables of an operation from the texts of an address, by their types. Nothing for a variable that may be null is null.
 * Whatever cannot be used is told at once, each with the variable, its type and what it takes.
 */
export function readVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  texts: Readonly<Record<string, string>>,
): { variables: Record<string, unknown>; errors: GraphQLError[] } {
  const byName = new Map(definitions.map((definition) => [definition.variable.name.value, definition]));
  const errors: GraphQLError[] = [];
  const variables: [string, unknown][] = [];
  for (const [name, text] of Object.entries(texts)) {
    const definition = byName.get(name);
    if (!definition) {
      errors.push(unknownVariable(name, [...byName.values()]));
      continue;
    }
    const type = typeFromAST(schema, definition.type as never) as unknown;
    // What the schema no longer has is told where the operation is validated.
    if (!isInputType(type)) continue;
    const value = text === '' && !isNonNullType(type) && !isListType(type) ? null : read(text, type);
    const reason = wrong(value, type);
    const named = typeOf(definition);
    if (reason === null) variables.push([name, value]);
    else
      errors.push(
        refused(
          name,
          `Variable "${name}" of type ${named}: ${reason}`,
          EXAMPLES[named.replace(/[[\]!]/g, '')] ?? `Give a value of ${named}; /q tells what each variable takes.`,
          named,
        ),
      );
  }
  return { variables: Object.fromEntries(variables), errors };
}

function unknownVariable(name: string, definitions: readonly VariableDefinitionNode[]): GraphQLError {
  const names = definitions.map(({ variable }) => variable.name.value);
  const near = nearestOf(name, names);
  const all = definitions.map((one) => `${one.variable.name.value}: ${typeOf(one)}`).join(', ');
  const there = names.length > 0 ? `It has ${all}, besides asOf and knownAt.` : 'It has none besides asOf and knownAt.';
  const hint = near.length > 0 ? `Did you mean ${near.map((one) => `"${one}"`).join(' or ')}? ${there}` : there;
  return refused(name.slice(0, 80), `The question has no variable "${name.slice(0, 80)}".`, hint);
}
