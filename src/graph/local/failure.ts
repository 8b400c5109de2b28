/** Why the local Neo4j cannot be used, in a sentence that says what to do. */
export class LocalNeo4jError extends Error {}

/** Whether `error` is a failure of the system with this code, such as `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === code;
