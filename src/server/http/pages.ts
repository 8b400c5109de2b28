import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const folder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** Addresses of the explorer, by their first part: each is the same page, which reads the rest of the address itself. */
export const explorerPages = [
  ...[
    'depend',
    'behind',
    'replace',
    'concentration',
    'chokepoints',
    'what-if',
    'graph',
    'timeline',
    'changed',
    'differs',
  ],
  ...['sources', 'search'],
  ...[
    'country',
    'coalition',
    'mineral',
    'product',
    'supplier',
    'facility',
    'agency',
    'person',
    'programme',
    'agreement',
  ],
  ...['control', 'event', 'source'],
];

const notBuilt = (reply: FastifyReply) =>
  reply.status(404).type('text/plain').send('The pages are not built. Run: npm run build');

/** The explorer, whose address is the state of its page; with another status where the address is none of its own. */
export const sendExplorer = (reply: FastifyReply, status = 200) =>
  existsSync(`${folder}index.html`) ? reply.status(status).sendFile('index.html', folder) : notBuilt(reply);

/** The pages of explorer and playground, compressed, and the ways to them. */
export async function servePages(app: FastifyInstance): Promise<void> {
  await app.register(serveStatic, { root: folder, serve: false });
  await app.register(async (pages) => {
    await pages.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false });
    // What a build makes of a file has a name of its own: it never changes.
    await pages.register(serveStatic, {
      root: `${folder}assets`,
      prefix: '/assets/',
      decorateReply: false,
      immutable: true,
      maxAge: '365d',
    });
    await pages.register(serveStatic, {
      root: `${folder}playground`,
      prefix: '/playground/',
      decorateReply: false,
      redirect: true,
    });
    pages.get('/', (_, reply) => sendExplorer(reply));
    for (const page of explorerPages) {
      pages.get(`/${page}`, (_, reply) => sendExplorer(reply));
      pages.get(`/${page}/*`, (_, reply) => sendExplorer(reply));
    }
    pages.get('/playground', (request, reply) =>
      existsSync(`${folder}playground/index.html`) ? toPlayground(request, reply) : notBuilt(reply),
    );
  });
}

/** What a link asks for stays in the address. */
const toPlayground = ({ url }: FastifyRequest, reply: FastifyReply) =>
  reply.redirect(`/playground/${/\?.*/.exec(url)?.[0] ?? ''}`);
