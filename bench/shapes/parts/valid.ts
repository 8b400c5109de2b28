/** A condition of @neo4j/graphql on relationships that hold on the day `$asOf`. */
export const validOnDay = `{
  AND: [
    { OR: [{ edge: { from: { eq: null } } }, { edge: { from: { lte: $asOf } } }] }
    { OR: [{ edge: { to: { eq: null } } }, { edge: { to: { gt: $asOf } } }] }
  ]
}`;

export const today = new Date().toISOString().slice(0, 10);
