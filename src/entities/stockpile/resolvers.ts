import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readList } from '../../api/list/list.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import { fold } from '../../lib/fold.ts';
import {
  agencyOfStockpile,
  countryOfStockpile,
  mineralOfStockpile,
  stockpileByText,
  stockpileList,
  stockpilesOfCountry,
  stockpilesOfMineral,
} from './queries.ts';

export const stockpileResolvers: Resolvers = {
  Query: {
    stockpile: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(stockpileByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    stockpiles: (_, args, context, info) => readList(context, stockpileList, args, info),
  },
  Stockpile: {
    country: async ({ key }, _, context) => (await context.batch(countryOfStockpile, { key }))[0] ?? null,
    agency: async ({ key }, _, context) => (await context.batch(agencyOfStockpile, { key }))[0] ?? null,
    mineral: async ({ key }, _, context) => (await context.batch(mineralOfStockpile, { key }))[0] ?? null,
  },
  Country: {
    stockpiles: async ({ key }, { first }, context, info) =>
      (await context.batch(stockpilesOfCountry, { key, ...context.view(info) })).slice(0, pageSize('first', first)),
  },
  Mineral: {
    stockpiles: async ({ key }, { first }, context, info) =>
      (await context.batch(stockpilesOfMineral, { key, ...context.view(info) })).slice(0, pageSize('first', first)),
  },
};
