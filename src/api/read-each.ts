/**
 * Reads each element of a list by itself, null where there is none: one that fails is an error in its own place, with the rest of
 * the list around it.
 */
export async function readEach<Item, Element>(
  items: readonly Item[],
  read: (item: Item, index: number) => Promise<Element>,
): Promise<(Awaited<Element> | Promise<never>)[]> {
  const settled = await Promise.allSettled(items.map(read));
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : Promise.reject(one.reason as Error)));
}
