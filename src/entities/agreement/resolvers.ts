import { distinct } from '../../api/global-id.ts';
import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import {
  agreementByText,
  agreementList,
  agreementsAtEvent,
  agreementsCoveringMineral,
  agreementsCoveringProduct,
  agreementsOf,
  eventOfAgreement,
  participationsIn,
  relationsOfAgreement,
  subjectsOfAgreement,
} from './queries.ts';
import { agreementPeriods, agreementStatus } from './status.ts';

export const agreementResolvers: Resolvers = {
  Query: {
    agreement: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(agreementByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    agreements: (_, args, context, info) => readList(context, agreementList, args, info),
  },
  Agreement: {
    status: (agreement, _, context, info) => agreementStatus(agreement, context.view(info).asOf),
    periods: (agreement) => agreementPeriods(agreement),
    parties: async (agreement, _, context, info) => {
      const all = await context.batch(participationsIn, { key: agreement.key, ...context.view(info) });
      const parties = all.flatMap(({ party, isParty }) => (isParty ? [party] : []));
      return distinct(parties);
    },
    participations: (agreement, _, context, info) =>
      context.batch(participationsIn, { key: agreement.key, ...context.view(info) }),
    covers: (agreement, _, context, info) =>
      context.batch(subjectsOfAgreement, { key: agreement.key, ...context.view(info) }),
    relations: (agreement, _, context, info) =>
      context.batch(relationsOfAgreement, { key: agreement.key, ...context.view(info) }),
    event: async (agreement, _, context) => (await context.batch(eventOfAgreement, { key: agreement.key }))[0] ?? null,
  },
  AgreementParticipation: {
    source: (participation, _, context) => readSource(context, participation.source),
  },
  AgreementPeriod: {
    status: ({ state }) => state,
  },
  AgreementRelation: {
    kind: ({ relation }) => relation,
  },
  Event: {
    agreements: (event, _, context, info) =>
      context.batch(agreementsAtEvent, { key: event.key, ...context.view(info) }),
  },
  Country: {
    agreements: (country, _, context, info) =>
      context.batch(agreementsOf.Country, { key: country.key, ...context.view(info) }),
  },
  Coalition: {
    agreements: (coalition, _, context, info) =>
      context.batch(agreementsOf.Coalition, { key: coalition.key, ...context.view(info) }),
  },
  Agency: {
    agreements: (agency, _, context, info) =>
      context.batch(agreementsOf.Agency, { key: agency.key, ...context.view(info) }),
  },
  Supplier: {
    agreements: (supplier, _, context, info) =>
      context.batch(agreementsOf.Supplier, { key: supplier.key, ...context.view(info) }),
  },
  Mineral: {
    agreements: (mineral, _, context, info) =>
      context.batch(agreementsCoveringMineral, { key: mineral.key, ...context.view(info) }),
  },
  Product: {
    agreements: (product, _, context, info) =>
      context.batch(agreementsCoveringProduct, { product: product.key, ...context.view(info) }),
  },
};
