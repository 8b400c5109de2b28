import type { ChokepointsQuery } from '../../api/generated.ts';
import { reasonOf } from '../../format/missing.ts';
import { counted, inWords, percent } from '../../format/numbers.ts';

export type Chokepoints = NonNullable<ChokepointsQuery['chokepoints']>;
export type Chokepoint = Chokepoints['nodes'][number];

/** Without whom most is lost, in words: only what the rows say. */
export function answerOf(of: Chokepoints, group: string, product: string): { headline: string; below: string } {
  const { nodes, missing, users, usersLeftOut, unweighed, year } = of;
  const [first] = nodes;
  if (!first || first.lost === null)
    return {
      headline: `Without whom ${group} loses most of its ${product} cannot be told for ${year ?? 'any year'}: ${reasonOf(missing)}.`,
      below: '',
    };
  const company = nodes.find(({ kind }) => kind !== 'COUNTRY');
  const second = nodes.find(({ kind }, place) => place > 0 && kind === 'COUNTRY');
  const direct = first.direct === null ? '' : `, of which ${percent(first.direct, 0)} is bought there`;
  const parts = [
    second && first.kind === 'COUNTRY' && second.lost !== null
      ? `Next is ${second.name ?? 'another country'}, with ${percent(second.lost, 0)}.`
      : '',
    company && company !== first && company.lost !== null
      ? `The largest single ${company.kind === 'FACILITY' ? 'plant' : 'company'} that can be weighed is ${company.name ?? 'not named'}, with ${percent(company.lost, 0)}.`
      : '',
    `What is lost is at least this: supply of unknown origin counts as kept. Shares overlap, since one thing can pass several of them; they do not add up.`,
    `${counted(users, 'country’s', 'countries’')} supply counts${usersLeftOut > 0 ? `, ${inWords(usersLeftOut)} more could not be counted` : ''}.`,
    unweighed > 0 ? `${counted(unweighed, 'plant', 'plants')} cannot be weighed and may matter more.` : '',
  ];
  return {
    headline: `Without ${first.name ?? 'the first'}, ${group} loses at least ${percent(first.lost, 0)} of its ${product}${direct}.`,
    below: parts.filter(Boolean).join(' '),
  };
}

/** Where a chokepoint is told of. */
export function addressOf({ kind, country, supplier, facility }: Chokepoint): string | null {
  if (kind === 'SUPPLIER') return supplier ? `/supplier/${supplier.slug}` : null;
  if (kind === 'FACILITY') return facility ? `/facility/${facility.slug}` : null;
  return country ? `/country/${country.iso3}` : null;
}
