import type { FastifyPluginAsync } from 'fastify';
import { namedQuestions } from '../questions.ts';

/** What is offered besides GraphQL. */
interface Offered {
  /** Whether `/mcp` answers. */
  mcp: boolean;
}

/** `/llms.txt` (llmstxt.org): what this server is and where to begin, for language models. */
function llmsText({ mcp }: Offered): string {
  const tools =
    '- [Tools for assistants](/mcp): Model Context Protocol over streamable HTTP; a tool for each question below';
  return `# Lodegraph

> Who depends on whom for critical minerals: trade, production, companies, agreements, export controls, and the evidence behind each figure, as a graph behind one GraphQL API.

- A figure that is null is not known, never zero; \`missing\` beside it says why. \`directUnknownShare\` and \`unknownShare\` say by how much a share could be higher.
- Ask for \`confidence\` and \`sources { title publisher url licence attribution }\` beside figures, and show the attribution.
- \`asOf\` asks what was true in the world on a day, \`knownAt\` what was recorded by a moment.
- Names are taken as people write them: \`dependence(of: "Japan", on: "China", product: "permanent-magnets") { share }\`.
- An operation that could bring back too much is refused with the field that weighs most; errors have \`extensions.code\` and a \`hint\`.

## Ask

- [GraphQL](/graphql): GET \`/graphql?query={graph{version}}\` or POST \`{"query": "…", "variables": {…}}\`
${mcp ? `${tools}\n` : ''}- [Answers](/q): every question below has an address, \`/q/<name>\`, with its variables and the clocks behind \`?\`; \`.json\`, \`.csv\` or \`.html\`; \`cite=bibtex\`, \`ris\` or \`csl\` cites it, \`evidence=1\` adds its claims: give people this address
- [Exports](/export): whole lists as CSV, JSON Lines or Parquet, what is around a thing as GraphML or GEXF
- [Playground](/playground/): the questions below, to be changed and run

## Schema

- [Schema](/schema.graphql): the whole of it, long; rather ask \`{ __type(name: "Dependence") { fields { name description } } }\`${mcp ? ' or the tool `schema`' : ''}
- [API catalogue](/.well-known/api-catalog): RFC 9727

## Questions

${namedQuestions()
  .map(({ name, sentence, operation, operationName }) => {
    const text = operation
      .replace(/^#.*\n/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
    // A bracket would end the address in Markdown.
    const query = encodeURIComponent(text).replaceAll('(', '%28').replaceAll(')', '%29');
    return `- [${sentence}](/graphql?query=${query}): ${operationName}, as \`/q/${name}\``;
  })
  .join('\n')}

## Optional

- [Explorer](/): the same for people
- [Health](/health), [ready](/ready), [metrics](/metrics)
`;
}

/** `/.well-known/api-catalog` (RFC 9727): the interfaces of this server as a set of links (RFC 9264). */
function apiCatalog(origin: string, { mcp }: Offered): object {
  const at = (path: string, type: string) => [{ href: `${origin}${path}`, type }];
  return {
    linkset: [
      {
        anchor: `${origin}/.well-known/api-catalog`,
        item: ['/graphql', ...(mcp ? ['/mcp'] : [])].map((path) => ({ href: `${origin}${path}` })),
      },
      {
        anchor: `${origin}/graphql`,
        'service-desc': at('/schema.graphql', 'text/plain'),
        'service-doc': at('/playground/', 'text/html'),
        'service-meta': at('/llms.txt', 'text/plain'),
        status: at('/ready', 'application/json'),
      },
      ...(mcp ? [{ anchor: `${origin}/mcp`, 'service-meta': at('/llms.txt', 'text/plain') }] : []),
    ],
  };
}

/** Pages that tell programs what there is, without being told where to look. */
export const signposts: FastifyPluginAsync<Offered> = (app, offered) => {
  const text = llmsText(offered);
  app.get('/llms.txt', (_, reply) => reply.type('text/plain; charset=utf-8').send(text));
  const profile = 'https://www.rfc-editor.org/info/rfc9727';
  app.get('/.well-known/api-catalog', ({ protocol, host }, reply) =>
    reply
      .type(`application/linkset+json; profile="${profile}"`)
      .header('link', '</.well-known/api-catalog>; rel="api-catalog"')
      .header('vary', 'Host')
      .send(apiCatalog(`${protocol}://${host}`, offered)),
  );
  return Promise.resolve();
};
