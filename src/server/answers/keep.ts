import {
  GraphQLError,
  Kind,
  parse,
  print,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { badInput, limitExceeded } from '../../api/errors.ts';
import { storesOperations, type Config } from '../../lib/config.ts';
import { documentRules } from '../apollo.ts';
import { addressOf, readQuery, valueText } from './address.ts';
import { addressed, operationOf, reservedNames, type AddressedOperation } from './operation.ts';
import { coded, Refused, told } from './refused.ts';
import type { OperationStore } from './store.ts';

/** What keeps operations needs. */
interface Keeping {
  schema: GraphQLSchema;
  config: Config;
  store: OperationStore;
}

/** An operation that is kept, with what its address says. */
interface Kept {
  isNew: boolean;
  address: string;
  operation: AddressedOperation;
}

/**
 * Keeps the operation of a request's body under the digest of its text.
 * @throws Refused where none may be kept, where it is not valid, or where the settings leave no room.
 */
export function keepOperation({ schema, config, store }: Keeping, body: unknown): Kept {
  if (!storesOperations(config))
    throw new Refused(403, [
      coded(
        'FORBIDDEN',
        'This server keeps no operations.',
        'Whoever runs it can set STORE_OPERATIONS to on; /graphql answers any operation.',
        {
          setting: 'STORE_OPERATIONS',
        },
      ),
    ]);
  const { query, operationName, variables = {} } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string' || query.trim() === '')
    throw new Refused(400, [
      told(badInput('query', 'must be the text of an operation.', 'Send {"query": "…", "variables": {…}}.')),
    ]);
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new Refused(400, [
      told(badInput('operationName', 'must be a text.', 'Name one of the operations in "query".')),
    ]);
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables))
    throw new Refused(400, [told(badInput('variables', 'must be an object.', 'Send {"name": value}.'))]);
  const text = validated(schema, config, query, operationName ?? null);
  const operation = addressed(text);
  const reserved = operation.variableDefinitions
    .map(({ variable }) => variable.name.value)
    .find((one) => reservedNames.some((name) => name === one));
  if (reserved !== undefined)
    throw new Refused(400, [
      told(
        badInput(
          'query',
          `has a variable "${reserved}", which means something else in an address.`,
          'Give it another name.',
        ),
      ),
    ]);
  const texts = Object.fromEntries(
    Object.entries(variables as Record<string, unknown>).map(([name, value]) => [name, valueText(value)]),
  );
  const { errors } = readQuery(schema, operation, texts, [], new Date().toISOString());
  if (errors.length > 0) throw new Refused(400, errors.map(told));
  const stored = store.write(text);
  if (typeof stored === 'object') {
    const limit = stored.full;
    throw new Refused(507, [
      told(
        limitExceeded(
          limit,
          `This server keeps as many operations as ${limit} allows (${config[limit]}). /graphql answers any operation.`,
        ),
      ),
    ]);
  }
  const address = addressOf('', operation, texts, { asOf: texts['asOf'], knownAt: texts['knownAt'] });
  return { isNew: stored === 'NEW', address, operation };
}
/** The text to keep of one valid operation: as it was sent, or of several the one that was named. */
function validated(schema: GraphQLSchema, config: Config, query: string, operationName: string | null): string {
  let document: DocumentNode;
  try {
    document = parse(query, { maxLexicalTokens: config.MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Refused(400, [told(withCode(error, 'GRAPHQL_PARSE_FAILED'))]);
  }
  const errors = validate(schema, document, [...specifiedRules, ...documentRules(config)], { maxErrors: 20 });
  if (errors.length > 0)
    throw new Refused(
      400,
      errors.map((error) => told(withCode(error, 'GRAPHQL_VALIDATION_FAILED'))),
    );
  const own = operationOf(document, operationName);
  if (own === null)
    throw new Refused(400, [
      told(
        badInput('operationName', 'must name one of the operations in "query".', 'Send it, or one operation alone.'),
      ),
    ]);
  return document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1
    ? query
    : `${print(own)}\n`;
}

/** An error of graphql-js with the code that it has in an answer. */
function withCode({ message, nodes, source, positions, extensions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    ...{ nodes: nodes ?? null, source: source ?? null, positions: positions ?? null },
    extensions: { code, ...extensions },
  });
}
