import { isOverdue, ledger } from './ledger.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { connection, readPage, type PageArguments } from '../../api/connection.ts';
import { commitmentPages, ledgerEntries } from './queries.ts';
import type { CommitmentConnectionRecord, LedgerLineRecord } from './record.ts';

/** A page of the commitments that belong to one thing. @throws GraphQLError BAD_USER_INPUT for paging arguments that cannot be used. */
export async function readCommitments(
  context: RequestContext,
  of: keyof typeof commitmentPages,
  key: string,
  args: PageArguments,
  view: View,
): Promise<CommitmentConnectionRecord> {
  const order = `commitment.${of} ANNOUNCED_ON ASC`;
  const page = readPage(args, order);
  const statement = commitmentPages[of][page.backward ? 'descending' : 'ascending'];
  const bounds = { from: page.from, to: page.to, limit: int(page.limit) };
  const [row] = await context.batch(statement, { key, ...view, ...bounds });
  return connection(
    row?.commitments ?? [],
    page,
    order,
    () => row?.total ?? 0,
    (commitment) => ({ node: commitment, position: [commitment.since, commitment.key], edge: {} }),
  );
}

/** The ledger of an agreement or a programme on the day asked. */
export function readLedger(
  context: RequestContext,
  of: 'Agreement' | 'Programme',
  key: string,
  view: View,
): Promise<LedgerLineRecord[]> {
  return context.once(`ledger ${of} ${key} ${view.asOf} ${view.knownAt}`, () => addUp(context, of, key, view));
}

async function addUp(
  context: RequestContext,
  of: 'Agreement' | 'Programme',
  key: string,
  view: View,
): Promise<LedgerLineRecord[]> {
  const [rows = []] = await context.batch(ledgerEntries[of], { key, ...view });
  const own = new Set(rows.flatMap((row) => (row.own ? [row.entry.key] : [])));
  return ledger(
    rows.map(({ entry }) => entry),
    own,
    view,
  );
}

/** Whether a commitment is overdue on the day asked. */
export async function readOverdue(context: RequestContext, key: string, view: View): Promise<boolean> {
  const [rows = []] = await context.batch(ledgerEntries.Commitment, { key, ...view });
  return isOverdue(
    rows.map(({ entry }) => entry),
    key,
    view,
  );
}
