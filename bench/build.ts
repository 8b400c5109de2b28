import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Makes JavaScript of the servers that Lodegraph is measured against, as it runs itself: what translates TypeScript while it is loaded
 * keeps the names of functions, which takes up to a tenth of each request. The folder is as deep as that of their source.
 */
export async function buildServers(): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'bench/built',
      minify: false,
      rolldownOptions: {
        input: {
          'by-hand': 'bench/servers/by-hand.ts',
          'neo4j-graphql': 'bench/servers/neo4j-graphql.ts',
          mercurius: 'bench/servers/mercurius.ts',
          // What threads of Mercurius's server load.
          run: 'src/server/workers/run.ts',
        },
        treeshake: false,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}
