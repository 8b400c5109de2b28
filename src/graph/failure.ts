import neo4j from 'neo4j-driver';

/**
 * What an error of the driver means: the statement took too long or was ended, the database cannot be reached for now, or it
 * refuses the statement. Undefined for an error that is not the driver's.
 */
export function graphFailure(error: unknown): 'TIMED_OUT' | 'UNAVAILABLE' | 'REFUSED' | undefined {
  if (!(error instanceof neo4j.Neo4jError)) return undefined;
  if (error.code.includes('TransactionTimedOut') || error.code.includes('Terminated')) return 'TIMED_OUT';
  return error.code.startsWith('Neo.') && !neo4j.isRetryableError(error) ? 'REFUSED' : 'UNAVAILABLE';
}
