import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { WrongArguments } from './check.ts';
import { refusedValue, type RefusedValue } from './refused-value.ts';
import { graphFailure } from '../graph/failure.ts';

/** Codes that `extensions.code` of an answer can have. */
export type ErrorCode =
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'CANCELLED'
  | 'FORBIDDEN'
  | 'INTERNAL_SERVER_ERROR'
  | 'LIMIT_EXCEEDED'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'OUTDATED'
  | 'TIMEOUT'
  | 'UNAVAILABLE';

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

/** The answer took too long. `setting` names what limits it, where that is a setting. */
export function timedOut(setting?: string): GraphQLError {
  const hint = 'Ask for less at once: fewer items or fewer levels.';
  const limit = setting ? ` (${setting})` : '';
  return failure('TIMEOUT', `The answer took longer than this server allows${limit}. ${hint}`, {
    ...(setting ? { setting } : {}),
    hint,
  });
}
function unavailable(): GraphQLError {
  const hint = 'Try again in a few seconds; /ready tells when it answers.';
  return failure('UNAVAILABLE', `The graph cannot be reached at the moment. ${hint}`, { hint });
}
/** Too many others wait for the same already. */
export function busy(): GraphQLError {
  const hint = 'Try again in a few seconds.';
  return failure('UNAVAILABLE', `This server computes as much as it can at the moment. ${hint}`, { hint });
}
const unexpected = () =>
  failure('INTERNAL_SERVER_ERROR', 'Something went wrong on this server. The log has the details.');

/** What is told of a statement that failed; nothing of other errors. */
export function fromDriver(error: unknown): GraphQLError | undefined {
  const failure = graphFailure(error);
  if (failure === undefined) return undefined;
  if (failure === 'TIMED_OUT') return timedOut('STATEMENT_TIMEOUT_MS');
  return failure === 'REFUSED' ? unexpected() : unavailable();
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** The client went away, which ended what was done for it. */
const isCancelled = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

/** What Apollo Server refuses before it reads the operation, such as a hash that is not the query's, has a status and no code. */
function isBadRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  return (error.extensions['http'] as { status?: number } | undefined)?.status === 400;
}

/** What took too long or could not be reached is one part of an answer: which one is said in words, too. */
function namingField(told: GraphQLFormattedError): GraphQLFormattedError {
  const code = told.extensions?.['code'];
  const field = told.path?.join('.');
  if (field === undefined || (code !== 'TIMEOUT' && code !== 'UNAVAILABLE')) return told;
  return { ...told, message: `Field "${field}": ${told.message}`, extensions: { ...told.extensions, field } };
}

/**
 * The one place where a failure becomes part of an answer: a code, the argument at fault and a hint; no stack, no Cypher, no
 * driver text. What the caller must not see goes to `report`.
 */
export const formatError: typeof tell = (formatted, error, report) => namingField(tell(formatted, error, report));

/** A failure as graphql-js or Apollo Server formatted it, and what it came from. */
interface Failure {
  message: string;
  /** Without a stack. */
  extensions: Record<string, unknown>;
  error: unknown;
  cause: unknown;
}

type Told = Pick<GraphQLFormattedError, 'message' | 'extensions'>;

const TOO_MANY_TOKENS = /Document contains more tha[nt] \d+ tokens\./;
const TOO_DEEP = /Maximum call stack size exceeded/;

/** What is told of each kind of failure that is meant for the caller: the first that says something counts. */
const kinds: Record<string, (failure: Failure) => Told | null> = {
  refusedValue({ error }) {
    const refused = refusedValue(error);
    return refused && badValue(refused);
  },
  tooManyTokens: ({ message }) =>
    TOO_MANY_TOKENS.test(message)
      ? limitExceeded('MAX_TOKENS', `${message} Split the operation into smaller ones.`)
      : null,
  tooDeep: ({ message, extensions }) =>
    extensions['code'] === 'GRAPHQL_PARSE_FAILED' && TOO_DEEP.test(message)
      ? limitExceeded(
          'MAX_DEPTH',
          'The document is nested deeper than this server can read. Ask for the inner part in an operation of its own.',
        )
      : null,
  limit: ({ message, extensions }) =>
    'limit' in extensions ? { message, extensions: { ...extensions, code: 'LIMIT_EXCEEDED' } } : null,
  coded: ({ message, extensions }) =>
    typeof extensions['code'] === 'string' && extensions['code'] !== 'INTERNAL_SERVER_ERROR'
      ? { message, extensions }
      : null,
  badRequest: ({ message, error }) => (isBadRequest(error) ? { message, extensions: { code: 'BAD_REQUEST' } } : null),
  cancelled: ({ cause }) =>
    isCancelled(cause) ? { message: 'The client went away.', extensions: { code: 'CANCELLED' } } : null,
};

function tell(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (cause: unknown) => void,
): GraphQLFormattedError {
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  const placed = ({ message, extensions = {} }: Told): GraphQLFormattedError => ({ ...place, message, extensions });
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  const cause = rootCause(error);
  if (cause instanceof WrongArguments) return severalErrors(cause.errors.map(placed));
  const failure = { message: formatted.message, extensions, error, cause };
  for (const kind of Object.values(kinds)) {
    const told = kind(failure);
    if (told) return placed(told);
  }
  report(cause);
  return placed(fromDriver(cause) ?? unexpected());
}

const badValue = ({ argument, reason, hint }: RefusedValue) =>
  argument === undefined ? failure('BAD_USER_INPUT', reason, hint ? { hint } : {}) : badInput(argument, reason, hint);

const several = new WeakMap<GraphQLFormattedError, GraphQLFormattedError[]>();

/** One error that stands for several until the answer is sent: a resolver can throw, and graphql-js pass on, only one. */
function severalErrors(errors: GraphQLFormattedError[]): GraphQLFormattedError {
  const one = { message: errors.map(({ message }) => message).join('\n') };
  several.set(one, errors);
  return one;
}

/** The errors that one error stands for. */
export const unfold = (error: GraphQLFormattedError): GraphQLFormattedError[] => several.get(error) ?? [error];
