import type { Page, Route } from 'playwright-core';

const thing = (type: string, kind: string, slug: string) => ({
  __typename: type,
  id: `${type}:${slug}`,
  nodeKind: kind,
  slug,
  name: `Company ${slug}`,
  stages: [],
  country: null,
});
const company = (index: number) => thing('Supplier', 'SUPPLIER', `n${index}`);

const pageInfo = { hasNextPage: false, endCursor: null };
const edgeTo = (index: number) => ({ claims: null, node: company(index), links: [] });

/** Who is joined to whom: a source to all, the first company to all others. */
function around(of: string, things: number) {
  const isHub = of.startsWith('Source');
  const joined = Array.from({ length: things - (isHub ? 1 : 2) }, (_, index) => edgeTo(isHub ? index : index + 1));
  return {
    of: isHub ? thing('Source', 'SOURCE', 'hub') : company(0),
    groups: [
      {
        relationship: isHub ? 'SUBJECTS' : 'CUSTOMERS',
        direction: isHub ? 'IN' : 'OUT',
        totalCount: joined.length,
        neighbours: { pageInfo, edges: joined },
      },
    ],
  };
}

/** Where the graph page draws what `answerLargeGraph` answers: about two relationships a thing. */
export const largeGraph = '/graph?focus=Source:hub&open=Source:hub~subjects:2500&open=Supplier:n0~customers:2500';

/** Answers the questions of the graph page with so many things; there are not as many in the graph. */
export const answerLargeGraph = (page: Page, things: number) =>
  page.route('**/graphql', async (route: Route) => {
    const { query, variables } = route.request().postDataJSON() as { query: string; variables: Record<string, string> };
    if (!query.startsWith('query Neighbours')) return route.continue();
    const asked = Object.entries(variables).filter(([name]) => /^of\d+$/.test(name));
    return route.fulfill({
      json: { data: Object.fromEntries(asked.map(([name, of]) => [name.replace('of', 'n'), around(of, things)])) },
    });
  });
