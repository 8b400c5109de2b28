/** An operation as a link carries it. */
export interface Linked {
  readonly query: string;
  readonly variables: string;
  readonly operationName: string | null;
}

/** Longer addresses are refused on the way to the server. */
const MAX_LENGTH = 12_000;

/** The operation in the address of the page, if there is one; variables that are JSON are laid out for reading. */
export function linkedOperation(search: string): Linked | null {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  if (!query?.trim()) return null;
  return {
    query,
    variables: laidOut(parameters.get('variables') ?? ''),
    operationName: parameters.get('operationName'),
  };
}

/** The address that opens this operation; null when it is too long for one. */
export function linkTo(page: string, { query, variables, operationName }: Linked): string | null {
  const address = new URL(page);
  const parameters = new URLSearchParams({ query });
  if (variables.trim()) parameters.set('variables', compact(variables));
  if (operationName) parameters.set('operationName', operationName);
  address.search = parameters.toString();
  address.hash = '';
  return address.href.length > MAX_LENGTH ? null : address.href;
}

function laidOut(variables: string): string {
  try {
    return variables.trim() ? JSON.stringify(JSON.parse(variables), null, 2) : '';
  } catch {
    return variables;
  }
}

function compact(variables: string): string {
  try {
    return JSON.stringify(JSON.parse(variables));
  } catch {
    return variables;
  }
}
