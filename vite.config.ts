import { defineConfig } from 'vite';

/** The server as JavaScript in `dist/`, a file for each of `src/` in the same place, so that it finds the folders beside both. */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: ['src/commands/serve.ts', 'src/server/workers/run.ts'],
      // Statements register themselves when their module is loaded.
      treeshake: false,
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});
