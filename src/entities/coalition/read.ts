import type { GraphQLResolveInfo } from 'graphql';
import type { TaskContext } from '../../api/compute.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByText } from '../country/queries.ts';
import type { CountryRecord } from '../country/record.ts';
import { int } from '../../graph/graph.ts';
import { checkEach } from '../../api/check.ts';
import { connection, isPageSize, readPage, type Page, type PageArguments } from '../../api/connection.ts';
import { argumentsBelow } from '../../api/selection.ts';
import { fold } from '../../lib/fold.ts';
import { unknownName } from '../../api/names/suggest.ts';
import { coalitionByText, coalitionWithMembers, countriesOfCoalition, membersPages } from './queries.ts';
import type { CoalitionMemberConnectionRecord, CoalitionRecord } from './record.ts';

/** Arguments of the field `members`. */
type MembersArguments = PageArguments & { asOf?: string | null };

const MEMBERS_ORDER = 'coalition.members NAME ASC';

const membersKey = (args: MembersArguments, page: Page, { asOf, knownAt }: View) => ({
  asOf: args.asOf ?? asOf,
  knownAt,
  from: page.from,
  to: page.to,
  limit: int(page.limit),
});

/** Whether a list is asked for from its start: what is wrong with other arguments is told where they are used. */
const fromTheStart = ({ first, after, last, before }: PageArguments) =>
  after == null && last == null && before == null && (first == null || isPageSize(first));

/** The coalition of a name, null without one; its members are read with it where they are asked for below. */
export async function readCoalition(
  context: RequestContext,
  name: string,
  info: GraphQLResolveInfo,
): Promise<CoalitionRecord | null> {
  const view = context.view(info);
  const text = fold(name);
  const [args] = argumentsBelow(info, 'members') as MembersArguments[];
  if (!args || !fromTheStart(args)) return (await context.batch(coalitionByText, { text, ...view }))[0] ?? null;
  const key = membersKey(args, readPage(args, MEMBERS_ORDER), view);
  const [found] = await context.batch(coalitionWithMembers, { text, ...key });
  if (!found) return null;
  context.prime(membersPages.ascending, { key: found.coalition.key, ...key }, [found.members]);
  return found.coalition;
}

/**
 * A page of a coalition's members, by name.
 * @throws GraphQLError BAD_USER_INPUT for paging arguments that cannot be used.
 */
export async function readMembers(
  context: RequestContext,
  coalition: CoalitionRecord,
  args: MembersArguments,
  view: View,
): Promise<CoalitionMemberConnectionRecord> {
  const page = readPage(args, MEMBERS_ORDER);
  const statement = membersPages[page.backward ? 'descending' : 'ascending'];
  const [row] = await context.batch(statement, { key: coalition.key, ...membersKey(args, page, view) });
  return connection(
    row?.members ?? [],
    page,
    MEMBERS_ORDER,
    () => row?.total ?? 0,
    ({ member, terms }) => ({ node: member, position: [member.name, member.key], edge: terms }),
  );
}

/**
 * The countries that some names mean: each that of a country, or of a coalition, which stands for its members of the day asked.
 * @throws GraphQLError BAD_USER_INPUT for a name that is neither.
 */
export async function readCountries(
  context: TaskContext,
  argument: string,
  names: readonly string[],
  view: View,
): Promise<CountryRecord[]> {
  const found = await checkEach(names, async (name) => {
    const key = { text: fold(name), ...view };
    const [countries, [coalition]] = await Promise.all([
      context.batch(countryByText, key),
      context.batch(coalitionByText, key),
    ]);
    if (countries.length > 0) return countries;
    if (coalition) return context.batch(countriesOfCoalition, { key: coalition.key, ...view });
    throw await unknownName(context, argument, 'Country', name);
  });
  return [...new Map(found.flat().map((country) => [country.key, country])).values()];
}
