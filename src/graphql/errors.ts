import neo4j from 'neo4j-driver';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { WrongArguments } from './check.ts';
import { refusedValue, type RefusedValue } from './refused-value.ts';

/** Codes that `extensions.code` of an answer can have. */
export type ErrorCode = 'BAD_USER_INPUT' | 'LIMIT_EXCEEDED' | 'TIMEOUT' | 'UNAVAILABLE' | 'INTERNAL_SERVER_ERROR';

function failure(code: ErrorCode, message: string, details: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...details } });
}

/** The caller gave an argument that cannot be used. `hint` says what to do about it. */
export const badInput = (argument: string, message: string, hint?: string): GraphQLError =>
  failure('BAD_USER_INPUT', `Argument "${argument}": ${message}${hint ? ` ${hint}` : ''}`, {
    argument,
    ...(hint ? { hint } : {}),
  });

/** A limit was passed; the message names it. */
export const limitExceeded = (limit: string, message: string, details: Record<string, unknown> = {}): GraphQLError =>
  failure('LIMIT_EXCEEDED', message, { limit, ...details });

/** The answer took too long. */
export const timedOut = () =>
  failure(
    'TIMEOUT',
    'The answer took longer than this server allows. Ask for less at once: fewer items or fewer levels.',
  );
const unavailable = () =>
  failure('UNAVAILABLE', 'The graph cannot be reached at the moment. Try again in a few seconds.');
const unexpected = () =>
  failure('INTERNAL_SERVER_ERROR', 'Something went wrong on this server. The log has the details.');

function fromDriver(error: unknown): GraphQLError | undefined {
  if (!(error instanceof neo4j.Neo4jError)) return undefined;
  if (error.code.includes('TransactionTimedOut') || error.code.includes('Terminated')) return timedOut();
  if (error.code.startsWith('Neo.') && !neo4j.isRetryableError(error)) return unexpected();
  return unavailable();
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/**
 * The one place where a failure becomes part of an answer: a code, the argument at fault and a hint; no stack, no Cypher, no
 * driver text. What is not meant for the caller goes to `report`.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (cause: unknown) => void,
): GraphQLFormattedError {
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  const told = (one: GraphQLError): GraphQLFormattedError => ({
    ...place,
    message: one.message,
    extensions: one.extensions,
  });
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  const code = extensions['code'];
  const cause = rootCause(error);

  if (cause instanceof WrongArguments) return severalErrors(cause.errors.map(told));
  const refused = refusedValue(error);
  if (refused) return told(badValue(refused));
  if (/Document contains more tha[nt] \d+ tokens\./.test(formatted.message))
    return told(limitExceeded('MAX_TOKENS', `${formatted.message} Split the operation into smaller ones.`));
  if ('limit' in extensions)
    return { ...place, message: formatted.message, extensions: { ...extensions, code: 'LIMIT_EXCEEDED' } };
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')
    return { ...place, message: formatted.message, extensions };

  report(cause);
  return told(fromDriver(cause) ?? unexpected());
}

const badValue = ({ argument, reason, hint }: RefusedValue) =>
  argument === undefined ? failure('BAD_USER_INPUT', reason, hint ? { hint } : {}) : badInput(argument, reason, hint);

const several = new WeakMap<GraphQLFormattedError, GraphQLFormattedError[]>();

/** One error that stands for several until the answer is sent: a resolver can throw, and graphql-js hand on, one alone. */
function severalErrors(errors: GraphQLFormattedError[]): GraphQLFormattedError {
  const one = { message: errors.map(({ message }) => message).join('\n') };
  several.set(one, errors);
  return one;
}

/** The errors that one error stands for. */
export const unfold = (error: GraphQLFormattedError): GraphQLFormattedError[] => several.get(error) ?? [error];
