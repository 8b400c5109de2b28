import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import { coalitionOfEvent, eventByText, eventList, eventsOf, participantsOfEvent } from './queries.ts';

export const eventResolvers: Resolvers = {
  Query: {
    event: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(eventByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    events: (_, args, context, info) => readList(context, eventList, args, info),
  },
  Event: {
    coalition: async (event, _, context) => (await context.batch(coalitionOfEvent, { key: event.key }))[0] ?? null,
    participants: (event, _, context, info) =>
      context.batch(participantsOfEvent, { key: event.key, ...context.view(info) }),
  },
  EventParticipant: {
    source: (participant, _, context) => readSource(context, participant.source),
  },
  Person: {
    events: (person, _, context, info) => context.batch(eventsOf.Person, { key: person.key, ...context.view(info) }),
  },
  Country: {
    events: (country, _, context, info) => context.batch(eventsOf.Country, { key: country.key, ...context.view(info) }),
  },
  Coalition: {
    events: (coalition, _, context, info) =>
      context.batch(eventsOf.Coalition, { key: coalition.key, ...context.view(info) }),
  },
  Agency: {
    events: (agency, _, context, info) => context.batch(eventsOf.Agency, { key: agency.key, ...context.view(info) }),
  },
  Supplier: {
    events: (supplier, _, context, info) =>
      context.batch(eventsOf.Supplier, { key: supplier.key, ...context.view(info) }),
  },
};
