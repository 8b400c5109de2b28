import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that write to the shared graph, and one that plans all statements for those that come after: they run before the others. */
const apart = [
  'test/{ingest,loading}/**/*.test.ts',
  'test/graph/statement.test.ts',
  'test/figures/dependence/reported.test.ts',
  'test/api/names/in-where.test.ts',
  'test/entities/{supplier,trade-flow}.test.ts',
  'test/entities/trade-flow/sums.test.ts',
  'test/server/kept/state.test.ts',
];

/**
 * Files that take long, longest first: begun last, one of them would keep all others waiting. Those that borrow the same Neo4j
 * have others between them, and the one that leaves most in it is the last.
 */
const long = [
  'retraction',
  'graph/statement',
  'generated-operations',
  'server/mcp',
  'server/http/answers/changes',
  'commands/import',
  'playground',
  'explorer/question',
  'explorer/reload',
  'explorer/accessible',
  'graph/local/local-neo4j',
  'commands/serve',
  'clients/one-id',
  'explorer/thing',
  'nested',
  'examples/python',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? long.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

// Node takes graphql's CommonJS entry, Vite its ESM one: with both in a process, types of one are strangers to the other.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const shared = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // Modules are loaded once for all files of a worker: nothing in them changes.
  isolate: false,
  // A Neo4j that a test starts for itself ends before Java's second compiler would have paid for itself.
  env: { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1' },
};

export default defineConfig({
  resolve,
  test: {
    globalSetup: ['test/global-setup.ts'],
    sequence: { sequencer: LongFirst },
    // A file waits for Neo4j, another process, for about half of its time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      { resolve, test: { ...shared, name: 'apart', include: apart, sequence: { groupOrder: 0 } } },
      {
        resolve,
        test: {
          ...shared,
          name: 'reading',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
