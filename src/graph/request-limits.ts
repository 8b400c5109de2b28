import type { Config } from '../lib/config.ts';
import type { GraphOptions } from './graph.ts';

type Limits = Pick<GraphOptions, 'statementTimeout' | 'planningTimeout' | 'connectionTimeout'>;

/** How long a statement that a request needs may take, in milliseconds, as the settings have it. */
export const requestLimits = (config: Config): Limits => ({
  statementTimeout: config.STATEMENT_TIMEOUT_MS,
  planningTimeout: config.PLANNING_TIMEOUT_MS,
  connectionTimeout: config.CONNECTION_TIMEOUT_MS,
});
