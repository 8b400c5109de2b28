import type { FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Compute } from '../../../api/compute.ts';
import type { Graph } from '../../../graph/graph.ts';
import type { Config } from '../../../lib/config.ts';
import { readQuery, type AddressQuery } from '../../answers/address.ts';
import { ask, type Answered, type Asked } from '../../answers/ask.ts';
import { explainedDifference, type Explained } from '../../answers/changes.ts';
import type { EvidenceLevel } from '../../answers/evidence.ts';
import { questionsByName, type AddressedOperation } from '../../answers/operation.ts';
import { coded, Refused, statusOf, told } from '../../answers/refused.ts';
import type { OperationStore } from '../../answers/store.ts';
import { answerOf, executeBy, type Execute, type Operations } from '../../execute.ts';

/** What answers are made with. */
export interface Asking {
  operations: Operations;
  schema: GraphQLSchema;
  graph: Graph;
  compute: Compute;
  config: Config;
  store: OperationStore;
}

/** Runs operations of one request as `/graphql` does. */
export const executeFor = ({ operations }: Asking, { log, signal }: FastifyRequest): Execute =>
  executeBy(async (request) => answerOf(await operations.give(request, { log, signal })));

/** Asks an operation for a request. */
export const askFor = (asking: Asking, request: FastifyRequest, asked: Asked, wanted: EvidenceLevel | null) =>
  ask({ ...asking, execute: executeFor(asking, request) }, asked, wanted);

/**
 * What stands behind the question mark.
 * @throws Refused with all that is wrong with it.
 */
export function readRequest(
  { schema }: Asking,
  request: FastifyRequest,
  operation: AddressedOperation,
  own: readonly string[],
  now: string,
): AddressQuery {
  const query = request.query as Record<string, string | string[]>;
  const { read, errors } = readQuery(schema, operation, query, own, now);
  if (errors.length > 0) throw new Refused(400, errors.map(told));
  return read;
}

/** Throws where nothing could be answered, or where a part of it would pass for the whole. */
export function mustBeAnswered(operation: AddressedOperation, answered: Answered, isWhole: boolean): void {
  const { isAnswered, errors } = answered;
  if (isAnswered && (errors.length === 0 || !isWhole)) return;
  const outdated = errors.some(({ extensions }) => extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED');
  if (outdated && !questionsByName().has(operation.name))
    throw new Refused(410, [
      coded(
        'OUTDATED',
        'This operation was valid when it was stored, and is no longer: the schema has changed.',
        'What changed is told below; store the operation anew as it should be.',
        { argument: 'name' },
      ),
      ...errors,
    ]);
  throw new Refused(statusOf(answered), errors);
}

/** The two moments of an answer, compared. */
export async function compared(
  asking: Asking,
  request: FastifyRequest,
  asked: Asked,
  from: string,
  after: Answered | null,
): Promise<{ differences: Explained[]; level: EvidenceLevel | null }> {
  const wanted = after === null ? 'CLAIMS' : (after.level ?? 'IDS');
  const before = await askFor(asking, request, { ...asked, clocks: { ...asked.clocks, knownAt: from } }, wanted);
  mustBeAnswered(asked.operation, before, true);
  const later = after ?? (await askFor(asking, request, asked, wanted));
  mustBeAnswered(asked.operation, later, true);
  return {
    differences: explainedDifference(before, later, from),
    level: later.level,
  };
}
