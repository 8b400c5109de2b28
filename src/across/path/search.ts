import { shortestPaths, type Link, type PathQuestion } from '../../analysis/shortest-paths.ts';
import type { SupplyLink } from './record.ts';
import { groupBy } from '../../lib/group-by.ts';

/** Of a step, what the search goes by: thousands of them go to another thread. */
export type SlimLink = Link & Pick<SupplyLink, 'relationship' | 'forward'>;

export const slim = ({ from, to, carries, cost, relationship, forward }: SupplyLink): SlimLink => ({
  ...{ from, to, carries, cost, relationship, forward },
});

export interface PathSearch extends Omit<PathQuestion<SlimLink>, 'follows' | 'maxVisits'> {
  /** By product, all it is made from. */
  behind: ReadonlyMap<string, readonly string[]>;
}

/** The shortest supply paths, each as the places of its steps in `links`; `complete` false when the search was ended. */
export function searchPaths({ behind, ...question }: PathSearch): { paths: number[][]; complete: boolean } {
  const { links } = question;
  const { paths, complete } = shortestPaths({ ...question, follows: followRule(links, behind) });
  return { paths: paths.map((path) => path.map((link) => links.indexOf(link))), complete };
}

/** Which step may follow which, so that what is found is a way that goods can take. */
function followRule(links: readonly SlimLink[], behind: ReadonlyMap<string, readonly string[]>) {
  const made = groupBy(
    links.filter(({ relationship, forward }) => relationship === 'PRODUCES' && forward),
    ({ from }) => from,
  );
  const leadsTo = (one: string | null, other: string | null) =>
    one === other || (behind.get(other ?? '') ?? []).includes(one ?? '');
  const isControl = ({ relationship }: SlimLink) => relationship === 'OWNED_BY' || relationship === 'OPERATED_BY';
  return (before: SlimLink, after: SlimLink): boolean => {
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
