import DataLoader from 'dataloader';
import type { RequestContext, View } from '../context.ts';
import { limitExceeded } from '../graphql/errors.ts';
import { readSupplyChain } from '../supply-chain/read.ts';
import type { ChainReading } from '../supply-chain/record.ts';
import type {
  ChainAnswer,
  ChainAnswers,
  ChainDependence,
  ChainQuestion,
  LookThroughShare,
  RoutesRecord,
  ShareRange,
  SourceSensitivityRecord,
} from './of-chain.ts';
import type { DependenceRecord } from './record.ts';

function ofChain(dependence: DependenceRecord): ChainDependence {
  const { product, on, basis, method, importers, country, coalition, without } = dependence;
  const [importer] = importers;
  return {
    user: coalition?.key ?? importer ?? '',
    country: country?.iso3 ?? null,
    importers,
    on: on.iso3,
    method,
    options: coalition ? { basis, group: { name: coalition.key, members: importers } } : { basis },
    without,
    isTraded: product.tradeYears.length > 0,
  };
}

/** What a request asks of one chain at a time goes to another thread together, and each question once. */
const loaderOf = (context: RequestContext, reading: ChainReading) =>
  context.remember(
    JSON.stringify(['askChain', reading.root, reading.year, reading.view]),
    () =>
      new DataLoader<ChainQuestion, ChainAnswer, string>(
        async (questions) => context.compute('answerOfChain', { reading, questions }),
        { cacheKeyFn: (question) => JSON.stringify(question) },
      ),
  );

/** @throws GraphQLError LIMIT_EXCEEDED when one request asks for too many chains. */
async function ask(
  context: RequestContext,
  dependence: DependenceRecord,
  view: View,
  questionOf: (dependence: ChainDependence) => ChainQuestion,
): Promise<ChainAnswers[keyof ChainAnswers]> {
  const { product, year } = dependence;
  const reading = await readSupplyChain(context, product.slug, year ?? Number(view.asOf.slice(0, 4)), view);
  const found = await loaderOf(context, reading).load(questionOf(ofChain(dependence)));
  if ('tooMany' in found) throw limitExceeded('chains', found.tooMany);
  return found.answer;
}

/** The share that comes from a country at any stage; null with a reason when it cannot be given. */
export const lookThroughOfDependence = async (context: RequestContext, dependence: DependenceRecord, view: View) =>
  (await ask(context, dependence, view, (own) => ({ ask: 'lookThrough', dependence: own }))) as LookThroughShare;

/** The routes that make up a look-through share, largest first; null where there is no such share. */
export const routesOfDependence = async (
  context: RequestContext,
  dependence: DependenceRecord,
  first: number,
  view: View,
) =>
  (await ask(context, dependence, view, (own) => ({ ask: 'routes', first, dependence: own }))) as RoutesRecord | null;

/** The lowest and the highest value that the measure asked for takes when sources disagree; null where it cannot be given. */
export const rangeOfDependence = async (context: RequestContext, dependence: DependenceRecord, view: View) =>
  (await ask(context, dependence, view, (own) => ({ ask: 'range', dependence: own }))) as ShareRange | null;

/** The shares once more without each source they rest on, and whether that decides on which side of a threshold they are. */
export const sensitivityOfDependence = async (
  context: RequestContext,
  dependence: DependenceRecord,
  threshold: number,
  view: View,
) =>
  (await ask(context, dependence, view, (own) => ({
    ask: 'sensitivity',
    threshold,
    dependence: own,
  }))) as SourceSensitivityRecord[];
