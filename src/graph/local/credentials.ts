import { createHash, randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { z } from 'zod';
import { LocalNeo4jError } from './error.ts';
import { readIfPresent, writeWhole } from './file.ts';
import type { Home } from './home.ts';

const Credentials = z.object({ user: z.string(), password: z.string().min(8) });

/** User and password of the local Neo4j. */
export type Credentials = z.infer<typeof Credentials>;

/**
 * The password of this home, generated the first time, readable by its owner only.
 *
 * It is also laid down hashed where Neo4j looks for its first password. Neo4j takes that one while it has none of its
 * own, also after a start that was cut short, and ignores it from then on. Since the readable file is written first,
 * a kill at any moment leaves a known password.
 * @throws LocalNeo4jError when the file is there but cannot be read as credentials.
 */
export function prepareCredentials(home: Home): Credentials {
  const credentials = readCredentials(home) ?? createCredentials(home);
  chmodSync(home.credentials, 0o600);
  writeWhole(home.auth, initialUser(credentials, randomBytes(32)), 0o600);
  return credentials;
}

function readCredentials(home: Home): Credentials | undefined {
  const text = readIfPresent(home.credentials);
  if (text === undefined) return undefined;
  try {
    return Credentials.parse(JSON.parse(text));
  } catch {
    throw new LocalNeo4jError(`${home.credentials} holds no user and password: ${howToRecover(home)}`);
  }
}

function createCredentials(home: Home): Credentials {
  const credentials = { user: 'neo4j', password: randomBytes(24).toString('base64url') };
  writeWhole(home.credentials, `${JSON.stringify(credentials, null, 2)}\n`, 0o600);
  return credentials;
}

/** What to do when the password is lost. */
export function howToRecover(home: Home): string {
  return `restore it from a copy, or delete it together with ${home.neo4j} to begin with an empty graph.`;
}

/**
 * A user as Neo4j keeps it in `auth.ini`: name, then digest, salt and rounds of SHA-256 over salt and password.
 * The same line as `neo4j-admin dbms set-initial-password` writes, without a Java of its own.
 */
function initialUser({ user, password }: Credentials, salt: Buffer): string {
  const rounds = 1024;
  let digest = Buffer.concat([salt, Buffer.from(password, 'utf8')]);
  for (let round = 0; round < rounds; round += 1) digest = createHash('sha256').update(digest).digest();
  return `${user}:SHA-256,${digest.toString('hex')},${salt.toString('hex')},${rounds}:\n`;
}
