interface Asked {
  of: string;
  on: string;
  product: string;
  year: number;
  basis: 'VALUE' | 'MASS';
  isLookedThrough: boolean;
}

/** The id of a dependence, as the API writes it: what opens its evidence. */
export const dependenceId = ({ of, on, product, year, basis, isLookedThrough }: Asked, view = ''): string =>
  `${view}Dependence:${of}:${on}:${product}:${year}:${basis}${isLookedThrough ? ':LOOK_THROUGH:' : ''}`;
