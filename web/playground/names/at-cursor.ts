import type { GraphQLSchema } from 'graphql';
import { getLocation } from 'jsonc-parser';
import { namesAt, type Named } from './kinds.ts';
import { placesIn } from './places.ts';

/** A text around the cursor that takes names of these. */
export interface NameAtCursor {
  readonly names: readonly Named[];
  /** What stands between the quotes before the cursor. */
  readonly typed: string;
  /** Where the text between the quotes begins and ends. */
  readonly start: number;
  readonly end: number;
}

function between(text: string, start: number, end: number, offset: number, names: Named[]): NameAtCursor | null {
  const isClosed = end - start > 1 && text[end - 1] === '"';
  const inner = { start: start + 1, end: isClosed ? end - 1 : end };
  if (names.length === 0 || offset < inner.start || offset > inner.end) return null;
  return { names, typed: text.slice(inner.start, offset), ...inner };
}

/** The name that is typed at a place of an operation; null where none is. */
export function nameInOperation(text: string, offset: number, schema: GraphQLSchema): NameAtCursor | null {
  const at = (places: ReturnType<typeof placesIn>) =>
    places.find((place) => place.uses === null && place.start < offset && offset <= place.end);
  let places = placesIn(text, schema);
  let place = at(places);
  let end = place?.end ?? 0;
  if (!place) {
    // A text that is not closed yet ends with its line.
    const restOfLine = text.slice(offset).search(/\n|$/);
    places = placesIn(`${text.slice(0, offset)}"${text.slice(offset + restOfLine)}`, schema);
    place = at(places);
    end = offset;
  }
  return place ? between(text, place.start, end, offset, namesAt(place, places, schema)) : null;
}

/** The name that is typed at a place of the variables of an operation. */
export function nameInVariables(
  variables: string,
  offset: number,
  operation: string,
  schema: GraphQLSchema,
): NameAtCursor | null {
  const { path, previousNode, isAtPropertyKey } = getLocation(variables, offset);
  const [variable, ...inner] = path;
  if (isAtPropertyKey || previousNode?.type !== 'string' || typeof variable !== 'string') return null;
  const fields = inner.filter((step) => typeof step === 'string');
  const names = namesAt({ of: variable, path: fields }, placesIn(operation, schema), schema);
  return between(variables, previousNode.offset, previousNode.offset + previousNode.length, offset, names);
}
