import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { printSchema } from 'graphql';
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
  type ConcreteRequest,
  type GraphQLResponse,
} from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, idIn } from '../support.ts';
import { readSchema } from './documents.ts';
import { days, earlier } from './two-days.ts';

const app = fileURLToPath(new URL('./relay/app/', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js');

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lodegraph-relay-'));
  cpSync(app, join(folder, 'app'), { recursive: true });
  writeFileSync(join(folder, 'schema.graphql'), printSchema(await readSchema()));
  const config = { src: './app', schema: './schema.graphql', language: 'javascript', eagerEsModules: false };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  // What it refuses is thrown with its own words.
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compiled = (name: string) =>
  createRequire(import.meta.url)(join(folder, 'app', '__generated__', `${name}.graphql.js`)) as ConcreteRequest;

function connect() {
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const answer = await ask(text ?? '', variables);
      expect(answer.errors).toBeUndefined();
      return answer as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
  return {
    environment,
    /** Asks, keeps what comes and gives the operation, to be looked up. */
    async query(name: string, variables: Record<string, unknown>) {
      const operation = createOperationDescriptor(compiled(name), variables);
      environment.retain(operation);
      await fetchQuery(environment, compiled(name), variables, { fetchPolicy: 'network-only' }).toPromise();
      return operation;
    },
    /** What the store holds of something, by its id. */
    record: (id: string) => environment.getStore().getSource().get(id) as Record<string, unknown> | undefined,
  };
}

describe('relay-compiler', () => {
  test('compiles an app with connections in a country, a coalition, a mineral and an agreement, each refetched by its id', () => {
    expect(readdirSync(join(folder, 'app', '__generated__')).sort()).toEqual(
      [
        ...['AgreementPageCommitmentsQuery', 'AgreementPageQuery', 'AgreementPage_commitments'],
        ...['ClaimListQuery', 'ClaimList_thing'],
        ...['CoalitionPageMembersQuery', 'CoalitionPageQuery', 'CoalitionPage_members'],
        ...['ControlPageQuery', 'ControlPageRefetchQuery', 'ControlPage_control'],
        ...['CountryPageImportsQuery', 'CountryPageQuery', 'CountryPage_imports'],
        ...['MineralPageObservationsQuery', 'MineralPageQuery', 'MineralPage_observations', 'NameTag_thing'],
      ].map((name) => `${name}.graphql.js`),
    );
  });
});

describe("relay-runtime's store", () => {
  const slug = 'cn-mofcom-2025-57';
  const control = (asOf: string) => idIn({ asOf }, `ExportControl:${slug}`);

  test('shows each day its own state of one control', async () => {
    const { query, record } = connect();
    for (const asOf of days) await query('ControlPageQuery', { slug, asOf });
    expect(days.map((asOf) => record(control(asOf))?.['state'])).toEqual(['IN_FORCE', 'SUSPENDED']);
  });

  test("leaves a watcher of today's dependence alone when that of another day arrives", async () => {
    const { environment, query } = connect();
    const share = (data: unknown) =>
      (data as { coalition: { dependence: { share: number } } }).coalition.dependence.share;
    const asked = { slug: 'european-union' };
    const today = environment.lookup((await query('CoalitionPageQuery', asked)).fragment);
    const seen = [share(today.data)];
    environment.subscribe(today, ({ data }) => seen.push(share(data)));
    const other = environment.lookup((await query('CoalitionPageQuery', { ...asked, asOf: earlier })).fragment);
    expect(share(other.data)).toBeCloseTo(0.8929, 4);
    expect(seen.map((one) => one.toFixed(4))).toEqual(['0.8862']);
  });

  test('refetches a fragment by the id it has, which keeps its day, whatever was asked of other days', async () => {
    const { query, record } = connect();
    for (const asOf of days) await query('ControlPageQuery', { slug, asOf });
    const [now = '', then = ''] = days.map(control);
    const kept = { ...record(then) };
    const operation = await query('ControlPageRefetchQuery', { id: then });
    expect(operation.request.variables).toEqual({ id: then });
    expect(record(then)).toMatchObject({ ...kept, state: 'SUSPENDED' });
    expect(record(now)).toMatchObject({ state: 'IN_FORCE' });
  });

  test.each([
    ['CountryPageQuery', { code: 'JPN' }, 'CountryPageImportsQuery', 'country'],
    ['CoalitionPageQuery', { slug: 'european-union' }, 'CoalitionPageMembersQuery', 'coalition'],
    ['MineralPageQuery', { slug: 'rare-earths' }, 'MineralPageObservationsQuery', 'mineral'],
    [
      'AgreementPageQuery',
      { slug: 'us-australia-critical-minerals-2025' },
      'AgreementPageCommitmentsQuery',
      'agreement',
    ],
  ])('reads on with the connection of %s in its day', async (page, variables, next, root) => {
    const { environment, query } = connect();
    const asOf = '2026-02-01';
    const lookup = async (name: string, given: Record<string, unknown>) => {
      const { data } = environment.lookup((await query(name, given)).fragment);
      return data as Record<string, { __id: string }>;
    };
    const thing = (await lookup(page, { ...variables, asOf }))[root]?.__id ?? '';
    expect(thing).toBe(idIn({ asOf }, thing.replace(/^@[\w-]+:/, '')));
    const connection = () => {
      const records = environment.getStore().getSource();
      const key = Object.keys(records.get(thing) ?? {}).find((name) => /^__\w+_\w+_connection/.test(name)) ?? '';
      const { __ref } = (records.get(thing) as Record<string, { __ref: string }>)[key] ?? { __ref: '' };
      const { edges, pageInfo } = records.get(__ref) as { edges: { __refs: string[] }; pageInfo: { __ref: string } };
      const nodes = edges.__refs.map((edge) => (records.get(edge) as { node: { __ref: string } }).node.__ref);
      return { nodes, cursor: records.get(pageInfo.__ref)?.['endCursor'] as string };
    };
    const first = connection();
    await query(next, { id: thing, first: 2, after: first.cursor });
    const { nodes } = connection();
    expect(nodes.slice(0, first.nodes.length)).toEqual(first.nodes);
    expect(nodes).toHaveLength(first.nodes.length + 2);
    for (const node of nodes) expect(node).toBe(idIn({ asOf }, node.replace(/^@[\w-]+:/, '')));
  });

  test('refetches a fragment on an interface', async () => {
    const { query, record } = connect();
    const id = idIn({ asOf: '2026-02-01' }, 'Country:JPN');
    await query('ClaimListQuery', { id });
    expect(record(id)).toMatchObject({ __typename: 'Country', 'claims(first:5)': { __refs: expect.any(Array) } });
  });
});
