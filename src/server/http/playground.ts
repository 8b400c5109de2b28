import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const folder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** The playground's pages, and the ways to it. */
export async function servePlayground(app: FastifyInstance): Promise<void> {
  await app.register(serveStatic, { root: folder, prefix: '/playground/', redirect: true });
  app.get('/', toPlayground);
  app.get('/playground', (request, reply) =>
    existsSync(`${folder}index.html`)
      ? toPlayground(request, reply)
      : reply.status(404).type('text/plain').send('The playground is not built. Run: npm run build'),
  );
}

/** What a link asks for stays in the address. */
const toPlayground = ({ url }: FastifyRequest, reply: FastifyReply) =>
  reply.redirect(`/playground/${/\?.*/.exec(url)?.[0] ?? ''}`);
