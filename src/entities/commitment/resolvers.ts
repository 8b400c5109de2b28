import type { RequestContext, View } from '../../api/context.ts';
import { idInQuestion } from '../../api/global-id.ts';
import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import {
  agreementOfCommitment,
  commitmentByKey,
  commitmentList,
  facilityOfCommitment,
  makersOf,
  programmeOfCommitment,
  recipientsOf,
  relatedCommitments,
} from './queries.ts';
import { readCommitments, readLedger, readOverdue } from './read.ts';
import type { CommitmentRecord } from './record.ts';

const related = (
  context: RequestContext,
  how: keyof typeof relatedCommitments,
  commitment: CommitmentRecord,
  view: View,
) => context.batch(relatedCommitments[how], { key: commitment.key, ...view });

export const commitmentResolvers: Resolvers = {
  Query: {
    commitment: async (_, { id }, context, info) => {
      const view = context.view(info);
      const key = idInQuestion('id', id, view, context).replace(/^Commitment:/, '');
      return (await context.batch(commitmentByKey, { key, ...view }))[0] ?? null;
    },
    commitments: (_, args, context, info) => readList(context, commitmentList, args, info),
  },
  Commitment: {
    name: ({ description }) => description,
    madeBy: async (commitment, _, context, info) =>
      (await context.batch(makersOf, { key: commitment.key, ...context.view(info) }))[0] ?? null,
    makers: (commitment, _, context, info) => context.batch(makersOf, { key: commitment.key, ...context.view(info) }),
    madeTo: async (commitment, _, context, info) =>
      (await context.batch(recipientsOf, { key: commitment.key, ...context.view(info) }))[0] ?? null,
    recipients: (commitment, _, context, info) =>
      context.batch(recipientsOf, { key: commitment.key, ...context.view(info) }),
    facility: async (commitment, _, context, info) =>
      (await context.batch(facilityOfCommitment, { key: commitment.key, ...context.view(info) }))[0] ?? null,
    agreement: async (commitment, _, context, info) =>
      (await context.batch(agreementOfCommitment, { key: commitment.key, ...context.view(info) }))[0] ?? null,
    programme: async (commitment, _, context, info) =>
      (await context.batch(programmeOfCommitment, { key: commitment.key, ...context.view(info) }))[0] ?? null,
    overdue: (commitment, _, context, info) => readOverdue(context, commitment.key, context.view(info)),
    partOf: async (commitment, _, context, info) =>
      (await related(context, 'partOf', commitment, context.view(info)))[0] ?? null,
    parts: (commitment, _, context, info) => related(context, 'parts', commitment, context.view(info)),
    supersedes: async (commitment, _, context, info) =>
      (await related(context, 'supersedes', commitment, context.view(info)))[0] ?? null,
    supersededBy: async (commitment, _, context, info) =>
      (await related(context, 'supersededBy', commitment, context.view(info)))[0] ?? null,
  },
  Agreement: {
    commitments: (agreement, args, context, info) =>
      readCommitments(context, 'ofAgreement', agreement.key, args, context.view(info)),

    ledger: (agreement, _, context, info) => readLedger(context, 'Agreement', agreement.key, context.view(info)),
  },
  Programme: {
    commitments: (programme, args, context, info) =>
      readCommitments(context, 'ofProgramme', programme.key, args, context.view(info)),
    ledger: (programme, _, context, info) => readLedger(context, 'Programme', programme.key, context.view(info)),
  },
  Agency: {
    commitmentsMade: (agency, args, context, info) =>
      readCommitments(context, 'madeByAgency', agency.key, args, context.view(info)),
  },
  Country: {
    commitmentsMade: (country, args, context, info) =>
      readCommitments(context, 'madeByCountry', country.key, args, context.view(info)),
  },
  Supplier: {
    commitmentsMade: (supplier, args, context, info) =>
      readCommitments(context, 'madeBySupplier', supplier.key, args, context.view(info)),
    commitmentsReceived: (supplier, args, context, info) =>
      readCommitments(context, 'madeToSupplier', supplier.key, args, context.view(info)),
  },
  Facility: {
    commitments: (facility, args, context, info) =>
      readCommitments(context, 'forFacility', facility.key, args, context.view(info)),
  },
};
