/** Items by a key made of each, in the order in which they first appear. */
export const groupBy = <T, Key extends string>(items: readonly T[], key: (item: T) => Key): Map<Key, T[]> => {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const own = groups.get(key(item));
    if (own) own.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};
