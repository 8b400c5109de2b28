import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { formatError, type ErrorCode } from '../../api/errors.ts';

/** A refusal: what is wrong, with the status that says so. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];
  constructor(status: number, errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.status = status;
    this.errors = errors;
  }
}
/** An error with its code and what to do. */
export const coded = (
  code: ErrorCode,
  message: string,
  hint: string,
  details: Record<string, unknown> = {},
): GraphQLFormattedError => ({
  message: `${message} ${hint}`,
  extensions: { code, ...details, hint },
});
const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  LIMIT_EXCEEDED: 400,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  CANCELLED: 499,
};

/** The status of a question of which nothing could be answered. */
export const statusOf = ({ status, errors }: { status: number; errors: readonly GraphQLFormattedError[] }): number =>
  status >= 400 ? status : (STATUS[String(errors[0]?.extensions?.['code'])] ?? 500);
/** An error as answers tell it. */
export const told = (error: GraphQLError): GraphQLFormattedError => formatError(error.toJSON(), error, () => undefined);
