import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Loads what asks for the landing page's figures before the pages themselves: a script of its own, as one of the page's would wait for all. */
const first = (): Plugin => ({
  name: 'first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle, filename }) {
      const entry = Object.values(bundle ?? {}).find((one) => one.type === 'chunk' && one.name === 'first');
      if (!entry || !filename.endsWith('web/index.html')) return [];
      return [
        {
          tag: 'script',
          attrs: { type: 'module', async: true, crossorigin: true, src: `/${entry.fileName}` },
          injectTo: 'head-prepend',
        },
      ];
    },
  },
});

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), first()],
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
      input: {
        explorer: page('index.html'),
        playground: page('playground/index.html'),
        first: page('explorer/first.ts'),
      },
      // The fetcher imports its WebSocket client only for subscriptions, which the API does not have.
      external: ['graphql-ws'],
      // GraphiQL's modules carry hints for a compiler that has already run.
      checks: { moduleLevelDirective: false },
    },
  },
});
