import type { ApolloServerPlugin } from '@apollo/server';
import {
  BREAK,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import type { Config } from '../lib/config.ts';
import type { RequestContext } from '../api/context.ts';
import { costOf, type OperationCost } from './cost.ts';
import { limitExceeded } from '../api/errors.ts';

/** The settings that bound what one request may ask. */
export type Limits = Pick<
  Config,
  | 'MAX_COST'
  | 'MAX_DEPTH'
  | 'MAX_ROOT_FIELDS'
  | 'MAX_FRAGMENTS'
  | 'MAX_DIRECTIVES'
  | 'MAX_REPEATS'
  | 'MAX_INPUT_DEPTH'
  | 'MAX_INPUT_LIST'
>;

const deepInput = ({ MAX_INPUT_DEPTH }: Limits) =>
  limitExceeded(
    'MAX_INPUT_DEPTH',
    `An argument or variable is nested deeper than ${MAX_INPUT_DEPTH} levels. Say the same with fewer "and", "or" and "not".`,
  );
const longList = ({ MAX_INPUT_LIST }: Limits, length: number) =>
  limitExceeded(
    'MAX_INPUT_LIST',
    `A list or an object among the arguments and variables has ${length} values; ${MAX_INPUT_LIST} are allowed. Ask in several requests.`,
  );

/** What makes a document too large to be validated; null when nothing does. Takes time in proportion to the document. */
export function documentFault(document: DocumentNode, limits: Limits): GraphQLError | null {
  const { MAX_FRAGMENTS, MAX_DIRECTIVES, MAX_REPEATS, MAX_INPUT_DEPTH, MAX_INPUT_LIST } = limits;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
  if (fragments > MAX_FRAGMENTS)
    return limitExceeded(
      'MAX_FRAGMENTS',
      `The document has ${fragments} fragments; ${MAX_FRAGMENTS} are allowed. Send only those that the operation needs.`,
    );
  let directives = 0;
  let inputDepth = 0;
  let fault: GraphQLError | null = null;

  function faultOf(node: ASTNode): GraphQLError | null {
    if (node.kind === Kind.DIRECTIVE && ++directives > MAX_DIRECTIVES)
      return limitExceeded(
        'MAX_DIRECTIVES',
        `The document uses more than ${MAX_DIRECTIVES} directives. Put fields of one condition into one fragment.`,
      );
    if (node.kind === Kind.LIST && node.values.length > MAX_INPUT_LIST) return longList(limits, node.values.length);
    if ((node.kind === Kind.LIST || node.kind === Kind.OBJECT) && ++inputDepth > MAX_INPUT_DEPTH)
      return deepInput(limits);
    const startsSelection =
      node.kind === Kind.FIELD || node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION;
    const repeated = startsSelection && node.selectionSet ? repeatedName(node.selectionSet, MAX_REPEATS) : undefined;
    if (repeated === undefined) return null;
    return limitExceeded(
      'MAX_REPEATS',
      `"${repeated}" stands more than ${MAX_REPEATS} times in one selection. Once is enough: what is selected below is merged.`,
    );
  }

  visit(document, {
    enter(node) {
      fault = faultOf(node);
      return fault ? BREAK : undefined;
    },
    leave(node) {
      if (node.kind === Kind.LIST || node.kind === Kind.OBJECT) inputDepth -= 1;
    },
  });
  return fault;
}

/** The first name that a selection gives to more than `most` fields, those of its inline fragments among them. */
function repeatedName(set: SelectionSetNode, most: number): string | undefined {
  const times = new Map<string, number>();
  const sets = [set];
  for (let current = sets.pop(); current; current = sets.pop())
    for (const one of current.selections) {
      if (one.kind === Kind.INLINE_FRAGMENT) sets.push(one.selectionSet);
      if (one.kind !== Kind.FIELD) continue;
      const name = (one.alias ?? one.name).value;
      const seen = (times.get(name) ?? 0) + 1;
      if (seen > most) return name;
      times.set(name, seen);
    }
  return undefined;
}

/**
 * Refuses a document that is too large before the rules of GraphQL are tried on it, some of which take more time than in proportion:
 * they are given an empty document in its place.
 */
export const documentLimits =
  (limits: Limits): ValidationRule =>
  (context) => ({
    Document: {
      enter(document) {
        const fault = documentFault(document, limits);
        if (!fault) return undefined;
        context.reportError(fault);
        return { ...document, definitions: [] };
      },
    },
  });

/** What is wrong with the size of variables, whatever their types; null when nothing is. */
function variablesFault(variables: Readonly<Record<string, unknown>>, limits: Limits): GraphQLError | null {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    const inner: unknown[][] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (depth > limits.MAX_INPUT_DEPTH) return deepInput(limits);
      const values = Object.values(value) as unknown[];
      if (values.length > limits.MAX_INPUT_LIST) return longList(limits, values.length);
      inner.push(values);
    }
    level = inner.flat();
  }
  return null;
}

/** What is wrong with the size of what an operation asks for; null when nothing is. */
export function operationFault(
  { points, depth, rootFields, dearest }: OperationCost,
  limits: Limits,
): GraphQLError | null {
  const { MAX_COST, MAX_DEPTH, MAX_ROOT_FIELDS } = limits;
  if (depth > MAX_DEPTH)
    return limitExceeded(
      'MAX_DEPTH',
      `The operation is nested deeper than ${MAX_DEPTH} levels. Ask for the inner part in an operation of its own.`,
    );
  if (rootFields > MAX_ROOT_FIELDS)
    return limitExceeded(
      'MAX_ROOT_FIELDS',
      `The operation has ${rootFields} fields at the root; ${MAX_ROOT_FIELDS} are allowed. Ask in several requests.`,
    );
  if (points <= MAX_COST) return null;
  const field = dearest?.path.join('.');
  return limitExceeded(
    'MAX_COST',
    `The operation could cost ${points} points; ${MAX_COST} are allowed. "${field}" weighs most: ask for shorter pages, fewer levels or fewer fields like it.`,
    { cost: points, maximum: MAX_COST, field, coordinate: dearest?.coordinate },
  );
}

/** Asked for with this header, an answer tells what its operation costs, in `extensions.cost`. */
export const COST_HEADER = 'x-graphql-cost';

/** The longest variables that a cost is kept for, in characters of JSON: what is kept must stay small beside its document. */
const MAX_KEPT = 1_000;

/** Counts what operations cost, but not again for a document that comes with the variables it came with last: Apollo keeps those it parsed. */
function countCosts(): typeof costOf {
  const last = new WeakMap<DocumentNode, { key: string; cost: OperationCost }>();
  return (schema, document, operation, variables) => {
    const key = JSON.stringify([operation.name?.value, variables]);
    const before = last.get(document);
    if (before?.key === key) return before.cost;
    const cost = costOf(schema, document, operation, variables);
    if (key.length <= MAX_KEPT) last.set(document, { key, cost });
    return cost;
  };
}

/** Refuses operations that could bring back too much before anything is asked of the graph, and tells what one costs on demand. */
export function operationLimits(limits: Limits): ApolloServerPlugin<RequestContext> {
  const costOnce = countCosts();
  return {
    requestDidStart() {
      let cost: OperationCost | undefined;
      return Promise.resolve({
        didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return Promise.resolve();
          refuse(variablesFault(request.variables ?? {}, limits));
          const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, {
            maxErrors: 1,
          });
          if (!coerced) return Promise.resolve();
          cost = costOnce(schema, document, operation, coerced);
          refuse(operationFault(cost, limits));
          return Promise.resolve();
        },
        willSendResponse({ request, response }) {
          if (cost && request.http?.headers.has(COST_HEADER) && response.body.kind === 'single') {
            const { extensions } = response.body.singleResult;
            response.body.singleResult.extensions = {
              ...extensions,
              cost: { requested: cost.points, limit: limits.MAX_COST },
            };
          }
          return Promise.resolve();
        },
      });
    },
  };
}

/** Before execution, what is refused is told with a status of its own: it is the whole answer. */
function refuse(fault: GraphQLError | null): void {
  if (fault) throw new GraphQLError(fault.message, { extensions: { ...fault.extensions, http: { status: 400 } } });
}
