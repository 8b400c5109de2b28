import type { RequestContext, View } from '../../api/context.ts';
import { plainId } from '../../api/global-id.ts';
import { productByKey } from '../../entities/product/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { readNode } from '../node/read.ts';
import { findPaths, MAX_LINKS, type FoundPaths } from './find-paths.ts';
import { MAX_PATH, readQuestion, type PathsArguments, type PathsQuestion } from './question.ts';
import type { PathNodeRecord, SupplyLink, SupplyPathsRecord, SupplyPathStepRecord } from './record.ts';

/**
 * The shortest supply paths between two things: towards use first; where nothing leads there, the other way round.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and conditions that contradict each other.
 */
export async function readPaths(context: RequestContext, args: PathsArguments, view: View): Promise<SupplyPathsRecord> {
  const question = await readQuestion(context, args, view);
  const { from, to, via, excluding, ...bounds } = question;
  const [one, other] = [plainId(from), plainId(to)];
  const asked = { ...bounds, via: via.map(plainId), excluding: excluding.map(plainId), view };
  const search = (start: string, end: string) => context.compute(findPaths, { ...asked, from: start, to: end });
  const downstream = await search(one, other);
  const upstream = downstream.paths.length > 0 ? null : await search(other, one);
  const { paths: found } = upstream ?? downstream;
  const complete = downstream.complete && (upstream?.complete ?? true);
  const direction = found.length === 0 ? null : upstream ? 'UPSTREAM' : 'DOWNSTREAM';
  const steps = await readSteps(context, question, found.flat(), view);
  return {
    ...{ from, to, direction, complete },
    paths: found.map((links) => ({ steps: links.flatMap((link) => steps.get(link) ?? []) })),
    explanation: explain(question, direction, complete, upstream ? [downstream, upstream] : [downstream]),
  };
}

/** The steps with their ends and what they carry. */
async function readSteps(
  context: RequestContext,
  { from, to }: PathsQuestion,
  links: readonly SupplyLink[],
  view: View,
): Promise<Map<SupplyLink, SupplyPathStepRecord>> {
  const nodes = new Map([from, to].map((node) => [plainId(node), node]));
  const passed = new Set(links.flatMap((link) => [link.from, link.to]));
  await Promise.all(
    [...passed].map(async (id) => nodes.set(id, (await readNode(context, id, view)) as PathNodeRecord)),
  );
  const node = (id: string) => {
    const record = nodes.get(id);
    if (!record) throw new Error(`A path passes the unknown ${id}.`);
    return record;
  };
  const steps = links.map(async (link): Promise<[SupplyLink, SupplyPathStepRecord]> => {
    const { carries, ...step } = link;
    const product = await readProduct(context, carries, view);
    return [link, { ...step, from: node(link.from), to: node(link.to), product }];
  });
  return new Map(await Promise.all(steps));
}

async function readProduct(context: RequestContext, id: string | null, view: View): Promise<ProductRecord | null> {
  if (!id) return null;
  const [product] = await context.batch(productByKey, { key: id.slice('Product:'.length), ...view });
  return product ?? null;
}

const stepCount = (count: number) => `${count} step${count === 1 ? '' : 's'}`;

/** Why paths are as they are, or why there are none; null where nothing needs to be said. */
function explain(
  question: PathsQuestion,
  direction: SupplyPathsRecord['direction'],
  complete: boolean,
  searches: readonly FoundPaths[],
): string | null {
  const { from, to } = question;
  const ended = complete
    ? ''
    : ` The search ended at ${MAX_LINKS.toLocaleString('en')} steps read: name more in "via".`;
  if (direction === 'DOWNSTREAM') return ended.trim() || null;
  if (direction === 'UPSTREAM')
    return `Nothing leads from ${from.name} to ${to.name}; these lead from ${to.name} to ${from.name}.${ended}`;
  return `${explainNone(question, searches)}${ended}`;
}

function explainNone({ from, to, via, maxLength }: PathsQuestion, searches: readonly FoundPaths[]) {
  const passing = via.length > 0 ? ` past ${via.map(({ name }) => name).join(' and ')}` : '';
  const otherwise = searches.find(({ withoutVia }) => withoutVia !== null)?.withoutVia;
  const farther = maxLength < MAX_PATH ? ` Longer ones can be found with "maxLength" up to ${MAX_PATH}.` : '';
  const hint = otherwise ? ` Without "via" there is one of ${stepCount(otherwise.length)}.` : farther;
  const unnamed = [from, to].some(({ __typename: kind }) => kind === 'Country')
    ? ' Name a country in "via" to go by its trade.'
    : '';
  return `No supply path of up to ${stepCount(maxLength)} is recorded between ${from.name} and ${to.name}${passing}.${hint}${unnamed}`;
}
