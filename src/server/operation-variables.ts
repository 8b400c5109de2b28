import { Kind, parse, print } from 'graphql';

/** What to say of variables that an operation does not have, with those it has; null when all are its own. */
export function unknownVariables(operation: string, names: readonly string[]): string | null {
  const known = parse(operation).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  const unknown = names.filter((name) => !known.some(({ variable }) => variable.name.value === name));
  if (unknown.length === 0) return null;
  const own = known.map((definition) => print(definition).replace(/^\$/, ''));
  const there = own.length > 0 ? `It has: ${own.join(', ')}.` : 'It has none.';
  return `The question has no variable ${unknown.map((name) => `"${name}"`).join(', ')}. ${there}`;
}
