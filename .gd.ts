import { readConfig } from './src/lib/config.ts';
import { findGraph } from './src/graph/find.ts';
import { execFileSync } from 'node:child_process';
const f = await findGraph(readConfig(), () => undefined);
process.stdout.write(execFileSync('node', ['/tmp/ow/graphdump.mjs', process.env['LODEGRAPH_HOME'] ?? '']));
await f.close();
