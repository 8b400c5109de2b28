import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Node takes graphql's CommonJS entry, Vite its ESM one: with both in a process, types of one are strangers to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
