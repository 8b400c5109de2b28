import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { placeOf } from './test/order.ts';

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => placeOf(a.moduleId) - placeOf(b.moduleId));
  }
}

export default defineConfig({
  // Node takes graphql's CommonJS entry, Vite its ESM one: with both in a process, types of one are strangers to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/turn.ts'],
    sequence: { sequencer: InOrder },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Modules are loaded once for all files of a worker: nothing in them changes.
    isolate: false,
    // A file waits for Neo4j, another process, for about half of its time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // A Neo4j that a test starts for itself ends before Java's second compiler would have paid for itself.
    env: { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1' },
  },
});
