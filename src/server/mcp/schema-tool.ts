import { isEnumType, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { checkedTool } from './checked-tool.ts';
import { fieldsGiving, matching, membersOf, schemaParts, type SchemaPart } from './schema-words.ts';
import { answered, refused, type Tool } from './tool.ts';

/** Descriptions in a list of several are cut after so many characters. */
const SHORT = 240;
const shortened = (part: SchemaPart): SchemaPart => ({
  ...part,
  description: part.description.length > SHORT ? `${part.description.slice(0, SHORT)}…` : part.description,
});

const Arguments = z.strictObject({
  word: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe(
      'Words or a coordinate: `look-through`, `refining share`, `Dependence`, `Query.dependents`. A type by its name is given with all its fields.',
    ),
  first: z.int().min(1).max(30).default(8).describe('How many parts of the schema to give.'),
});

/** Looks parts of the schema up by word, a few at a time: the whole of it is far too long to read. */
export function schemaTool(schema: GraphQLSchema): Tool {
  const parts = schemaParts(schema);
  return checkedTool(
    {
      name: 'schema',
      description:
        'Looks up the GraphQL schema: types, fields, arguments and enum values whose name or description has the words, a few at a time. A type by its exact name comes with its fields and the fields that give it. Use it before writing an operation for the tool graphql.',
    },
    Arguments,
    ({ word, first }) => {
      const found = matching(parts, word);
      if (found.length === 0)
        return refused({
          code: 'NOT_FOUND',
          message: `Nothing in the schema has "${word}".`,
          hint: 'Try one word, its singular or a part of it; `Query` lists all root fields.',
        });
      const type = schema.getType(word);
      return answered({
        found: found.length,
        ...(type ? { type: type.name, [isEnumType(type) ? 'values' : 'fields']: membersOf(type) } : {}),
        ...(type ? { givenBy: fieldsGiving(schema, type).slice(0, 20) } : {}),
        // What was asked for by its own name is told in full.
        parts: found
          .slice(0, type ? Math.min(first, 3) : first)
          .map((part, place) => (place === 0 ? part : shortened(part))),
      });
    },
  );
}
