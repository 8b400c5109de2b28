type Search = Record<string, string | string[]>;

/** The parameters of an address, those that stand several times with all their texts. */
export function parseSearch(search: string): Search {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const all = parameters.getAll(name);
      return [name, all.length === 1 ? (all[0] ?? '') : all];
    }),
  );
}

/** The same as an address. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, given] of Object.entries(search as Search))
    for (const one of [given].flat()) parameters.append(name, one);
  return queryOf(parameters);
}

/** Parameters as an address has them, with the signs that need no escape there as they are. */
export function queryOf(parameters: URLSearchParams): string {
  const text = parameters.toString().replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%7E/g, '~');
  return text ? `?${text}` : '';
}
