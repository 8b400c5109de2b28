// Runs a command of this folder by its name, such as `node src/commands/run.mjs seed`, as JavaScript that was made beforehand: it
// starts half a second sooner than TypeScript that is translated, and holds 75 MB less.
import { fileURLToPath } from 'node:url';
import './build.mjs';

const command = new URL(`../../dist/commands/${process.argv[2]}.js`, import.meta.url);
// The command finds its own words where it would if it had been run itself.
process.argv.splice(1, 2, fileURLToPath(command));
await import(command.href);
