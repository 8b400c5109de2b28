import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

const commands = readdirSync(new URL('src/commands/', import.meta.url)).filter((file) => file.endsWith('.ts'));

/** The commands as JavaScript in `dist/`, a file for each of `src/` in the same place, so that they find the folders beside both. */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    minify: false,
    rolldownOptions: {
      input: [...commands.map((file) => `src/commands/${file}`), 'src/server/workers/run.ts'],
      // Statements register themselves when their module is loaded.
      treeshake: false,
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});
