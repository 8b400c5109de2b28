import { ask, Refused } from './ask.ts';
import { fragment } from './gql/index.ts';
import { Again, pages } from './pages.ts';
import { RowFields, shareOf } from './Row.tsx';

const server = process.env['LODEGRAPH'] ?? 'http://127.0.0.1:4000';
const [on = 'China', product = 'permanent-magnets', asOf = '2026-01-12'] = process.argv.slice(2);

try {
  let first: string | undefined;
  let shown = 0;
  for await (const { nodes, totalCount } of pages(server, { on, product, asOf, first: 5 })) {
    for (const { id, country, ...row } of fragment(RowFields, nodes)) {
      first ??= id;
      console.log(`${(country?.name ?? '').padEnd(24)} ${shareOf(row)}`);
    }
    shown += nodes.length;
    if (shown >= 10) {
      console.log(`… of ${totalCount ?? '?'}`);
      break;
    }
  }
  if (first) {
    const { node } = await ask(server, Again, { id: first });
    if (node?.__typename === 'Dependence') {
      const names = node.country?.memberships?.map(({ coalition }) => coalition.name).join(', ');
      console.log(`${node.country?.name ?? ''} on ${asOf}: member of ${names || 'no coalition on record'}`);
    }
  }
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
