import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from './file.ts';

/** The folder of the local Neo4j and what lies in it; absolute paths. */
export interface Home {
  root: string;
  /** Neo4j's own home: data, conf, logs. */
  neo4j: string;
  data: string;
  /** There from before the first start until Neo4j has answered for the first time. */
  unfinished: string;
  conf: string;
  /** What the child process prints. */
  console: string;
  /** The process id of Neo4j while it runs. */
  pid: string;
  /** The classes that it loads, as it lists them until they are archived. */
  classes: string;
  /** The first password, as Neo4j reads it when it starts on an empty folder. */
  auth: string;
  credentials: string;
  /** The Bolt port of the last start. */
  port: string;
  lock: string;
}

/** Whether no Neo4j has stored anything in this folder. */
export const isNew = (folder: string): boolean => !existsSync(join(folder, 'neo4j/data/databases'));

/** Creates the folder where it is missing and names what lies in it. */
export function openHome(folder: string): Home {
  mkdirSync(folder, { recursive: true });
  const root = realpathSync(folder);
  const neo4j = join(root, 'neo4j');
  return {
    root,
    neo4j,
    data: join(neo4j, 'data'),
    unfinished: join(neo4j, 'first-start-unfinished'),
    conf: folderIn(neo4j, 'conf'),
    console: join(folderIn(neo4j, 'logs'), 'console.log'),
    pid: join(folderIn(neo4j, 'run'), 'neo4j.pid'),
    classes: join(neo4j, 'run/classes.list'),
    auth: join(neo4j, 'data/dbms/auth.ini'),
    credentials: join(root, 'credentials.json'),
    port: join(root, 'bolt-port'),
    lock: join(root, 'lock'),
  };
}

/**
 * Makes sure that Neo4j finds no half-made databases. A kill in its very first seconds leaves files that it cannot
 * recover; nothing can have been stored by then: they are removed and it begins again.
 */
export function prepareData(home: Home): void {
  if (existsSync(home.unfinished)) rmSync(home.data, { recursive: true, force: true });
  else if (isNew(home.root)) writeWhole(home.unfinished, '');
  mkdirSync(dirname(home.auth), { recursive: true });
}

/** Notes that Neo4j has answered: its data are never removed from now on, not even if the power fails this moment. */
export function keepData(home: Home): void {
  if (!existsSync(home.unfinished)) return;
  rmSync(home.unfinished);
  const folder = openSync(home.neo4j, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function folderIn(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes Neo4j's configuration: loopback only, nothing but Bolt, small on the disk; and what else is set. */
export function writeConfiguration(
  home: Home,
  port: number,
  pageCacheMegabytes: number,
  others: Readonly<Record<string, string>> = {},
): void {
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    'server.http.enabled': false,
    'server.https.enabled': false,
    'dbms.usage_report.enabled': false,
    'dbms.security.auth_enabled': true,
    'db.tx_log.preallocate': false,
    'db.transaction.timeout': '30s',
    'server.memory.pagecache.size': `${pageCacheMegabytes}m`,
    // Otherwise it idles for ten seconds at the end, after the data are safe and every connection is closed.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': 0,
    ...others,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${String(value)}\n`);
  writeWhole(join(home.conf, 'neo4j.conf'), `# Written at every start; changes made here are lost.\n${lines.join('')}`);
}
