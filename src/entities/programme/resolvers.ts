import { coalitionOf, countryOf } from '../agency/place.ts';
import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import {
  agencyOfProgramme,
  childrenOfProgramme,
  parentOfProgramme,
  placeOfProgramme,
  programmeByText,
  programmeList,
  programmesOfAgency,
} from './queries.ts';

export const programmeResolvers: Resolvers = {
  Query: {
    programme: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(programmeByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    programmes: (_, args, context, info) => readList(context, programmeList, args, info),
  },
  Programme: {
    agency: async (programme, _, context) =>
      (await context.batch(agencyOfProgramme, { key: programme.key }))[0] ?? null,
    country: async (programme, _, context) => countryOf(await context.batch(placeOfProgramme, { key: programme.key })),
    coalition: async (programme, _, context) =>
      coalitionOf(await context.batch(placeOfProgramme, { key: programme.key })),
    parent: async (programme, _, context, info) =>
      (await context.batch(parentOfProgramme, { key: programme.key, ...context.view(info) }))[0] ?? null,
    children: (programme, _, context, info) =>
      context.batch(childrenOfProgramme, { key: programme.key, ...context.view(info) }),
  },
  Agency: {
    programmes: (agency, _, context, info) =>
      context.batch(programmesOfAgency, { key: agency.key, ...context.view(info) }),
  },
};
