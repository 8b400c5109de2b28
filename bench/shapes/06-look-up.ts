import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';

const fields = 'slug name stage hsCodes hsRevision hsText aliases note';

export const shape: Shape = {
  title: 'one product by its key, with nine of its fields',
  chokePoints: ['CP 1.1 multi-attribute retrieval'],
  operation: `query LookUp($slug: String!) { product(slug: $slug) { id ${fields} } }`,
  variables: { slug: 'permanent-magnets' },
  cypher: cypher`MATCH (product:Product {slug: $slug})
RETURN 'Product:' + product.slug, product.slug, product.name, product.stage, product.hsCodes, product.hsRevision, product.hsText, product.aliases, product.note`,
  parameters: { slug: 'permanent-magnets' },
  answer([row = []]) {
    const names = ['id', ...fields.split(' ')];
    return { product: Object.fromEntries(names.map((name, index) => [name, row[index]])) };
  },
  neo4jGraphql: {
    query: `query LookUp($slug: String!) { products(where: { slug: { eq: $slug } }) { ${fields} } }`,
    variables: { slug: 'permanent-magnets' },
    answer: ({ products: [product] }: { products: { slug: string }[] }) => ({
      product: product && { id: `Product:${product.slug}`, ...product },
    }),
  },
};
