import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/playground/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The code editor is one chunk of this size; it is loaded after the page is drawn.
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      // The fetcher imports its WebSocket client only for subscriptions, which the API does not have.
      external: ['graphql-ws'],
      // GraphiQL's modules carry hints for a compiler that has already run.
      checks: { moduleLevelDirective: false },
    },
  },
});
