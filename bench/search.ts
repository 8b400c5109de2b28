import { questionTo, type Comparison } from './measure.ts';

/** A full-text search against a look-up by key, both asked of Lodegraph. */
export const searchComparison = (lodegraph: string): Comparison => ({
  name: 'search',
  title: 'a full-text search for "neodymium magnets" against a look-up of one product by its key',
  labels: ['search', 'look-up'],
  targets: [
    questionTo(lodegraph, {
      operation: 'query Search($text: String!) { search(text: $text, first: 10) { name match node { id } } }',
      variables: { text: 'neodymium magnets' },
    }),
    questionTo(lodegraph, {
      operation: 'query LookUp($slug: String!) { product(slug: $slug) { id name } }',
      variables: { slug: 'permanent-magnets' },
    }),
  ],
  same: false,
  aim: null,
});
