import neo4j from 'neo4j-driver';
import { GraphQLError, TokenKind, type GraphQLFormattedError } from 'graphql';

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
export const limitExceeded = (limit: string, message: string): GraphQLError =>
  failure('LIMIT_EXCEEDED', message, { limit });

/** The answer took too long. */
export const timedOut = (setting?: string): GraphQLError =>
  failure(
    'TIMEOUT',
    `The answer took longer than this server allows${setting ? ` (${setting})` : ''}. Ask for less at once: fewer items or fewer levels.`,
    setting ? { setting } : {},
  );

/** Too many others wait for the same already. */
export function busy(): GraphQLError {
  const hint = 'Try again in a few seconds.';
  return failure('UNAVAILABLE', `This server computes as much as it can at the moment. ${hint}`, { hint });
}
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

/** The name of the argument or input field that holds the value at fault, from the operation's own text. */
function argumentAtFault(error: GraphQLError): string | undefined {
  const variable = /^Variable "\$(\w+)" got invalid value .*?(?: at "[^"]*?(\w+)")?; /s.exec(error.message);
  let token = error.nodes?.[0]?.loc?.startToken;
  if (variable) {
    if (variable[2]) return variable[2];
    // A variable's value is named by the argument that the variable is handed to.
    for (; token; token = token.next ?? undefined) {
      const handed =
        token.kind === TokenKind.DOLLAR && token.next?.value === variable[1] && token.prev?.kind === TokenKind.COLON;
      if (handed) return token.prev?.prev?.value;
    }
    return variable[1];
  }
  while (token && token.kind !== TokenKind.COLON) token = token.prev ?? undefined;
  return token?.prev?.value;
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
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  const code = extensions['code'];

  if (extensions['scalar'] !== undefined || (code === 'BAD_USER_INPUT' && extensions['argument'] === undefined)) {
    const argument = error instanceof GraphQLError ? argumentAtFault(error) : undefined;
    const message =
      argument && !formatted.message.includes(argument)
        ? `Argument "${argument}": ${formatted.message}`
        : formatted.message;
    return {
      ...place,
      message,
      extensions: { code: 'BAD_USER_INPUT', ...(argument ? { argument } : {}), ...hintOf(extensions) },
    };
  }
  if (/more tha[nt] \d+ tokens/.test(formatted.message)) {
    return {
      ...place,
      message: `${formatted.message} Split the operation into smaller ones.`,
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'MAX_TOKENS' },
    };
  }
  if ('limit' in extensions)
    return { ...place, message: formatted.message, extensions: { ...extensions, code: 'LIMIT_EXCEEDED' } };
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')
    return { ...place, message: formatted.message, extensions };

  const cause = rootCause(error);
  const known = fromDriver(cause) ?? unexpected();
  report(cause);
  return { ...place, message: known.message, extensions: known.extensions };
}

const hintOf = (extensions: Record<string, unknown>) => ('hint' in extensions ? { hint: extensions['hint'] } : {});
