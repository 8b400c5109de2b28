import { checkAll, checkEach } from '../../api/check.ts';
import { pageSize } from '../../api/connection.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { plainId } from '../../api/global-id.ts';
import { resolveNode } from '../../api/names/resolve-node.ts';
import { readNode } from '../node/read.ts';
import { pathKinds, type PathNodeRecord } from './record.ts';

export const MAX_PATH = 8;
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
export interface PathsQuestion {
  from: PathNodeRecord;
  to: PathNodeRecord;
  maxLength: number;
  via: PathNodeRecord[];
  excluding: PathNodeRecord[];
  first: number;
}

/** @throws GraphQLError BAD_USER_INPUT for every name that means nothing, then for every contradiction. */
export async function readQuestion(context: RequestContext, args: PathsArguments, view: View): Promise<PathsQuestion> {
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
function canBePassed(
  node: PathNodeRecord,
  { from, to, excluding }: Pick<PathsQuestion, 'from' | 'to' | 'excluding'>,
): void {
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
