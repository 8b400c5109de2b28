import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import { observationByKey } from '../../entities/observation/queries.ts';
import { readSources } from '../../entities/source/read.ts';
import { fold } from '../../lib/fold.ts';
import { unknownName } from '../../api/names/suggest.ts';
import { figureDisagreements, figureSeries } from './coverage.ts';
import { allFiguresOfMineral } from './queries.ts';
import { readCoverageTable } from './read-table.ts';

export const coverageResolvers: Resolvers = {
  Query: {
    coverageTable: (_, args, context, info) => readCoverageTable(context, args, context.view(info)),
    coverage: async (_, args, context, info) => {
      const view = context.view(info);
      const [mineral] = await context.batch(mineralByText, { text: fold(args.mineral), ...view });
      if (!mineral) throw await unknownName(context, 'mineral', 'Mineral', args.mineral);
      const figures = await context.batch(allFiguresOfMineral, { mineral: mineral.key, ...view });
      return { mineral, series: figureSeries(figures), disagreements: figureDisagreements(figures) };
    },
  },
  CoverageTable: {
    holes: ({ rows }) => rows.reduce((sum, { holes }) => sum + holes.length, 0),
  },
  Coverage: {
    disagreementCount: ({ disagreements }) => disagreements.length,
    disagreements: ({ disagreements }, { first }) => disagreements.slice(0, pageSize('first', first)),
  },
  FigureSeries: {
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  FigureDisagreement: {
    figures: async ({ figures }, _, context, info) =>
      (await Promise.all(figures.map((key) => context.batch(observationByKey, { key, ...context.view(info) })))).flat(),
  },
};
