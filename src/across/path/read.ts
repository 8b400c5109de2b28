import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import { pageSize } from '../../api/connection.ts';
import { readNode } from '../node/read.ts';
import { productByKey } from '../../entities/product/queries.ts';
import { resolveNode } from '../../api/names/resolve-node.ts';
import { linksFromKind, productsBehind, tradeAmong } from './queries.ts';
import {
  pathKinds,
  type PathKind,
  type PathNodeRecord,
  type SupplyLink,
  type SupplyPathsRecord,
  type SupplyPathStepRecord,
} from './record.ts';
import { searchPaths, slim } from './search.ts';
import { groupBy } from '../../lib/group-by.ts';
import { plainId } from '../../api/global-id.ts';

/** What bounds a search however dense the graph is: steps read from it, and things to be passed. */
const MAX_LINKS = 20_000;
const MAX_PATH = 8;
const MAX_VIA = 4;

export interface PathsArguments {
  from: string;
  to: string;
  maxLength: number;
  via?: readonly string[] | null;
  excluding?: readonly string[] | null;
  first: number;
}

async function find(context: RequestContext, argument: string, text: string, view: View): Promise<PathNodeRecord> {
  const named = await resolveNode(context, argument, text, pathKinds, view);
  const node = await readNode(context, plainId(named), view);
  // An identifier of one of these kinds gives a record of it.
  if (node) return node as PathNodeRecord;
  throw badInput(argument, `nothing is known as '${text.slice(0, 60)}'.`, 'Find it with search(text:).');
}

/** What is asked, with every name read. */
interface Question {
  from: PathNodeRecord;
  to: PathNodeRecord;
  maxLength: number;
  via: PathNodeRecord[];
  excluding: PathNodeRecord[];
  first: number;
}

/** @throws GraphQLError BAD_USER_INPUT for every name that means nothing, then for every contradiction. */
async function readQuestion(context: RequestContext, args: PathsArguments, view: View): Promise<Question> {
  const given = [...new Set(args.via ?? [])];
  const [from, to, maxLength, via, excluding, first] = await checkAll(
    () => find(context, 'from', args.from, view),
    () => find(context, 'to', args.to, view),
    () => lengthAllowed(args.maxLength),
    () => {
      if (given.length <= MAX_VIA) return checkEach(given, (text) => find(context, 'via', text, view));
      throw badInput('via', `may name ${MAX_VIA} things at most, not ${given.length}.`, 'Ask for parts of the path.');
    },
    () => checkEach(args.excluding ?? [], (text) => find(context, 'excluding', text, view)),
    () => pageSize('first', args.first, 1),
  );
  const question = { from, to, maxLength, via, excluding, first };
  await checkAll(
    () => {
      if (plainId(from) === plainId(to))
        throw badInput('to', `is the same as "from": ${to.name}.`, 'Name two different things.');
    },
    ...via.map((node) => () => canBePassed(node, question)),
    () => {
      // What a step carries is passed with it; everything else takes a step of its own.
      const stops = via.filter(({ __typename: kind }) => kind !== 'Product').length;
      if (stops + 1 > maxLength)
        throw badInput(
          'via',
          `${stops} things between the ends need at least ${stops + 1} steps, but "maxLength" is ${maxLength}.`,
          'Name fewer or allow longer paths.',
        );
    },
    ...excluding.map((node) => () => {
      if (plainId(node) === plainId(from) || plainId(node) === plainId(to))
        throw badInput('excluding', `${node.name} is an end of the path.`, 'Leave it out.');
    }),
  );
  return question;
}

function lengthAllowed(maxLength: number): number {
  if (maxLength >= 1 && maxLength <= MAX_PATH) return maxLength;
  throw badInput('maxLength', `must be from 1 to ${MAX_PATH}, not ${maxLength}.`);
}

/** @throws GraphQLError BAD_USER_INPUT for a thing that a path cannot pass, or not this one. */
function canBePassed(node: PathNodeRecord, { from, to, excluding }: Pick<Question, 'from' | 'to' | 'excluding'>): void {
  if (node.__typename === 'Mineral' || node.__typename === 'Agency')
    throw badInput(
      'via',
      `${node.name} can only be an end of a supply path: nothing leads ${node.__typename === 'Mineral' ? 'to a mineral' : 'through a public body'}.`,
      'Name a country, product, company or facility.',
    );
  if (plainId(node) === plainId(from) || plainId(node) === plainId(to))
    throw badInput('via', `${node.name} is already an end of the path.`, 'Leave it out.');
  if (excluding.some((other) => plainId(other) === plainId(node)))
    throw badInput('via', `${node.name} is excluded too.`, 'Take it out of "via" or of "excluding".');
}

/** Of steps that differ in no more than what is said of them, the one to be preferred. */
function distinct(links: readonly SupplyLink[]): SupplyLink[] {
  const best = new Map<string, SupplyLink>();
  for (const link of links) {
    const key = [link.from, link.to, link.relationship, link.forward, link.carries].join(' ');
    const known = best.get(key);
    if (!known || link.cost < known.cost) best.set(key, link);
  }
  return [...best.values()];
}

/** Searches one way, level by level, until enough is found, nothing is left, or the most steps are read. */
async function search(context: RequestContext, question: Question, from: string, to: string, view: View) {
  const { via, excluding, maxLength, first } = question;
  const excluded = new Set(excluding.map(plainId));
  const ends = [question.from, question.to, ...via].filter(
    ({ __typename: kind }) => kind === 'Country' || kind === 'Agency',
  );
  const countries = ends.filter(({ __typename: kind }) => kind === 'Country').map(({ key }) => key);
  const usable = ({ to: end, carries }: SupplyLink) => !excluded.has(end) && !excluded.has(carries ?? '');
  const [trade, chain] =
    countries.length > 1
      ? await Promise.all([
          context.read(tradeAmong, { countries, knownAt: view.knownAt, year: int(Number(view.asOf.slice(0, 4))) }),
          context.read(productsBehind, {}),
        ])
      : [[], []];
  const behind = new Map(
    chain.map((one) => [`Product:${one.product}`, one.behind.map((slug) => `Product:${slug}`)] as const),
  );
  const links = trade.filter(usable);
  const pathsOf = async (longest: number, passing: readonly string[]) => {
    // Nothing is found before a step leads there.
    if (!links.some((link) => link.to === to)) return { paths: [], complete: true };
    const found = await context.compute(searchPaths, {
      ...{ links: links.map(slim), behind, from, to, maxLength: longest, via: passing, first },
    });
    const all = found.paths.map((path) => path.flatMap((place) => links[place] ?? []));
    return { paths: all, complete: found.complete };
  };

  const seen = new Set([from, to]);
  let level = [from];
  let read = 0;
  let complete = true;
  let found = await pathsOf(1, via.map(plainId));
  for (let length = 1; length <= maxLength; length++) {
    const byKind = groupBy(level, (id) => id.slice(0, id.indexOf(':')));
    const answers = await Promise.all(
      [...byKind].map(([kind, ids]) =>
        context.read(linksFromKind[kind as PathKind], {
          ...view,
          keys: ids.map((id) => id.slice(id.indexOf(':') + 1)).sort(),
          ends: ends.map(({ key }) => key),
          limit: int(MAX_LINKS - read),
        }),
      ),
    );
    const fresh = answers.flat();
    read += fresh.length;
    links.push(...distinct(fresh).filter(usable));
    found = await pathsOf(length, via.map(plainId));
    complete = found.complete && read < MAX_LINKS;
    if (found.paths.length >= first || !complete) break;
    const known = new Set(level);
    level = [...new Set(links.filter((link) => known.has(link.from)).map((link) => link.to))].filter(
      (id) => !seen.has(id),
    );
    level.forEach((id) => seen.add(id));
  }
  return { paths: found.paths, complete, without: async () => (await pathsOf(maxLength, [])).paths };
}

const steps = (count: number) => `${count} step${count === 1 ? '' : 's'}`;

/**
 * The shortest supply paths between two things: towards use first; where nothing leads there, the other way round.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and conditions that contradict each other.
 */
export async function readPaths(context: RequestContext, args: PathsArguments, view: View): Promise<SupplyPathsRecord> {
  const question = await readQuestion(context, args, view);
  const { from, to, via, maxLength } = question;
  const [one, other] = [plainId(from), plainId(to)];
  const downstream = await search(context, question, one, other, view);
  const found =
    downstream.paths.length > 0
      ? downstream
      : { ...(await search(context, question, other, one, view)), upstream: true };
  const upstream = 'upstream' in found;
  const complete = downstream.complete && found.complete;

  const nodes = new Map([from, to].map((node) => [plainId(node), node]));
  const needed = new Set(found.paths.flat().flatMap((link) => [link.from, link.to]));
  await Promise.all(
    [...needed].map(async (id) => nodes.set(id, (await readNode(context, id, view)) as PathNodeRecord)),
  );
  const node = (id: string) => {
    const record = nodes.get(id);
    if (!record) throw new Error(`A path passes the unknown ${id}.`);
    return record;
  };
  const step = async ({ carries, ...link }: SupplyLink): Promise<SupplyPathStepRecord> => ({
    ...link,
    from: node(link.from),
    to: node(link.to),
    product: carries
      ? ((await context.batch(productByKey, { key: carries.slice('Product:'.length), ...view }))[0] ?? null)
      : null,
  });
  const paths = await Promise.all(found.paths.map(async (links) => ({ steps: await Promise.all(links.map(step)) })));
  return {
    from,
    to,
    direction: paths.length === 0 ? null : upstream ? 'UPSTREAM' : 'DOWNSTREAM',
    paths,
    complete,
    explanation: await explain(),
  };

  async function explain(): Promise<string | null> {
    const ended = complete
      ? ''
      : ` The search ended at ${MAX_LINKS.toLocaleString('en')} steps read: name more in "via".`;
    if (upstream && paths.length > 0)
      return `Nothing leads from ${from.name} to ${to.name}; these lead from ${to.name} to ${from.name}.${ended}`;
    if (paths.length > 0) return ended.trim() || null;
    const passing = via.length > 0 ? ` past ${via.map(({ name }) => name).join(' and ')}` : '';
    const otherwise = via.length > 0 ? ((await downstream.without())[0] ?? (await found.without())[0]) : undefined;
    const hint = otherwise ? ` Without "via" there is one of ${steps(otherwise.length)}.` : '';
    const farther = maxLength < MAX_PATH ? ` Longer ones can be found with "maxLength" up to ${MAX_PATH}.` : '';
    const unnamed = [from, to].some(({ __typename: kind }) => kind === 'Country')
      ? ' Name a country in "via" to go by its trade.'
      : '';
    return `No supply path of up to ${steps(maxLength)} is recorded between ${from.name} and ${to.name}${passing}.${hint || farther}${unnamed}${ended}`;
  }
}
