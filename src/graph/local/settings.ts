import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The generated password of the user `neo4j`, kept in a file that its owner alone may read. */
export function readPassword(home: string): string {
  const path = join(home, 'credentials.json');
  if (!existsSync(path))
    writeFileSync(path, JSON.stringify({ user: 'neo4j', password: randomBytes(24).toString('base64url') }), {
      mode: 0o600,
    });
  return (JSON.parse(readFileSync(path, 'utf8')) as { password: string }).password;
}

/** A free port for Bolt: the one of last time when it is free, so that a browser's bookmark stays right. */
export async function choosePort(home: string): Promise<number> {
  const path = join(home, 'bolt-port');
  const remembered = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  const port = (remembered > 0 && (await tryPort(remembered))) || (await tryPort(0)) || 0;
  writeFileSync(path, String(port));
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Writes Neo4j's configuration: loopback alone, Bolt alone, nothing reported to anyone. */
export function writeConfiguration(neo4jHome: string, port: number, pageCacheMegabytes: number): string {
  const folder = join(neo4jHome, 'conf');
  mkdirSync(folder, { recursive: true });
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'server.default_advertised_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.http.enabled': false,
    'server.https.enabled': false,
    'dbms.security.auth_enabled': true,
    'dbms.usage_report.enabled': false,
    'db.tx_log.preallocate': false,
    'db.transaction.timeout': '30s',
    'server.memory.pagecache.size': `${pageCacheMegabytes}m`,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(folder, 'neo4j.conf'), `${lines.join('\n')}\n`);
  return folder;
}
