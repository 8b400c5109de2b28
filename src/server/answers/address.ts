import { GraphQLError, type GraphQLSchema } from 'graphql';
import { badInput } from '../../api/errors.ts';
import { refuseAhead } from '../../api/global-id.ts';
import { scalars } from '../../api/scalars.ts';
import type { AddressedClocks } from './clocks.ts';
import { typeOf, type AddressedOperation } from './operation.ts';
import { didYouMean, readVariables } from './variables.ts';

/** What an answer can be given as. */
export const formats = ['json', 'csv', 'html'] as const;
export type Format = (typeof formats)[number];

/** What a citation can be given as, with its media type. */
export const citationTypes = {
  bibtex: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  csl: 'application/vnd.citationstyles.csl+json; charset=utf-8',
} as const;
export type CitationStyle = keyof typeof citationTypes;
const styles = Object.keys(citationTypes) as CitationStyle[];

/** The last part of an address, with the format that its ending names; null for an ending that is none. */
export function readName(part: string): { name: string; format: Format | null | undefined; ending: string } {
  const dot = part.lastIndexOf('.');
  if (dot < 0) return { name: part, format: undefined, ending: '' };
  const ending = part.slice(dot + 1);
  return { name: part.slice(0, dot), format: formats.find((one) => one === ending) ?? null, ending };
}

/** The format that a client asks for by its header: a page for a browser, JSON for those who do not say. */
export function formatAccepted(accept: string): Format {
  const first = accept.split(',').map((one) => one.split(';', 1)[0]?.trim().toLowerCase());
  const named = { 'text/html': 'html', 'text/csv': 'csv', 'application/json': 'json' } as const;
  for (const type of first) if (type !== undefined && type in named) return named[type as keyof typeof named];
  return 'json';
}

/** What an address asks for besides its question. */
export interface AddressQuery {
  variables: Record<string, unknown>;
  clocks: AddressedClocks;
  /** The texts of variables and clocks, as they were given. */
  texts: Record<string, string>;
  cite: CitationStyle | null;
  evidence: boolean;
  /** Moment, ISO 8601 in UTC; null where no difference is asked for. */
  since: string | null;
  /** Two moments, of the address of changes. */
  from: string | null;
  until: string | null;
  /** The version of the data that is expected. */
  version: string | null;
}

const moment = (argument: string, text: string): string => {
  try {
    return scalars.DateTime.parseValue?.(text) as string;
  } catch (error) {
    throw badInput(argument, `"${text.slice(0, 80)}" is no moment.`, (error as Error).message);
  }
};

/** What to give instead of a moment that lies ahead, where it is another one than `knownAt`. */
const aheadHints: Readonly<Record<string, string>> = {
  from: 'Give the moment of an earlier answer.',
  since: 'Give the moment of an earlier answer.',
  until: 'Leave until out for what is known now.',
};

const day = (text: string): string => {
  try {
    return scalars.Date.parseValue?.(text) as string;
  } catch (error) {
    throw badInput('asOf', `"${text.slice(0, 80)}" is no day.`, (error as Error).message);
  }
};

/**
 * Reads what stands behind the question mark. All that is wrong with it is told at once.
 * @param own which of the names that mean something of their own are taken at this address
 */
export function readQuery(
  schema: GraphQLSchema,
  operation: AddressedOperation,
  query: Readonly<Record<string, string | string[]>>,
  own: readonly string[],
  now: string,
): { read: AddressQuery; errors: GraphQLError[] } {
  const errors: GraphQLError[] = [];
  const check = <T>(make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      errors.push(error);
      return null;
    }
  };
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') texts[name] = value;
    else
      errors.push(
        badInput(
          name,
          `stands ${value.length} times in the address.`,
          'Give it once; items of a list stand between commas.',
        ),
      );
  }
  const taken: ReadonlySet<string> = new Set([...own, 'asOf', 'knownAt']);
  const textOf = (name: string): string | undefined =>
    taken.has(name) && texts[name] !== '' ? texts[name] : undefined;
  const past = (name: string): string | null => {
    const text = textOf(name);
    if (text === undefined) return null;
    return check(() => {
      const at = moment(name, text);
      refuseAhead(name, at, now, aheadHints[name]);
      return at;
    });
  };
  const asOfText = textOf('asOf');
  const clocks = { asOf: asOfText === undefined ? null : check(() => day(asOfText)), knownAt: past('knownAt') };
  const names = new Set(operation.variableDefinitions.map(({ variable }) => variable.name.value));
  const given = Object.entries(texts).filter(([name, text]) => !taken.has(name) || (names.has(name) && text !== ''));
  // What was told of a clock already is not told again of the variable that it is.
  const failed = new Set(errors.map(({ extensions }) => extensions['argument']));
  const { variables, errors: wrong } = readVariables(
    schema,
    operation.variableDefinitions,
    Object.fromEntries(given.filter(([name]) => !failed.has(name))),
  );
  errors.push(...wrong);

  const style = textOf('cite');
  const cite = styles.find((one) => one === style) ?? null;
  if (style !== undefined && cite === null) {
    errors.push(
      badInput(
        'cite',
        `"${style.slice(0, 40)}" is no style of citation.`,
        didYouMean(style, styles) ?? `There are ${styles.join(', ')}.`,
      ),
    );
  }
  const evidence = textOf('evidence');
  if (evidence !== undefined && !['0', '1', 'true', 'false'].includes(evidence))
    errors.push(badInput('evidence', `"${evidence.slice(0, 40)}" is neither yes nor no.`, 'Give 1 or 0.'));
  const [from, until] = [past('from'), past('until')];
  if (from !== null && until !== null && until <= from)
    errors.push(badInput('until', 'must be later than "from".', 'Exchange the two.'));
  return {
    read: {
      variables,
      clocks,
      texts: Object.fromEntries(given),
      cite,
      evidence: evidence === '1' || evidence === 'true',
      since: past('since'),
      from,
      until,
      version: textOf('version') ?? null,
    },
    errors,
  };
}

/** The address of a question with its variables and clocks, in a fixed order. */
export function addressOf(
  base: string,
  { name, variableDefinitions }: Pick<AddressedOperation, 'name' | 'variableDefinitions'>,
  texts: Readonly<Record<string, string>>,
  besides: Readonly<Record<string, string | null | undefined>> = {},
  ending = '',
): string {
  const parameters = new URLSearchParams();
  for (const { variable } of variableDefinitions) {
    const text = texts[variable.name.value];
    if (text !== undefined) parameters.set(variable.name.value, text);
  }
  for (const [key, value] of Object.entries(besides))
    if (value !== null && value !== undefined) parameters.set(key, value);
  // Both may stand in an address as they are, and are easier to read so.
  const query = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return `${base}/q/${name}${ending}${query === '' ? '' : `?${query}`}`;
}

/** What a question takes, as its list tells it. */
export const takenBy = ({ variableDefinitions, defaults }: AddressedOperation) =>
  variableDefinitions.map((definition) => {
    const { value: name } = definition.variable.name;
    return { name, type: typeOf(definition), default: defaults[name] ?? null };
  });

/** The day and the moment of an answer: those of its address, else those that the question has by itself, else null. */
export function momentsGiven({ defaults }: Pick<AddressedOperation, 'defaults'>, { asOf, knownAt }: AddressedClocks) {
  const own = (clock: string) => (typeof defaults[clock] === 'string' ? defaults[clock] : null);
  return { asOf: asOf ?? own('asOf'), knownAt: knownAt ?? own('knownAt') };
}

/** The same, where nothing gives them now. */
export function momentsOf(operation: AddressedOperation, clocks: AddressedClocks, now: string) {
  const { asOf, knownAt } = momentsGiven(operation, clocks);
  return { asOf: asOf ?? now.slice(0, 10), knownAt: knownAt ?? now };
}

/** A value as an address has it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && !item.includes(',')))
    return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
