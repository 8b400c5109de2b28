import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  appType: 'spa',
  worker: { format: 'es' },
  // For work on the pages: `npx vite --config web/vite.config.ts` beside a server of the API.
  server: { host: '127.0.0.1', proxy: { '/graphql': process.env['LODEGRAPH_API'] ?? 'http://127.0.0.1:4000' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The playground's code editor is one chunk of this size; it is loaded after its page is drawn.
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      input: { explorer: page('index.html'), playground: page('playground/index.html') },
      // The fetcher imports its WebSocket client only for subscriptions, which the API does not have.
      external: ['graphql-ws'],
      // GraphiQL's modules carry hints for a compiler that has already run.
      checks: { moduleLevelDirective: false },
    },
  },
});
