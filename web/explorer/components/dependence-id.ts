interface Asked {
  of: string;
  on: string;
  product: string;
  year: number;
  basis: 'VALUE' | 'MASS';
  isLookedThrough: boolean;
}

/** The view that an id carries, `@…:`, or nothing. */
export const viewOf = (id: string): string => /^@[^:]*:/.exec(id)?.[0] ?? '';

/** The id of a dependence, as the API writes it: what opens its evidence. */
export const dependenceId = ({ of, on, product, year, basis, isLookedThrough }: Asked, view = ''): string =>
  `${view}Dependence:${of}:${on}:${product}:${year}:${basis}${isLookedThrough ? ':LOOK_THROUGH:' : ''}`;
