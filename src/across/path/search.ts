import { shortestPaths, type PathQuestion } from '../../analysis/shortest-paths.ts';
import type { SupplyLink } from './record.ts';
import { groupBy } from '../../lib/group-by.ts';

interface PathSearch extends Omit<PathQuestion<SupplyLink>, 'follows' | 'maxVisits'> {
  /** By product, all it is made from. */
  behind: ReadonlyMap<string, readonly string[]>;
}

/** The shortest supply paths; `complete` false when the search was ended. */
export const searchPaths = ({ behind, ...question }: PathSearch): { paths: SupplyLink[][]; complete: boolean } =>
  shortestPaths({ ...question, follows: followRule(question.links, behind) });

/** Which step may follow which, so that what is found is a way that goods can take. */
function followRule(links: readonly SupplyLink[], behind: ReadonlyMap<string, readonly string[]>) {
  const made = groupBy(
    links.filter(({ relationship, forward }) => relationship === 'PRODUCES' && forward),
    ({ from }) => from,
  );
  const leadsTo = (one: string | null, other: string | null) =>
    one === other || (behind.get(other ?? '') ?? []).includes(one ?? '');
  const isControl = ({ relationship }: SupplyLink) => relationship === 'OWNED_BY' || relationship === 'OPERATED_BY';
  return (before: SupplyLink, after: SupplyLink): boolean => {
    // Two subsidiaries of one owner, or two owners of one company, do not supply each other by that.
    if (isControl(before) && isControl(after)) return before.forward === after.forward;
    // Nor do two makers of one product.
    if (before.relationship === 'PRODUCES' && after.relationship === 'PRODUCES')
      return before.forward === after.forward;
    if (before.to.startsWith('Country:')) {
      // Everything meets in a country: it is passed by its trade alone, in one product or in what is made of it.
      if (before.relationship === 'SOLD_TO' && after.relationship === 'SOLD_TO')
        return leadsTo(before.carries, after.carries);
      // Goods leave from where plants lie, not from the seats of companies.
      if (after.relationship === 'SOLD_TO')
        return (
          before.relationship === 'LOCATED_IN' &&
          (made.get(before.from) ?? []).some(({ to }) => leadsTo(to, after.carries))
        );
      return before.relationship === 'SOLD_TO';
    }
    return true;
  };
}
