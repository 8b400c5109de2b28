import { calendarYear } from '../../lib/years.ts';
import DataLoader from 'dataloader';
import type { RequestContext, View } from '../../api/context.ts';
import { limitExceeded } from '../../api/errors.ts';
import { expectFound } from '../../lib/expect-found.ts';
import type { ChainKey } from '../supply-chain/read.ts';
import {
  answersOfChains,
  type ChainAnswer,
  type ChainAnswers,
  type ChainAsked,
  type ChainDependence,
  type ChainQuestion,
} from './of-chain.ts';
import type { DependenceRecord } from './record.ts';

function ofChain(dependence: DependenceRecord): ChainDependence {
  const { product, on, basis, method, importers, country, coalition, without } = dependence;
  const [importer] = importers;
  // Members stand for themselves where they supply others further up: at its end the chain is the coalition's alone.
  const group = coalition && { users: [], group: { name: coalition.key, members: importers } };
  return {
    user: coalition?.key ?? importer ?? '',
    country: country?.iso3 ?? null,
    importers,
    on: on.iso3,
    method,
    options: { basis, ...group },
    without,
    isTraded: product.tradeYears.length > 0,
  };
}

interface AskedOfChain {
  chain: ChainKey;
  question: ChainQuestion;
}

/** What a request asks of all its chains at a time goes to another thread together, which reads them in one go. */
const loaderOf = (context: RequestContext) =>
  context.once('answersOfChains', () => {
    const load = async (asked: readonly AskedOfChain[]): Promise<ChainAnswer[]> => {
      const groups = new Map<string, { chain: ChainKey; questions: ChainQuestion[] }>();
      const places = asked.map(({ chain, question }) => {
        const key = JSON.stringify(chain);
        const group = groups.get(key) ?? { chain, questions: [] };
        groups.set(key, group);
        return { key, place: group.questions.push(question) - 1 };
      });
      const answers = await context.compute(answersOfChains, [...groups.values()]);
      const found = new Map([...groups.keys()].map((key, index) => [key, answers[index]]));
      return places.map(({ key, place }) => expectFound(found.get(key)?.[place], key));
    };
    return new DataLoader<AskedOfChain, ChainAnswer>(load, { cache: false });
  });

/** @throws GraphQLError LIMIT_EXCEEDED when one request asks for too many chains. */
async function ask<Kind extends keyof ChainAnswers>(
  context: RequestContext,
  dependence: DependenceRecord,
  view: View,
  question: Extract<ChainAsked, { ask: Kind }>,
): Promise<ChainAnswers[Kind]> {
  const { product, year } = dependence;
  const chain = { product: product.slug, year: year ?? calendarYear(view.asOf), view };
  const found = await loaderOf(context).load({ chain, question: { ...question, dependence: ofChain(dependence) } });
  if ('limit' in found) throw limitExceeded(found.limit, found.message);
  return found.answer as ChainAnswers[Kind];
}

/** Several fields of a dependence, and the order of a list, ask for the same. */
function onceFor<Answer>(find: (context: RequestContext, of: DependenceRecord, view: View) => Promise<Answer>) {
  const known = new WeakMap<DependenceRecord, Promise<Answer>>();
  return (context: RequestContext, of: DependenceRecord, view: View): Promise<Answer> => {
    const answer = known.get(of) ?? find(context, of, view);
    known.set(of, answer);
    return answer;
  };
}

/** The share that comes from a country at any stage; null with a reason when it cannot be given. */
export const lookThroughOfDependence = onceFor((context, dependence, view) =>
  ask(context, dependence, view, { ask: 'lookThrough' }),
);

/** What that share rests on, and between what it lies; null where there is none. */
export const evidenceOfDependence = onceFor((context, dependence, view) =>
  ask(context, dependence, view, { ask: 'evidence' }),
);

/** The routes that make up a look-through share, largest first; null where there is no such share. */
export const routesOfDependence = (context: RequestContext, dependence: DependenceRecord, first: number, view: View) =>
  ask(context, dependence, view, { ask: 'routes', first });

/** The chain back to the mine by stage; null where nothing is known of who supplies the user. */
export const stagesOfDependence = onceFor((context, dependence, view) =>
  ask(context, dependence, view, { ask: 'stages' }),
);

/** The lowest and the highest value that the measure asked for takes when sources disagree; null where it cannot be given. */
export const rangeOfDependence = onceFor((context, dependence, view) =>
  ask(context, dependence, view, { ask: 'range' }),
);

/** The shares once more without each source they rest on, and whether that decides on which side of a threshold they are. */
export const sensitivityOfDependence = (
  context: RequestContext,
  dependence: DependenceRecord,
  threshold: number,
  view: View,
) => ask(context, dependence, view, { ask: 'sensitivity', threshold });
