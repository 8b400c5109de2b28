import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { z } from 'zod';
import { toTheGram } from '../analysis/to-the-gram.ts';

/** A value that a scalar refuses; the argument that holds it is named where the answer is formatted. */
function refused(scalar: string, message: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(message, {
    ...(node ? { nodes: node } : {}),
    extensions: { code: 'BAD_USER_INPUT', scalar },
  });
}

function literal(node: ValueNode): unknown {
  if (node.kind === Kind.STRING || node.kind === Kind.BOOLEAN || node.kind === Kind.ENUM) return node.value;
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
  return undefined;
}

function scalar<T>(name: string, type: z.ZodType<T>, message: string): GraphQLScalarType<T, unknown> {
  const parse = (value: unknown, node?: ValueNode): T => {
    const result = type.safeParse(value);
    if (result.success) return result.data;
    throw refused(name, message, node);
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(literal(node), node),
  });
}

const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text).toISOString());

const amount = new GraphQLScalarType({
  ...scalar(
    'UsdAmount',
    z.string().regex(/^-?\d+(\.\d+)?$/),
    'An amount is an exact decimal in a string, such as "366341101".',
  ).toConfig(),
  // Amounts are held in the graph with at most three decimals: more than binary floating point keeps exactly is never there.
  serialize: (value) => (typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : value),
});

const tonnes = new GraphQLScalarType({
  ...scalar('Tonnes', z.number().min(0), 'A mass in tonnes is a number of 0 or more.').toConfig(),
  serialize: (value) => (typeof value === 'number' ? toTheGram(value) : value),
});

/** Resolvers of the schema's own scalars. */
export const scalars = {
  Date: scalar('Date', z.iso.date(), 'A day is written YYYY-MM-DD and must exist, such as "2026-01-12".'),
  DateTime: scalar('DateTime', moment, 'A moment is written YYYY-MM-DDThh:mm:ssZ, such as "2026-01-12T00:00:00Z".'),
  URL: scalar('URL', z.url(), 'An address is absolute, such as "https://example.org".'),
  Share: scalar('Share', z.number().min(0).max(1), 'A share lies between 0 and 1, such as 0.5 for 50 %.'),
  Tonnes: tonnes,
  UsdAmount: amount,
  Amount: scalar(
    'Amount',
    z.string().regex(/^\d+(\.\d+)?$/),
    'An amount is an exact decimal in a string, such as "2200000000".',
  ),
};
