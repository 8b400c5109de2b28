import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Moves a row that is wider than its place sideways, so that what is chosen in it is seen. */
export function useInSight<T extends HTMLElement>(selector: string, chosen: unknown): RefObject<T | null> {
  const row = useRef<T>(null);
  useLayoutEffect(() => {
    const { current } = row;
    const at = current?.querySelector(selector);
    if (!current || !at || current.scrollWidth <= current.clientWidth) return;
    const [place, mark] = [current.getBoundingClientRect(), at.getBoundingClientRect()];
    current.scrollLeft += mark.left + mark.width / 2 - (place.left + place.width / 2);
  }, [selector, chosen]);
  return row;
}
