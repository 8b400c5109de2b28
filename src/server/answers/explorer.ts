import { momentsGiven } from './address.ts';
import type { AddressedClocks } from './clocks.ts';
import type { AddressedOperation } from './operation.ts';

type Value = string | number | null | undefined | readonly string[];

/** A page of the explorer, with the fields of its address; a field of no value stands as the page has it by itself. */
type Page = readonly [path: string, fields: Readonly<Record<string, Value>>];

const START = '/';
/** What the pages call all countries together, where a question has no coalition. */
const EVERYONE = 'everyone';

const thing = (kind: string, key: Value, fields: Page[1] = {}): Page => [
  `/${kind}/${encodeURIComponent(String(key))}`,
  fields,
];
/** Without minerals the page is about magnets. */
const whatIf = (fields: Page[1]): Page | null => (isEmpty(fields['minerals']) ? null : ['/what-if', fields]);
const isEmpty = (value: Value): boolean => value == null || (typeof value === 'object' && value.length === 0);

/** By question the page of the explorer that shows the same answer, from the values of its variables; null where none shows it for them. */
const pages: Readonly<Record<string, (asked: Readonly<Record<string, Value>>) => Page | null>> = {
  '01-coalition-magnets': ({ coalition: among, on, product, year, minShare: line }) =>
    among == null ? null : ['/depend', { among, on, product, year, line, through: '0' }],
  '02-japan-in-full': ({ country: of, on, product, year }) => ['/behind', { of, on, product, year }],
  '05-october-2025': ({ from, to }) => (from == null || to == null ? null : ['/timeline', { from, to }]),
  '12-controls-on-japan': ({ country }) => thing('country', country),
  '13-controls-on-magnets': ({ product }) => thing('product', product),
  '31-rare-earth-mining': ({ mineral, year }) =>
    mineral == null ? null : ['/concentration', { mineral, stage: 'EXTRACTION', year }],
  '50-behind-japans-magnets': ({ of, on, product, year }) => ['/behind', { of, on, product, year }],
  '51-coalition-looked-through': ({ coalition: among, on, product, year }) =>
    among == null ? null : ['/depend', { among, on, product, year, through: '1' }],
  '52-where-concentration-rises': ({ mineral, year }) => ['/concentration', { mineral, year }],
  '53-chokepoints-for-magnets': ({ product, coalition, year }) => [
    '/chokepoints',
    { product, among: coalition ?? EVERYONE, year },
  ],
  '54-answers-without-one-source': ({ coalition: among, on, product, year, threshold: line }) =>
    among == null ? null : ['/depend', { among, on, product, year, line, through: '1' }],
  '60-dysprosium-stops': ({ countries: stop, minerals, from, months }) => whatIf({ stop, minerals, from, months }),
  '61-antimony-to-the-united-states': ({ minerals, to, from, months }) =>
    whatIf({ stop: 'CHN', minerals, to, from, months }),
  '62-cobalt-quota': ({ cut }) => whatIf({ stop: 'COD', minerals: 'cobalt', cut, from: '2026-01-01', months: 12 }),
  '63-projects-against-dependence': ({ excluding: on, product, coalition, threshold: line, year: by }) => [
    '/replace',
    { on, product, for: coalition ?? EVERYONE, line, by },
  ],
  '70-japan-in-one-request': ({ code, on }) => thing('country', code, { on }),
  '72-magnets-since-2002': ({ coalition: among, on, product }) => [
    '/depend',
    { among, on, product, year: 2024, through: '0' },
  ],
};

/** The questions that a page of the explorer answers too. */
export const explorerQuestions: readonly string[] = Object.keys(pages);

/** The address in the explorer of what an operation was asked, at its day and as it was known; the start where no page shows it. */
export function explorerAddress(
  operation: Pick<AddressedOperation, 'name' | 'defaults'>,
  variables: Readonly<Record<string, unknown>>,
  clocks: AddressedClocks,
): string {
  const page = pages[operation.name]?.({ ...operation.defaults, ...variables } as Record<string, Value>);
  if (!page) return START;
  const [path, fields] = page;
  const all: typeof fields = { ...fields, ...momentsGiven(operation, clocks) };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(all))
    for (const one of [value ?? []].flat()) parameters.append(name, String(one));
  const query = parameters.toString().replaceAll('%3A', ':');
  return query === '' ? path : `${path}?${query}`;
}
