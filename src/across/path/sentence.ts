import type { FacilityRole, FacilityStatus, SupplyKind } from '../../api/generated.ts';
import type { SupplyPathStepRecord } from './record.ts';

const { format: number } = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });
const percent = (share: number) =>
  share > 0 && share < 0.0005 ? 'less than 0.1 %' : `${number(Math.round(share * 1000) / 10)} %`;
const dollars = (value: number) =>
  value < 1e6 ? number(Math.round(value)) : `${number(Math.round(value / 1e5) / 10)} million`;
const tonnes = ({ tonnes, tonnesUnit }: SupplyPathStepRecord) =>
  tonnes === null ? null : `${number(Math.round(tonnes * 10) / 10)} ${tonnesUnit ?? 't'}`;
const inBrackets = (...parts: (string | null)[]) => {
  const said = parts.filter((part) => part !== null);
  return said.length > 0 ? ` (${said.join(', ')})` : '';
};

const kinds: Record<SupplyKind, string> = {
  OFFTAKE: 'agreed purchase',
  FEED: 'feed for its next step',
  CUSTOMER: 'named as a customer',
};
const makes: Record<FacilityStatus, string> = {
  OPERATING: 'makes',
  UNDER_CONSTRUCTION: 'is being built to make',
  PLANNED: 'is planned to make',
  SUSPENDED: 'stands still and made',
  CLOSED: 'was closed and made',
  UNKNOWN: 'makes, or made,',
};
const roles: Record<FacilityRole, (company: string, facility: string, share: string | null) => string> = {
  OPERATOR: (company, facility) => `${company} runs ${facility}`,
  OWNER: (company, facility, share) => `${company} owns ${share ?? 'a part'} of ${facility}`,
  PARTNER: (company, facility) => `${company} takes part in ${facility}`,
};

/** What a step of a path is, in a sentence. */
export function sentenceOf(step: SupplyPathStepRecord): string {
  const { relationship, forward: along, detail, share, valueUsd, year, tonnesPerTonne } = step;
  const product = step.product?.name ?? 'something';
  // The relationship's own ends, whichever way it is passed.
  const [start, end] = along ? [step.from.name, step.to.name] : [step.to.name, step.from.name];
  switch (relationship) {
    case 'SUPPLIES':
      return `${start} supplies ${end} with ${product}${inBrackets(kinds[detail as SupplyKind], tonnes(step))}.`;
    case 'PRODUCES':
      return `${start} ${makes[detail as FacilityStatus]} ${end}${inBrackets(tonnes(step), year === null ? null : String(year))}.`;
    case 'MADE_FROM':
      return `Making ${start} takes ${end}${tonnesPerTonne === null ? '' : `, ${number(tonnesPerTonne)} t for a tonne`}.`;
    case 'CONTAINS':
      return `There is ${end} in ${start}.`;
    case 'OPERATED_BY':
      return `${roles[detail as FacilityRole](end, start, share === null ? null : percent(share))}.`;
    case 'OWNED_BY':
      return `${end} owns ${share === null ? 'a share, not known how much,' : percent(share)} of ${start}.`;
    case 'LOCATED_IN':
      return `${start} lies in ${end}.`;
    case 'BASED_IN':
      return `${start} has its seat in ${end}.`;
    case 'SOLD_TO':
      return `In ${year ?? 'a year not known'} ${start} sold ${end} ${product} for US$ ${dollars(valueUsd ?? 0)}${share === null ? '' : `, ${percent(share)} of what ${end} imported of it`}.`;
  }
}
