import { coalitionOf, countryOf } from '../agency/place.ts';
import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import { agencyOfPerson, peopleOfAgency, personByText, personList, placeOfPerson } from './queries.ts';

export const personResolvers: Resolvers = {
  Query: {
    person: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(personByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    people: (_, args, context, info) => readList(context, personList, args, info),
  },
  Person: {
    agency: async (person, _, context) => (await context.batch(agencyOfPerson, { key: person.key }))[0] ?? null,
    country: async (person, _, context) => countryOf(await context.batch(placeOfPerson, { key: person.key })),
    coalition: async (person, _, context) => coalitionOf(await context.batch(placeOfPerson, { key: person.key })),
  },
  Agency: {
    people: (agency, _, context, info) => context.batch(peopleOfAgency, { key: agency.key, ...context.view(info) }),
  },
};
