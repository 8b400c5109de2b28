import { GraphQLError, Kind, type GraphQLScalarTypeConfig, type ValueNode } from 'graphql';
import { z } from 'zod';
import { toTheGram } from '../lib/to-the-gram.ts';

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

/** How values of a scalar are read and shown; its description and specification stand in the SDL. */
type Scalar<T> = Pick<GraphQLScalarTypeConfig<T, unknown>, 'serialize' | 'parseValue' | 'parseLiteral'>;

function scalar<T>(
  name: string,
  type: z.ZodType<T>,
  message: string,
  serialize: (value: unknown) => unknown = (value) => value,
): Scalar<T> {
  const parse = (value: unknown, node?: ValueNode): T => {
    const result = type.safeParse(value);
    if (result.success) return result.data;
    throw refused(name, message, node);
  };
  return { serialize, parseValue: (value) => parse(value), parseLiteral: (node) => parse(literal(node), node) };
}

const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text).toISOString());

/** What the graph dates by the day is shown as its first moment. */
const showMoment = (value: unknown) =>
  typeof value === 'string' && value.length === 10 ? `${value}T00:00:00.000Z` : value;

/** Amounts are held in the graph with at most three decimals: more than binary floating point keeps exactly is never there. */
const showUsd = (value: unknown) => (typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : value);

/**
 * The schema's own scalars. `PartialDate`, `Share`, `Tonnes`, `UsdAmount` and `Amount` have no `@specifiedBy`: no specification but their
 * description says what they are.
 */
export const scalars = {
  Date: scalar('Date', z.iso.date(), 'A day is written YYYY-MM-DD and must exist, such as "2026-01-12".'),
  PartialDate: scalar(
    'PartialDate',
    z.union([z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)]),
    'A day, a month or a year is written YYYY-MM-DD, YYYY-MM or YYYY.',
  ),
  DateTime: scalar(
    'DateTime',
    moment,
    'A moment is written YYYY-MM-DDThh:mm:ssZ, such as "2026-01-12T00:00:00Z".',
    showMoment,
  ),
  URL: scalar('URL', z.url(), 'An address is absolute, such as "https://example.org".'),
  Share: scalar('Share', z.number().min(0).max(1), 'A share lies between 0 and 1, such as 0.5 for 50 %.'),
  Tonnes: scalar('Tonnes', z.number().min(0), 'A mass in tonnes is a number of 0 or more.', (value) =>
    typeof value === 'number' ? toTheGram(value) : value,
  ),
  UsdAmount: scalar(
    'UsdAmount',
    z.string().regex(/^-?\d+(\.\d+)?$/),
    'An amount is an exact decimal in a string, such as "366341101".',
    showUsd,
  ),
  Amount: scalar(
    'Amount',
    z.string().regex(/^\d+(\.\d+)?$/),
    'An amount is an exact decimal in a string, such as "2200000000".',
  ),
};
