import { BREAK, GraphQLError, Kind, parse, visit, type ASTNode, type DocumentNode } from 'graphql';

/** A value in an operation or its variables that graphql-js refused before any resolver saw it. */
export interface RefusedValue {
  /** Where the value belongs, such as `first` or `where.signedOn.eq`; undefined where no argument takes it. */
  argument: string | undefined;
  /** What is wrong with it. */
  reason: string;
  /** The likely intended value. */
  hint: string | undefined;
}

const NULL = 'must not be null. Give a value, or leave it out where there is a default.';

const missingArgument =
  /^(?:Field|Directive) "@?\w+" argument "(\w+)" of type ".*" is required, but it was not provided\.$/;

/** What graphql-js says of values, in its own words, and what is told instead. The first that matches counts. */
const wordings: readonly { matches: RegExp; tells: (match: RegExpExecArray) => string }[] = [
  { matches: /^Argument "\w+" of non-null type ".*" must not be null\.$/, tells: () => NULL },
  { matches: /^Variable "\$\w+" of non-null type ".*" must not be null\.$/, tells: () => NULL },
  { matches: /^Expected value of type ".*!", found null\.$/, tells: () => NULL },
  { matches: /; Expected non-nullable type ".*" not to be null\.$/, tells: () => NULL },
  { matches: /^Variable "\$\w+" of required type ".*" was not provided\.$/, tells: () => 'is missing.' },
  {
    matches:
      /^Argument "\w+" of required type ".*" was provided the variable ".*" which was not provided a runtime value\.$/,
    tells: () => 'is missing.',
  },
  { matches: missingArgument, tells: () => 'is missing.' },
  // Of an object written in the operation with a variable in it, graphql-js says no more.
  {
    matches: /^Argument "\w+" has invalid value [\s\S]*\.$/,
    tells: () => 'holds a variable whose value is null or missing where one is needed.',
  },
  { matches: /^Variable "\$\w+" got invalid value [\s\S]*?; ([\s\S]+)$/, tells: ([, why = '']) => why },
  {
    matches: /^Too many errors processing variables, error limit reached\. Execution aborted\.$/,
    tells: () => 'More of the variables cannot be used, which are not told.',
  },
];

/** Longest text that is told: graphql-js repeats the value, however long it is. */
const LONGEST = 400;

/**
 * What graphql-js refused, where the error is about a value: one that stands in the operation, or a variable's. Null for an error
 * of another kind, such as an unknown field.
 */
export function refusedValue(error: unknown): RefusedValue | null {
  if (!(error instanceof GraphQLError) || !isAboutValue(error)) return null;
  const wording = wordings.map(({ matches, tells }) => ({ match: matches.exec(error.message), tells })).find(isMatch);
  const text = wording ? wording.tells(wording.match) : error.message;
  const [, reason = text, hint] = /^([\s\S]+?) ((?:Did you mean|Give a value)\b.+)$/.exec(text) ?? [];
  return {
    argument: argumentAtFault(error),
    reason: reason.length > LONGEST ? `${reason.slice(0, LONGEST)}…` : reason,
    hint,
  };
}

const isMatch = <T>(one: { match: RegExpExecArray | null; tells: T }): one is { match: RegExpExecArray; tells: T } =>
  one.match !== null;

const values: ReadonlySet<string> = new Set([
  ...[Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT, Kind.OBJECT_FIELD],
]);

/** What an error of graphql-js is about is its first node; an error that a resolver threw is about its field. */
function isAboutValue({ nodes, message, extensions }: GraphQLError): boolean {
  const kind = nodes?.[0]?.kind;
  const isOfDocument = extensions['code'] === 'GRAPHQL_VALIDATION_FAILED';
  if (kind === undefined) return message.startsWith('Too many errors processing variables');
  if (kind === Kind.FIELD || kind === Kind.DIRECTIVE) return isOfDocument && missingArgument.test(message);
  if (kind === Kind.VARIABLE || kind === Kind.VARIABLE_DEFINITION) return !isOfDocument;
  return values.has(kind);
}

/** Names of the argument and the input fields that lead to a value of the operation. */
function argumentAtFault({ nodes, message }: GraphQLError): string | undefined {
  const node = nodes?.[0];
  if (!node?.loc) return undefined;
  const [, missing] = missingArgument.exec(message) ?? [];
  if (missing !== undefined) return missing;
  const document = parse(node.loc.source);
  const inOperation = (wanted: ASTNode) =>
    argumentOf(document, ({ kind, loc }) => kind === wanted.kind && loc?.start === wanted.loc?.start);
  if (node.kind !== Kind.VARIABLE_DEFINITION) return inOperation(node);
  // A variable's value is named by the argument that the variable is handed to.
  const variable = node.variable.name.value;
  const handed = argumentOf(document, (one) => one.kind === Kind.VARIABLE && one.name.value === variable);
  const [, within = ''] = /^Variable "\$\w+" got invalid value [\s\S]*? at "\w+([^"]*)"; /.exec(message) ?? [];
  return `${handed ?? variable}${within.replace(/\[\d+\]/g, '')}`;
}

/** Names of the argument and the input fields that lead to the first such node in an argument. */
function argumentOf(document: DocumentNode, isIt: (node: ASTNode) => boolean): string | undefined {
  let found: string[] = [];
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (!isIt(node)) return undefined;
      found = [...ancestors, parent ?? [], node].flatMap((one) =>
        'kind' in one && (one.kind === Kind.ARGUMENT || one.kind === Kind.OBJECT_FIELD) ? [one.name.value] : [],
      );
      return found.length > 0 ? BREAK : undefined;
    },
  });
  return found.length > 0 ? found.join('.') : undefined;
}
