import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../api/context.ts';
import { distinct, plainId } from '../../api/global-id.ts';
import { readList } from '../../api/list/list.ts';
import type { Resolvers, ExportControlState } from '../../api/generated.ts';
import { claimsAbout } from '../claim/queries.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import {
  allControls,
  amendedControls,
  amendingControls,
  controlByKey,
  controlByText,
  controlList,
  controlsImposedBy,
  controlsOnMineral,
  controlsOnProduct,
  controlsOnTrade,
  countriesAimedAt,
  jointAgencies,
  restrictionsOf,
  succeededControls,
  succeedingControls,
  suspendedControls,
  suspensionsOf,
} from './queries.ts';
import { faces, restrictsTrade, select, TRADE } from './reach.ts';
import { inOrderOfItems, type ExportControlRecord } from './record.ts';
import { newestDay, stateStatus } from './confirmed.ts';
import { inForceSince, periodsOf, stateOn } from './state.ts';

/** The key by which everything about one control is read, in the view of the root field. */
const keyOf = (control: ExportControlRecord, context: RequestContext, info: GraphQLResolveInfo) => ({
  key: control.key,
  ...context.view(info),
});

/** State of a control, or of an item of it, on the day that the root field was asked for. */
function stateNow(
  control: ExportControlRecord,
  context: RequestContext,
  info: GraphQLResolveInfo,
  item: string | null = null,
) {
  const { asOf, knownAt } = context.view(info);
  return stateOn(control, asOf, knownAt, item);
}

/** The day of the newest source on record about a control or its suspensions; null when none has a day. */
async function lastConfirmed(
  control: ExportControlRecord,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<string | null> {
  const { knownAt } = context.view(info);
  const asked = { subject: plainId(control), property: null, asOf: '9999-12-31', knownAt };
  const claims = await context.batch(claimsAbout, asked);
  return newestDay(control, claims, knownAt);
}

async function statusNow(
  control: ExportControlRecord,
  context: RequestContext,
  info: GraphQLResolveInfo,
  item: string | null = null,
) {
  const { asOf, knownAt } = context.view(info);
  return stateStatus(control, asOf, knownAt, item, await lastConfirmed(control, context, info));
}

const inState = (
  controls: readonly ExportControlRecord[],
  state: ExportControlState | null | undefined,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => controls.filter((control) => state == null || stateNow(control, context, info) === state);

export const exportControlResolvers: Resolvers = {
  Query: {
    exportControl: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(controlByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    exportControls: async (_, args, context, info) => {
      const view = context.view(info);
      const reaches = args.where ? await context.batch(allControls, view) : [];
      const states = reaches.map(({ control }) => [control.slug, stateOn(control, view.asOf, view.knownAt)] as const);
      return readList(context, controlList, args, info, { ...view, ...{ states: Object.fromEntries(states) } });
    },
  },
  ExportControl: {
    jointly: (control, _, context, info) => context.batch(jointAgencies, keyOf(control, context, info)),
    restricts: async (control, _, context, info) =>
      distinct((await context.batch(restrictionsOf, keyOf(control, context, info))).map(({ what }) => what)),
    restrictions: async (control, _, context, info) =>
      inOrderOfItems(await context.batch(restrictionsOf, keyOf(control, context, info))).map((one) => ({
        control,
        ...one,
      })),
    against: (control, _, context, info) => context.batch(countriesAimedAt, keyOf(control, context, info)),
    items: (control) => control.items.map((item) => ({ control, ...item })),
    suspendedBy: async (control, _, context, info) =>
      distinct((await context.batch(suspensionsOf, keyOf(control, context, info))).map(({ by }) => by)),
    suspensions: (control, _, context, info) => context.batch(suspensionsOf, keyOf(control, context, info)),
    suspends: (control, _, context, info) => context.batch(suspendedControls, keyOf(control, context, info)),
    amendedBy: (control, _, context, info) => context.batch(amendingControls, keyOf(control, context, info)),
    amends: (control, _, context, info) => context.batch(amendedControls, keyOf(control, context, info)),
    succeeds: (control, _, context, info) => context.batch(succeededControls, keyOf(control, context, info)),
    succeededBy: (control, _, context, info) => context.batch(succeedingControls, keyOf(control, context, info)),
    stateOn: (control, { date }, context, info) => stateOn(control, date, context.view(info).knownAt),
    state: (control, _, context, info) => stateNow(control, context, info),
    periods: (control, _, context, info) => periodsOf(control, context.view(info).knownAt),
    inForceSince: (control, _, context, info) => {
      const { asOf, knownAt } = context.view(info);
      return inForceSince(control, asOf, knownAt);
    },
    stateStatus: (control, _, context, info) => statusNow(control, context, info),
    lastConfirmedOn: (control, _, context, info) => lastConfirmed(control, context, info),
  },
  ExportControlItem: {
    stateOn: ({ control, item }, { date }, context, info) => stateOn(control, date, context.view(info).knownAt, item),
    state: ({ control, item }, _, context, info) => stateNow(control, context, info, item),
    periods: ({ control, item }, _, context, info) => periodsOf(control, context.view(info).knownAt, item),
    stateStatus: ({ control, item }, _, context, info) => statusNow(control, context, info, item),
    source: ({ source }, _, context) => readSource(context, source),
  },
  ExportControlPeriod: {
    state: ({ state }) => state.state,
    item: ({ state }) => state.suspension?.item ?? null,
    by: async ({ state: { suspension } }, _, context, info) =>
      suspension
        ? ((await context.batch(controlByKey, { key: suspension.by, ...context.view(info) }))[0] ?? null)
        : null,
  },
  Restriction: {
    state: ({ control, item }, _, context, info) => stateNow(control, context, info, item),
    stateStatus: ({ control, item }, _, context, info) => statusNow(control, context, info, item),
    source: ({ source }, _, context) => readSource(context, source),
  },
  ExportControlSuspension: {
    source: ({ source }, _, context) => readSource(context, source),
  },
  Country: {
    controlsImposed: async ({ key }, { state }, context, info) =>
      inState(await context.batch(controlsImposedBy.Country, { key, ...context.view(info) }), state, context, info),
    controlsFacing: async ({ key }, { state, named }, context, info) => {
      const view = context.view(info);
      const reaches = await context.batch(allControls, view);
      const facing = reaches.filter((reach) => faces(reach, key, named));
      return select(facing, view.asOf, view.knownAt, { state: state ?? null, facing: key });
    },
  },
  Agency: {
    controlsImposed: async ({ key }, { state }, context, info) =>
      inState(await context.batch(controlsImposedBy.Agency, { key, ...context.view(info) }), state, context, info),
  },
  Mineral: {
    exportControls: async ({ key }, { state, aspects }, context, info) => {
      const view = context.view(info);
      const reaches = await context.batch(controlsOnMineral, { key, ...view });
      return select(reaches, view.asOf, view.knownAt, { state: state ?? null, aspects: aspects ?? null });
    },
  },
  Product: {
    exportControls: async ({ key }, { state, aspects, direct }, context, info) => {
      const view = context.view(info);
      const reaches = await context.batch(controlsOnProduct, { key, ...view });
      return select(reaches, view.asOf, view.knownAt, { state: state ?? null, aspects: aspects ?? null, direct });
    },
  },
  Dependence: {
    controls: async ({ on, product, importers }, _, context, info) => {
      const { asOf, knownAt } = context.view(info);
      const asked = { key: product.key, from: on.iso3, aspects: TRADE };
      const reaches = await context.batch(controlsOnTrade, { asOf, knownAt, ...asked });
      return reaches
        .filter((reach) => restrictsTrade(reach, on.iso3, importers, asOf, knownAt))
        .map(({ control }) => control);
    },
  },
};
