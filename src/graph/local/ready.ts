import neo4j, { type Driver } from 'neo4j-driver';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from './file.ts';

const TRY_EVERY_MS = 200;
const PROGRESS_EVERY_MS = 3_000;
/** Longest time for one try: on a busy machine a Java that has just started takes minutes to answer, and what is given up begins anew. */
const TRY_LIMIT_MS = 120_000;

/** How a wait for Neo4j came out. */
export type Readiness = 'READY' | 'ENDED' | 'WRONG_PASSWORD' | 'TIME_OUT';

/** What to wait for, for how long (milliseconds), and who hears of progress. */
export interface ReadinessOptions {
  uri: string;
  user: string;
  password: string;
  ended: Promise<unknown>;
  limit: number;
  report: (line: string) => void;
}

/** Waits until Neo4j answers a query over Bolt, its process ends, it refuses the password, or the time is over. */
export async function waitUntilReady(options: ReadinessOptions): Promise<Readiness> {
  const driver = neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
    connectionTimeout: TRY_LIMIT_MS,
    connectionAcquisitionTimeout: TRY_LIMIT_MS,
    telemetryDisabled: true,
  });
  const began = Date.now();
  const progress = setInterval(() => {
    options.report(`Neo4j is starting (${Math.round((Date.now() - began) / 1000)} s).`);
  }, PROGRESS_EVERY_MS);
  const ended = options.ended.then(() => 'ENDED' as const);
  try {
    for (;;) {
      const answer = await tryQuery(driver);
      if (answer !== 'NOT_YET') return answer;
      if (Date.now() - began > options.limit) return 'TIME_OUT';
      if ((await Promise.race([delay(TRY_EVERY_MS), ended])) === 'ENDED') return 'ENDED';
    }
  } finally {
    clearInterval(progress);
    await driver.close();
  }
}

async function tryQuery(driver: Driver): Promise<'READY' | 'WRONG_PASSWORD' | 'NOT_YET'> {
  const session = driver.session();
  try {
    await session.run('RETURN 1', {}, { timeout: TRY_LIMIT_MS });
    return 'READY';
  } catch (error) {
    return hasCode(error, 'Neo.ClientError.Security.Unauthorized') ? 'WRONG_PASSWORD' : 'NOT_YET';
  } finally {
    await session.close();
  }
}
