import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const folder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** The playground's pages, and the ways to it. */
export async function servePlayground(app: FastifyInstance): Promise<void> {
  await app.register(serveStatic, { root: folder, prefix: '/playground/', redirect: true });
  app.get('/', (_, reply) => reply.redirect('/playground/'));
  app.get('/playground', (_, reply) =>
    existsSync(`${folder}index.html`)
      ? reply.redirect('/playground/')
      : reply.status(404).type('text/plain').send('The playground is not built. Run: npm run build'),
  );
}
