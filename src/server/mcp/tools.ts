import type { NamedQuestion } from '../questions.ts';
import { addressOf, valueText } from '../answers/address.ts';
import { graphqlTool } from './graphql-tool.ts';
import { operationTool, type Asking } from './operation-tool.ts';
import { schemaTool } from './schema-tool.ts';
import type { Tool } from './tool.ts';

const SEARCH = `query Search($text: String!, $kinds: [SearchKind!], $first: Int! = 10) {
  search(text: $text, kinds: $kinds, first: $first) { kind title context match node { id ... on Named { slug } } }
}`;

/** Arguments as they stand in an address. */
const textsOf = (given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, valueText(value)]],
    ),
  );

/** All that is offered: search, look-up, any query, and each question under its own name. */
export function allTools(asking: Asking, questions: readonly NamedQuestion[]): Tool[] {
  const search = operationTool(asking, {
    name: 'search',
    description:
      'Finds things by any name: countries, coalitions, minerals, products, companies, plants, agreements, export controls, events and sources by name, old name, abbreviation, symbol or HS code. Gives what arguments of other tools take (`slug`) and the id for `node(id:)`.',
    operation: SEARCH,
  });
  return [
    search,
    schemaTool(asking.schema),
    graphqlTool(asking),
    ...questions.map(({ name, sentence, operation, variableDefinitions }) =>
      operationTool(asking, {
        name: `question-${name}`,
        description: sentence,
        operation,
        about: (given) => ({
          question: sentence,
          address: addressOf('', { name, variableDefinitions }, textsOf(given)),
        }),
      }),
    ),
  ];
}
