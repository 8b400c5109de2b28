import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page asks its own origin, which hands it on: no setting of the server is needed.
const proxy = { '/graphql': process.env['LODEGRAPH'] ?? 'http://127.0.0.1:4000' };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
});
