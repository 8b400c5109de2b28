import { expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const CHANGES = 'totalCount edges { change at node { id subject { id } } }';

test('changes of some things are those of all that are about them', async () => {
  const since = 'since: "2025-10-01", until: "2025-11-15"';
  const { all, one, two, figures } = await answer(
    `{ all: changes(${since}, first: 100) { ${CHANGES} }
       one: changes(${since}, first: 100, about: ["ExportControl:cn-mofcom-2025-57"]) { ${CHANGES} }
       two: changes(${since}, first: 100, about: ["ExportControl:cn-mofcom-2025-57", "ExportControl:cn-mofcom-2025-58"]) { ${CHANGES} }
       figures: changes(since: "2000-01-01", first: 5, about: ["Mineral:gallium"]) { totalCount nodes { subject { ... on Observation { mineral { slug } } ... on Mineral { slug } } } } }`,
  );
  expect(one.totalCount).toBeGreaterThan(0);
  expect(two.totalCount).toBeGreaterThan(one.totalCount);
  expect(all.totalCount).toBeGreaterThan(two.totalCount);
  for (const { node } of one.edges) expect(node.subject.id).toBe('ExportControl:cn-mofcom-2025-57');
  expect(figures.totalCount).toBeGreaterThan(0);
  for (const { subject } of figures.nodes) expect(subject.mineral?.slug ?? subject.slug).toBe('gallium');
});

test('a figure asked as known at two moments is two figures in one answer, each with an id of its own', async () => {
  const { before, after } = await answer(
    `{ before: dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024, knownAt: "2025-01-01T00:00:00Z") { id share missing }
       after: dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024) { id share missing } }`,
  );
  expect(after.share).toBeCloseTo(0.276, 3);
  expect(before.share).toBeNull();
  expect(before.id).not.toBe(after.id);
});

test('changes of nothing, or of what carries a broken view, are refused', async () => {
  expect((await refusal('{ changes(since: "2025-10-01", about: []) { totalCount } }')).extensions.argument).toBe(
    'about',
  );
  expect(
    (await refusal('{ changes(since: "2025-10-01", about: ["@x:Country:JPN"]) { totalCount } }')).extensions.argument,
  ).toBe('about');
});

test('a claim or a figure that is named is found, by its own identifier and as the claim that it is, whatever view that carries', async () => {
  const { claims, observations } = await answer(
    `{ claims(first: 1, where: {property: {eq: "signedOn"}}, asOf: "2026-11-01") { nodes { id } }
       observations(first: 1, where: {mineral: {eq: "gallium"}}) { nodes { id claims { id } } } }`,
  );
  const [figure] = observations.nodes;
  for (const id of [claims.nodes[0].id, figure.id, figure.claims[0].id]) {
    const { changes } = await answer(
      'query ($about: [ID!]) { changes(since: "1900-01-01", about: $about) { totalCount nodes { id } } }',
      { about: [id] },
    );
    expect(changes.totalCount).toBeGreaterThan(0);
  }
});
