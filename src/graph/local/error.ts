/** Why the local Neo4j cannot be had: one sentence that says what to do, and the last lines of a log where there is one. */
export class LocalNeo4jError extends Error {
  override readonly name = 'LocalNeo4jError';
  declare readonly logTail?: string;

  constructor(message: string, logTail?: string) {
    super(message);
    if (logTail !== undefined && logTail !== '') this.logTail = logTail;
  }
}

const NO_SPACE = /ENOSPC|No space left on device/;

/** Whether a text or an error tells of a full disk. */
export function tellsOfFullDisk(what: unknown): boolean {
  return NO_SPACE.test(what instanceof Error ? what.message : String(what));
}

/** The error for a full disk. */
export function fullDisk(folder: string, logTail?: string): LocalNeo4jError {
  return new LocalNeo4jError(`The disk that holds ${folder} is full: free 500 MB there, then start again.`, logTail);
}
