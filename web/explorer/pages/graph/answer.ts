import { counted, InWords, inWords } from '../../format/numbers.ts';
import type { Ways } from './model.ts';

/** What is on record of ways between two things, in words. */
export function answerOf(ways: Ways, max: number): { text: string; isLow: boolean } {
  const [shortest] = ways.paths;
  if (!shortest)
    return {
      text: `No way is on record in at most ${inWords(max)} ${max === 1 ? 'step' : 'steps'}.${ways.explanation ? ` ${ways.explanation}` : ''}`,
      isLow: false,
    };
  const { length } = ways.paths;
  const some =
    length === 5 || !ways.complete
      ? `${InWords(length)} ways are shown, and there may be more`
      : `${InWords(length)} ${length === 1 ? 'way' : 'ways'} on record`;
  const steps = shortest.length === 1 ? 'one step' : `${inWords(shortest.length)} steps`;
  return {
    text: `${some}. ${length === 1 ? 'It' : 'The shortest'} has ${steps}: ${shortest.steps.map(({ sentence }) => sentence).join(' ')}${ways.explanation ? ` ${ways.explanation}` : ''}`,
    isLow: shortest.confidence === 'LOW',
  };
}

const means: readonly (readonly [relationship: string, name: string])[] = [
  ['SOLD_TO', 'trade between countries'],
  ['MADE_FROM', 'what is made of what'],
  ['OWNED_BY', 'who owns whom'],
  ['SUPPLIES', 'deliveries'],
  ['PRODUCES', 'what plants make'],
  ['OPERATED_BY', 'who runs what'],
];

/** A way in a list: how long it is, and by what it goes. */
export function wayInWords({ length, steps }: Ways['paths'][number]): { length: string; by: string } {
  const used = new Set<string>(steps.map(({ relationship }) => relationship));
  return {
    length: counted(length, 'step'),
    by: means.find(([relationship]) => used.has(relationship))?.[1] ?? 'where things lie',
  };
}
