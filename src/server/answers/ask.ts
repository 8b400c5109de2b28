import {
  parse,
  print,
  Kind,
  getVariableValues,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Config } from '../../lib/config.ts';
import { leafTypes, type LeafTypes } from '../../lib/leaf-types.ts';
import { costOf } from '../cost.ts';
import type { Execute } from '../execute.ts';
import { documentFault, operationFault } from '../limits.ts';
import { withClocks, type AddressedClocks } from './clocks.ts';
import { apart, levels, withEvidence, type EvidenceLevel, type WithEvidence } from './evidence.ts';
import type { AddressedOperation } from './operation.ts';

/** What is asked at an address. */
export interface Asked {
  operation: AddressedOperation;
  /** Those that the address gives. */
  variables: Record<string, unknown>;
  clocks: AddressedClocks;
}

export interface Answered extends WithEvidence {
  status: number;
  errors: readonly GraphQLFormattedError[];
  /** Whether anything was answered: not where all that was asked failed. */
  isAnswered: boolean;
  /** How much was asked besides: less than was wanted where the limits of a request are too narrow. */
  level: EvidenceLevel | null;
  /** Whether both clocks hold all that was asked. */
  isPinned: boolean;
  /** Types of single values by their places. */
  types: LeafTypes;
}

/** Whether an operation is within the limits of one request. */
function fits(
  schema: GraphQLSchema,
  config: Config,
  document: DocumentNode,
  variables: Record<string, unknown>,
): boolean {
  try {
    const read = parse(print(document), { maxLexicalTokens: config.MAX_TOKENS });
    if (documentFault(read, config)) return false;
    const operation = read.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (!operation) return false;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    return coerced !== undefined && operationFault(costOf(schema, read, operation, coerced), config) === null;
  } catch {
    return false;
  }
}

/**
 * Asks an operation by the clocks of its address, with what it rests on as far as `wanted` and the limits of a request allow:
 * every claim, else the sources, else the identifiers of its rows.
 */
export async function ask(
  { schema, config, execute }: { schema: GraphQLSchema; config: Config; execute: Execute },
  { operation, variables, clocks }: Asked,
  wanted: EvidenceLevel | null,
): Promise<Answered> {
  const given = { ...operation.defaults, ...variables };
  const { document, isPinned } = withClocks(schema, operation.document, given, clocks);
  const possible = wanted === null ? [] : levels.slice(0, levels.indexOf(wanted) + 1).reverse();
  const asked = possible
    .map((level) => ({ level, ...withEvidence(schema, document, level) }))
    .find((one) => fits(schema, config, one.document, given));
  const executed = await execute(print(asked?.document ?? document), operation.operationName, given);
  const types = leafTypes(print(operation.document), operation.operationName, schema);
  const data = executed.data ?? {};
  return {
    ...apart(data, asked?.prefix ?? '\0', types),
    types,
    status: executed.status,
    errors: executed.errors.map((error) => withoutPrefix(error, asked?.prefix)),
    isAnswered:
      executed.data !== null && (executed.errors.length === 0 || Object.values(data).some((one) => one !== null)),
    level: asked?.level ?? null,
    isPinned,
  };
}

/** An error at a field that was asked besides is of the place around it. */
function withoutPrefix(error: GraphQLFormattedError, prefix: string | undefined): GraphQLFormattedError {
  const at = prefix === undefined ? -1 : (error.path?.findIndex((part) => String(part).startsWith(prefix)) ?? -1);
  return at < 0 || !error.path ? error : { ...error, path: error.path.slice(0, at) };
}
